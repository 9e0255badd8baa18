package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.Notes;
import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.rules.Tickets.State;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known of something that was opened.
///
/// @param lasting       uses of it that went on when the evidence ends
/// @param stopped       those that did not
/// @param refusedBefore of those whom it lets in
/// @param complaints    refusals that ended with it: in logs, in counts, in what people wrote
/// @param putRight      notes since, by which what had complained can do without
/// @param busier        counts of what passes that have risen with it and stay so
/// @param builtOn       writes of the same sitting that grant through it
record Opening(
        CaseFacts d,
        Uses lasting,
        Uses stopped,
        Uses refusedBefore,
        Tickets tickets,
        List<String> complaints,
        List<String> putRight,
        List<String> busier,
        List<Act> builtOn) {
    private static final Duration SAME_SITTING = Duration.ofHours(1);

    static Opening of(CaseFacts d) {
        var drift = d.file().drift();
        var window = d.file().window();
        var since = LetIn.uses(drift, window, d.file().evidence());
        var lasting = since.lasting(window);
        var stopped = since.by(u -> !lasting.all().contains(u));
        var before = Uses.of(d.file().evidence())
                .by(LetIn.of(drift)::covers)
                .refused()
                .by(u -> u.first().isBefore(window.changedAt()));
        return new Opening(
                d,
                lasting,
                stopped,
                before,
                Tickets.of(d),
                Refusals.endedWith(d),
                putRight(d),
                Refusals.busier(d),
                builtOn(d));
    }

    /// Writes of the same sitting that grant through what was opened.
    private static List<Act> builtOn(CaseFacts d) {
        var drift = d.file().drift();
        var changed = d.timeline().changedAt();
        return d.file().background().session().stream()
                .filter(a ->
                        a.resource().equals(drift.logicalId()) || a.resource().equals(drift.physicalId()))
                .filter(a -> !a.at().isBefore(changed)
                        && Duration.between(changed, a.at()).compareTo(SAME_SITTING) <= 0)
                .filter(a -> a.request().replace("\\", "").matches("(?s).*\"Effect\"\\s*:\\s*\"Allow\".*"))
                .toList();
    }

    /// Since the change, in the words of the incident that it answered.
    private static List<String> putRight(CaseFacts d) {
        var changed = d.timeline().changedAt();
        var words = Words.in(d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Incident)
                .flatMap(Opening::told));
        return d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Event || Notes.notice(e.signal()))
                .filter(e -> e.signal().at().isAfter(changed))
                .filter(e -> Over.putRight(e.signal().summary())
                        && words.speakOf(e.signal().summary()))
                .map(Exhibit::id)
                .toList();
    }

    private static Stream<String> told(Exhibit e) {
        return e.signal() instanceof Signal.Incident i
                ? Stream.concat(
                        Stream.of(i.summary()),
                        Stream.concat(
                                i.course().fields().values().stream(),
                                i.course().timeline().stream().map(Signal.Note::text)))
                : Stream.empty();
    }

    /// What was refused before it, and is needed still as far as is known.
    boolean needed() {
        return !complaints.isEmpty() && putRight.isEmpty();
    }

    boolean mistaken() {
        return tickets.any(State.MISTAKE);
    }

    /// Whether somebody answers for it: a record that was approved, or a commit that names the very account or address.
    boolean approved() {
        return tickets.any(State.APPROVED) || committed();
    }

    private boolean committed() {
        var own = Particulars.of(d);
        var to = d.file().window().to();
        return d.notes().of(Notes.Source.COMMIT).all().stream()
                .filter(n -> own.fit(Particulars.in(n.text(), d)) == Particulars.Fit.SAME)
                .anyMatch(n -> !Over.in(n.text()) && (n.at() == null || !Over.passed(n.text(), n.at(), to)));
    }

    boolean ended() {
        return tickets.in(State.OVER).stream().anyMatch(t -> d.dated() || t.fit() == Particulars.Fit.SAME)
                        && !approved()
                || takenBack().isPresent();
    }

    /// A commit on these lines that took it away.
    Optional<String> takenBack() {
        var words = Words.of(d);
        return d.notes().of(Notes.Source.COMMIT).all().stream()
                .map(Notes.Note::text)
                .filter(t -> Over.in(t) && words.speakOf(t))
                .findFirst();
    }

    List<Candidate> narrower() {
        return Ground.chosen(d);
    }
}
