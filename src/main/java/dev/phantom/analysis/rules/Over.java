package dev.phantom.analysis.rules;

import java.time.Instant;
import java.util.regex.MatchResult;
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

    private static final Pattern VAIN = Pattern.compile(
            "(?i)\\b(no (change|effect|difference|improvement|better)|(did not|didn't|does not|doesn't) help|not it|to no avail|in vain"
                    + "|still (fail\\w*|denied|refused|the same))\\b");

    private Over() {}

    static boolean in(String text) {
        return ENDED.matcher(stated(text)).find();
    }

    /// Whether it says so after the last grant: an approval that stands behind what is over is of something new.
    static boolean in(String text, Pattern grant) {
        var said = stated(text);
        return last(ENDED, said) > last(grant, said);
    }

    private static int last(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToInt(MatchResult::start)
                .max()
                .orElse(-1);
    }

    private static String stated(String text) {
        return CONDITION.matcher(text).replaceAll("");
    }

    /// Whether it names an end of its own that has passed: `approved, 8 to 11 September`.
    static boolean passed(String text, Instant written, Instant now) {
        return NamedDay.ends(text, written).anyMatch(end -> end.isBefore(now));
    }

    static boolean mistake(String text) {
        return MISTAKE.matcher(text).find();
    }

    static boolean putRight(String text) {
        return PUT_RIGHT.matcher(stated(text)).find();
    }

    /// Whether it says that something was tried and changed nothing.
    static boolean vain(String text) {
        return VAIN.matcher(text).find();
    }
}
