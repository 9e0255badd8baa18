package dev.phantom.analysis.rules;

import dev.phantom.analysis.CaseFile.Candidate;
import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.rules.Tickets.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is known of something that was opened.
///
/// @param lasting       uses of it that went on when the evidence ends
/// @param stopped       those that did not
/// @param refusedBefore of those whom it lets in
/// @param complaints    refusals in logs that ended with it
/// @param builtOn       writes of the same sitting that grant through it
record Opening(
        CaseFacts d,
        Uses lasting,
        Uses stopped,
        Uses refusedBefore,
        Tickets tickets,
        List<String> complaints,
        List<Act> builtOn) {
    private static final Duration SAME_SITTING = Duration.ofHours(1);

    private static final Pattern NO_LONGER =
            Pattern.compile("(?i)\\b(no longer|ended|expired|retired|removed?|closed|finished|decommission\\w*)\\b");

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
        return new Opening(d, lasting, stopped, before, Tickets.of(d), Refusals.endedWith(d), builtOn(d));
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

    boolean ended() {
        return tickets.any(State.OVER) && !tickets.any(State.APPROVED)
                || takenBack().isPresent();
    }

    /// A commit on these lines that took it away.
    Optional<String> takenBack() {
        var words = Words.of(d);
        return d.notes().of(Notes.Source.COMMIT).all().stream()
                .map(Notes.Note::text)
                .filter(t -> NO_LONGER.matcher(t).find() && words.speakOf(t))
                .findFirst();
    }

    List<Candidate> narrower() {
        return Ground.chosen(d);
    }
}
