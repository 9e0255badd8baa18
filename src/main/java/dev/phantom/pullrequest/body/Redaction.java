package dev.phantom.pullrequest.body;

import dev.phantom.evidence.Signal;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Shortens or hides people and accounts in every text of one pull request or message.
///
/// @param people as the change log calls them; the longest go first, for one name may be part of another
public record Redaction(Privacy level, List<String> people) {

    public Redaction {
        people = people.stream()
                .filter(a -> a.length() > 2)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(a -> a))
                .toList();
    }

    private static final Pattern ACCOUNT = Pattern.compile("(?<!\\d)\\d{8}(\\d{4})(?!\\d)");
    private static final Pattern EMAIL = Pattern.compile("([\\w+-])[\\w.+-]*@[\\w-]+(\\.[\\w-]+)+");
    private static final Pattern SESSION =
            Pattern.compile("(assumed-role/[^/\\s]+/|\\buser/)([^\\s\"',/])[^\\s\"',/]*");

    public static Redaction of(Privacy level, DriftGroup group) {
        return of(level, group.members());
    }

    public static Redaction of(Privacy level, List<Decision> decisions) {
        var changes = decisions.stream()
                .flatMap(d -> d.drift().changes().stream())
                .map(c -> c.circumstances().occurred().actor());
        var writes = decisions.stream()
                .flatMap(d -> d.file().evidence().exhibits().stream())
                .map(e -> e.signal() instanceof Signal.Write w ? w.actor() : "");
        return new Redaction(level, Stream.concat(changes, writes).toList());
    }

    boolean hidesEvidence() {
        return level == Privacy.NONE;
    }

    /// The text without what may not be shown.
    public String of(String text) {
        return switch (level) {
            case FULL -> text;
            case MASKED -> masked(text, Redaction::shortened, "…$1", "$1…@…", "$1$2…");
            case NONE -> masked(text, person -> "(a person)", "(account)", "(a person)", "$1(a person)");
        };
    }

    private String masked(String text, UnaryOperator<String> person, String account, String email, String session) {
        var result = text;
        for (var one : people) {
            result = result.replace(one, person.apply(one));
        }
        result = EMAIL.matcher(result).replaceAll(email);
        result = SESSION.matcher(result).replaceAll(session);
        return ACCOUNT.matcher(result).replaceAll(account);
    }

    /// `role/oncall` → `role/o…`
    private static String shortened(String person) {
        var start = person.lastIndexOf('/') + 1;
        return start >= person.length() ? "…" : person.substring(0, person.offsetByCodePoints(start, 1)) + "…";
    }
}
