package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Notes;
import dev.phantom.analysis.measure.Capacity;
import dev.phantom.analysis.measure.Ending;
import dev.phantom.analysis.measure.Timeline;
import dev.phantom.drift.Change;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.severity.Finding;
import dev.phantom.stack.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A case with what follows from it, as the rules of the offline analyst read it.
///
/// @param knowledge of resource types where the stack runs
record CaseFacts(CaseFile file, TypeKnowledge knowledge, List<Capacity> capacities, Timeline timeline) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    static CaseFacts of(CaseFile file, Knowledge knowledge) {
        var drift = file.drift();
        var known = knowledge.of(file.stack().id());
        return new CaseFacts(
                file,
                known,
                Capacity.of(drift, known.facts(drift.type())),
                Timeline.of(file.evidence(), file.window()));
    }

    Notes notes() {
        return Notes.of(file);
    }

    Ending ending() {
        return Ending.of(timeline, file.evidence(), exact(), file.background().session());
    }

    /// The CloudTrail writes among the exhibits.
    List<String> writes() {
        return file.evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Write)
                .map(Exhibit::id)
                .toList();
    }

    List<Finding> securityFindings() {
        return file.assessment().findings().stream().filter(Finding::security).toList();
    }

    /// Who changed it and when, for a sentence: `by role/oncall at 03:04Z`; empty if nobody knows.
    String attribution() {
        return file.drift().changes().stream()
                .map(c -> c.circumstances().occurred())
                .filter(o -> o.precision() == Occurred.Precision.EXACT)
                .findFirst()
                .map(o -> (o.actor().isEmpty() ? "" : " by " + o.actor())
                        + (o.at() == null ? "" : " at " + clock(o.at()))
                        + (o.via() == Write.Via.UNKNOWN
                                ? ""
                                : ", " + o.via().name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .orElse("");
    }

    /// Whether what was seen before the change is told from what was seen since.
    boolean dated() {
        return switch (file.window().dating()) {
            case WRITE, METRIC -> true;
            case BRACKET, UNKNOWN -> false;
        };
    }

    /// Whether all of it was made through this.
    boolean by(Write.Via via) {
        return file.drift().changes().stream()
                .allMatch(c -> c.circumstances().occurred().via() == via);
    }

    /// Whether a write or a second witness vouches for when it happened.
    boolean exact() {
        return file.drift().changes().stream()
                .allMatch(c -> c.circumstances().occurred().precision() == Occurred.Precision.EXACT);
    }

    /// For how long the change could be watched once the trouble was over.
    Duration watched() {
        var from = timeline.recovered() == null ? timeline.changedAt() : timeline.recovered();
        return Duration.between(from, file.window().to());
    }

    /// Whether that was less than a day. Of a change that nobody could date, no hour is known to come after it.
    boolean soon() {
        return !file.window().changedAt().equals(file.window().to())
                && watched().compareTo(Duration.ofHours(24)) < 0;
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /// `(E-01, E-02)`, or nothing.
    static String cite(List<String> ids) {
        return ids.isEmpty() ? "" : " (" + String.join(", ", ids) + ")";
    }

    String paths() {
        return file.drift().changes().stream()
                .map(Change::path)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
