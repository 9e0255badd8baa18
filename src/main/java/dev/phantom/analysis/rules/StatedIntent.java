package dev.phantom.analysis.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a text wants of a change, clause by clause: a grant that is denied, asked for or conditional is none, and a
/// question says nothing. Whether the text speaks of the change at all is [Words]' to say.
///
/// @param granted somebody agreed
/// @param stays   it is to last
/// @param undone  it is to be taken back
/// @param passes  it is for a short time: for now, for the night, for a load
/// @param awaits  it is until something else has happened, or for as long as something lasts that nobody dated
record StatedIntent(boolean granted, boolean stays, boolean undone, boolean passes, boolean awaits) {
    private static final Pattern CLAUSES = Pattern.compile(
            "(?<=[^\\d])[.;:!]+(?=\\s|$)|(?<=\\d)[.;:]+(?=\\s)|\\s[–-]+\\s|\\n|(?<=\\?)|, (?=but|then|and )");

    private static final Pattern GRANT =
            Pattern.compile("(?i)\\b(approv(ed|al)|accepted|granted|agreed|confirmed|signed( off)?|sign-off"
                    + "|ok(ay)?|decision|go ahead|cleared|permitted|authori[sz]ed|decided|owner:? \\w+)\\b");

    private static final Pattern STAY = Pattern.compile(
            "(?i)\\b(keep(s|ing)?|stay(s|ing)?|permanent(ly)?|for good|from now on|indefinitely"
                    + "|long[- ]term|new (default|baseline|standard)|leave (it|this|them|as)"
                    + "|(take|move|put|carry) (it|this|them) (over )?into|please (adopt|follow|update your)|as of \\d|we stop)\\b");

    private static final Pattern UNDO = Pattern.compile(
            "(?i)\\b(revert(ed)?|undo|roll(ed)? back|put (\\w+ ){0,3}back|(set|go|switch|turn|take|bring|scale)"
                    + " (\\w+ ){0,3}(back|again)|(on|off) again|back to|re-?enable|restore|remove|close (it|this|again|by)|clean ?up"
                    + "|take (\\w+ ){0,2}(out|down)|needs? to go)\\b");

    private static final Pattern PASSING = Pattern.compile(
            "(?i)\\b(for now|for the time being|tonight|temporar(y|ily)|so long|for a (bit|while|day|week)|short[- ]term"
                    + "|(for|during) (the|this) ([\\w-]+ ){0,2}(test|load|import|migration|move|weekend|night|window|drill|demo|audit|campaign|sale|freeze)"
                    + "|for (\\d+|one|two|three|a few) (hours?|h|days?|nights?|weeks?)|(remove|back|expires?|ends?) (by|on))\\b");

    private static final Pattern AWAITING =
            Pattern.compile("(?i)\\b(until|till|as long as|while|trial|experiment|pilot|poc|proof of concept)\\b");

    private static final String NOT = "not|no|never|nobody|none|cannot|can't|won't|don't|didn't|isn't|wasn't";
    private static final Pattern NO = Pattern.compile("(?i)\\b(" + NOT + ")\\b");

    /// What is denied, or still to come.
    private static final Pattern OPEN = Pattern.compile("(?i)\\b(" + NOT
            + "|to be|pending|awaiting|waiting for|asked|needs|please|if|once|unless|rejected|refused)\\b");

    static StatedIntent of(String text) {
        var clauses = Arrays.stream(CLAUSES.split(text))
                .map(String::strip)
                .filter(c -> !c.isEmpty() && !c.endsWith("?"))
                .toList();
        return new StatedIntent(
                said(clauses, GRANT, OPEN),
                said(clauses, STAY, NO),
                said(clauses, UNDO, NO),
                any(clauses, c -> PASSING.matcher(c).find()),
                any(clauses, c -> AWAITING.matcher(c).find()));
    }

    private static boolean said(List<String> clauses, Pattern cue, Pattern denial) {
        return any(clauses, c -> cue.matcher(c).find() && !denied(c, cue, denial));
    }

    private static boolean any(List<String> clauses, Predicate<String> holds) {
        return clauses.stream().anyMatch(holds);
    }

    /// Whether the same clause denies it before it says it.
    private static boolean denied(String clause, Pattern cue, Pattern denial) {
        var found = cue.matcher(clause);
        return found.find()
                && denial.matcher(clause.substring(0, found.start())).find();
    }

    /// It is for a time, and nobody wrote that it is to last.
    boolean temporary() {
        return (passes || undone) && !stays;
    }
}
