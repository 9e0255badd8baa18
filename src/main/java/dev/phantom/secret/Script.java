package dev.phantom.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A script of an instance or a build: whether it sets a variable to what nobody needs to see.
final class Script {

    private static final Pattern SETS = Pattern.compile("(?<![\\w.?&$<>/:=-])[A-Za-z_][A-Za-z0-9_]{0,100}+=(?![=~])");

    /// `env: variables:` of a build specification, and whatever stands in it.
    private static final Pattern BUILD = Pattern.compile("(?m)^(\\h*)(?:variables|environment|env):\\h*$");

    private static final Pattern ENTRY = Pattern.compile("\\G\\h*\\R(\\h+)[\"']?[\\w.-]{1,100}[\"']?:\\h*([^\\n]*)");

    private Script() {}

    /// The script that a text is, in Base64 or not.
    static String plain(String text) {
        return Encodings.base64(text.strip()).orElse(text);
    }

    static boolean setsVariables(String text) {
        return !values(plain(text)).isEmpty();
    }

    /// What it sets variables to.
    static List<String> values(String text) {
        var values = new ArrayList<String>();
        var sets = SETS.matcher(text);
        while (sets.find()) {
            int from = ShellWord.start(text, sets.end());
            values.add(text.substring(from, ShellWord.end(text, from)));
        }
        var build = BUILD.matcher(text);
        while (build.find()) {
            var entry = ENTRY.matcher(text).region(build.end(), text.length());
            while (entry.find() && entry.group(1).length() > build.group(1).length()) {
                values.add(entry.group(2).strip().replaceAll("^[\"']|[\"']$", ""));
            }
        }
        values.removeIf(HarmlessForm::is);
        return values;
    }
}
