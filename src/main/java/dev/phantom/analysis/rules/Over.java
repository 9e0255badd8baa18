package dev.phantom.analysis.rules;

import java.time.Instant;
import java.util.regex.Pattern;

/// When a text says that something is over, that it was a mistake, or that what stood in the way was put right: the one
/// vocabulary that all families read notes by. Whether the text speaks of the change at all is [Words]' to say.
final class Over {
    private static final Pattern ENDED = Pattern.compile(
            "(?i)\\b(ended|expired|retired|removed?|closed|resolved|declined|rejected|refused|withdrawn|cancell?ed|revoked"
                    + "|finished|completed|terminated|called off|decommission\\w*|no longer|moved away|gone|(is|are) over)\\b");

    /// What is to be once something has happened has not happened.
    private static final Pattern CONDITION = Pattern.compile("(?i)\\b(until|once|when|after|before|if)\\b[^,.;:)]*");

    private static final Pattern MISTAKE =
            Pattern.compile("(?i)\\b(by (mistake|accident)|mistaken(ly)?|in error|erroneous(ly)?|wrongly|correction"
                    + "|should not have|(was|were) not meant|unintended(ly)?|put [^.]{0,60}\\bback)\\b");

    private static final Pattern PUT_RIGHT =
            Pattern.compile("(?i)\\b(rolled out|fixed|repaired|patched|upgraded|updated|migrated|replaced|renewed)\\b");

    private Over() {}

    static boolean in(String text) {
        return ENDED.matcher(CONDITION.matcher(text).replaceAll("")).find();
    }

    /// Whether it names an end of its own that has passed: `approved, 8 to 11 September`.
    static boolean passed(String text, Instant written, Instant now) {
        return NamedDay.ends(text, written).anyMatch(end -> end.isBefore(now));
    }

    static boolean mistake(String text) {
        return MISTAKE.matcher(text).find();
    }

    static boolean putRight(String text) {
        return PUT_RIGHT.matcher(CONDITION.matcher(text).replaceAll("")).find();
    }
}
