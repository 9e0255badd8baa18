package dev.phantom.github;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// Tells Phantom's own commits from everybody else's without keeping a list: the message ends with a hash over message,
/// tree and parents. Amending, rebasing or adding a commit breaks it.
final class Seal {

    private static final Pattern TRAILER = Pattern.compile("\\nPhantom-Seal: ([0-9a-f]{40})\\s*$");

    private Seal() {}

    static String on(String message, String tree, String parent) {
        var text = message.stripTrailing();
        return text + "\nPhantom-Seal: " + hash(text, tree, List.of(parent)) + "\n";
    }

    static boolean holds(String message, String tree, List<String> parents) {
        var trailer = TRAILER.matcher(message);
        return trailer.find() && trailer.group(1).equals(hash(message.substring(0, trailer.start()), tree, parents));
    }

    private static String hash(String message, String tree, List<String> parents) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var all = tree + "\n" + String.join(" ", parents) + "\n" + message;
            return HexFormat.of()
                    .formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
