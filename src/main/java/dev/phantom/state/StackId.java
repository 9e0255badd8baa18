package dev.phantom.state;

import java.util.Optional;

/// A stack's identity. A part that is not known is the empty string.
///
/// @param account 12 digits
/// @param region  `us-east-1`
public record StackId(String account, String region, String name) implements Comparable<StackId> {

    /// The stack that an ARN names: `arn:aws:cloudformation:us-east-1:111122223333:stack/payments/7c1e…`.
    public static Optional<StackId> ofArn(String arn) {
        var parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || !parts[2].equals("cloudformation")) {
            return Optional.empty();
        }
        var path = parts[5].split("/");
        return path.length == 3 && path[0].equals("stack") && !path[1].isEmpty()
                ? Optional.of(new StackId(parts[4], parts[3], path[1]))
                : Optional.empty();
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
