package dev.phantom.pullrequest;

import java.util.Map;
import java.util.regex.Pattern;

/// The message of Phantom's one commit on a branch. Its trailers say which stack it is for and what it holds, so that a
/// later run knows without reading a file whether the branch is as it should be.
public record CommitMessage(String title, String stack, String content) {

    private static final Pattern STACK = Pattern.compile("^Phantom-Stack: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern CONTENT = Pattern.compile("^Phantom-Content: (\\S+)$", Pattern.MULTILINE);

    public static CommitMessage of(String title, String stackKey, Map<String, String> files) {
        return new CommitMessage(title, stackKey, Fingerprint.of(files).substring(0, 40));
    }

    public static String stack(String message) {
        return trailer(STACK, message);
    }

    public static String content(String message) {
        return trailer(CONTENT, message);
    }

    private static String trailer(Pattern pattern, String message) {
        var found = pattern.matcher(message);
        return found.find() ? found.group(1) : "";
    }

    @Override
    public String toString() {
        return title + "\n\nPhantom-Stack: " + stack + "\nPhantom-Content: " + content + "\n";
    }
}
