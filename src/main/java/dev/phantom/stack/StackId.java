package dev.phantom.stack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A stack's identity. A part that is not known is the empty string.
///
/// @param account 12 digits
/// @param region  `us-east-1`
public record StackId(String account, String region, String name) implements Comparable<StackId> {

    /// The stack that an ARN names: `arn:aws:cloudformation:us-east-1:111122223333:stack/payments/7c1e…`.
    static Optional<StackId> ofArn(String arn) {
        var parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals("cloudformation")) {
            return Optional.empty();
        }
        var path = parts[5].split("/");
        return path.length == 3 && path[0].equals("stack") && !path[1].isEmpty()
                ? Optional.of(new StackId(parts[4], parts[3], path[1]))
                : Optional.empty();
    }

    /// Tells stacks of the same name in other accounts and regions apart without naming the account: `s-` + hash.
    public String key() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : List.of(account, region, name)) {
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return "s-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(StackId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return account + "/" + region + "/" + name;
    }
}
