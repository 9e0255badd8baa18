package dev.phantom.pullrequest.body;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.pullrequest.DriftGroup;
import java.util.stream.Collectors;

/// The title of a pull request: which stack, what it does, for which incident.
public final class PullRequestTitle {

    private static final int CAP = 180;

    private PullRequestTitle() {}

    /// @param minimal leaves values and incidents out
    public static String of(DriftGroup group, Redaction redaction, boolean minimal) {
        var act = minimal ? plainAct(group) : act(group) + incident(group, redaction);
        var title = group.stack().id().name() + ": " + redaction.of(act);
        return "[phantom] " + OutsideText.title(title, CAP);
    }

    private static String act(DriftGroup group) {
        var members = group.members();
        if (members.size() > 1) {
            return plainAct(group);
        }
        var drift = members.getFirst().drift();
        return switch (members.getFirst().verdict()) {
            case Verdict.Revert v -> reverting(drift);
            case Verdict.Legitimize v -> keeping(drift);
            case Verdict.Refactor v ->
                v.edits().size() == 1
                        ? "set " + drift.logicalId() + " "
                                + v.edits().getFirst().path() + " to "
                                + ValueText.of(v.edits().getFirst().value())
                        : "refactor " + drift.logicalId();
            case Verdict.NeedsHuman v -> "decide on " + drift.logicalId();
        };
    }

    private static String plainAct(DriftGroup group) {
        var names = group.mostSevereFirst().stream()
                .map(d -> d.drift().logicalId())
                .distinct()
                .toList();
        var list = names.stream().limit(3).collect(Collectors.joining(", ")) + (names.size() > 3 ? ", …" : "");
        return switch (group.recommendation()) {
            case REVERT -> "revert the changes to " + list;
            case LEGITIMIZE -> "keep the changes to " + list;
            case REFACTOR -> "refactor the changes to " + list;
            case NEEDS_HUMAN -> "decide on " + list;
        };
    }

    private static String reverting(Drift drift) {
        if (drift.changes().size() != 1) {
            return "revert the changes to " + drift.logicalId();
        }
        return switch (drift.changes().getFirst()) {
            case Change.NotEqual c ->
                "revert " + drift.logicalId() + " " + c.path() + " to " + ValueText.of(c.expected());
            case Change.Add c -> "remove " + ValueText.element(c.path(), c.actual()) + " from " + drift.logicalId();
            case Change.Remove c -> "restore " + ValueText.element(c.path(), c.expected()) + " on " + drift.logicalId();
        };
    }

    private static String keeping(Drift drift) {
        if (drift.changes().size() != 1) {
            return "keep the changes to " + drift.logicalId();
        }
        return switch (drift.changes().getFirst()) {
            case Change.NotEqual c -> "keep " + drift.logicalId() + " " + c.path() + " at " + ValueText.of(c.actual());
            case Change.Add c -> "keep " + ValueText.element(c.path(), c.actual()) + " on " + drift.logicalId();
            case Change.Remove c -> "drop " + ValueText.element(c.path(), c.expected()) + " from " + drift.logicalId();
        };
    }

    private static String incident(DriftGroup group, Redaction redaction) {
        if (redaction.hidesEvidence()) {
            return "";
        }
        return group.members().stream()
                .flatMap(d -> d.file().evidence().exhibits().stream()
                        .map(Exhibit::signal)
                        .filter(s -> s instanceof Signal.Incident i
                                && i.touches(d.file().window())))
                .flatMap(s -> s instanceof Signal.Incident i
                        ? java.util.stream.Stream.of(
                                " (" + (i.id().chars().allMatch(Character::isDigit) ? "incident " : "") + i.id() + ")")
                        : java.util.stream.Stream.empty())
                .findFirst()
                .orElse("");
    }
}
