package dev.phantom.analysis.prompt;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Shortens people and account numbers in the text that is sent, unless the configuration says `privacy: full`.
public final class Privacy {
    private static final Pattern ACCOUNT = Pattern.compile("(?<![0-9A-Za-z-])\\d{8}(\\d{4})(?![0-9A-Za-z])");

    /// Tried once for each run of such characters, however long it is: what is sent is anybody's.
    private static final Pattern EMAIL =
            Pattern.compile("(?<![\\w+-])([\\w+-])[\\w.+-]*+@[\\w-]++(\\.[\\w-]++)++");
    private static final Pattern USER = Pattern.compile("(assumed-role/[^/\\s\"]+/|\\buser/)([^\\s\"',/])[^\\s\"',/]*");

    private Privacy() {}

    public static final UnaryOperator<String> FULL = UnaryOperator.identity();

    public static final UnaryOperator<String> MASKED = Privacy::masked;

    private static String masked(String text) {
        var shorter = text.indexOf('@') < 0 ? text : EMAIL.matcher(text).replaceAll("$1…");
        shorter = USER.matcher(shorter).replaceAll("$1$2…");
        return ACCOUNT.matcher(shorter).replaceAll("…$1");
    }
}
