package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.Act;
import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.measure.Ending;
import dev.phantom.analysis.measure.Timeline;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Occurred.Precision;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How long it took from one thing to the next, and what came last before the trouble was over.
///
/// @param session other writes of the actor
record TimelineFacts(Drift drift, Window window, Timeline timeline, Evidence evidence, List<Act> session) {
    private static final String TOPIC = "timeline";

    List<DerivedFact> all() {
        var facts = new ArrayList<DerivedFact>();
        since().ifPresent(facts::add);
        var onset = timeline.onset();
        if (onset != null) {
            deployed(onset).ifPresent(facts::add);
            changed(onset).ifPresent(facts::add);
            facts.add(recovered());
            last().ifPresent(facts::add);
        }
        return facts;
    }

    private static DerivedFact fact(String sentence, List<String> cite) {
        return Wording.fact(TOPIC, sentence, cite);
    }

    private boolean exact() {
        return drift.changes().stream()
                .anyMatch(c -> c.circumstances().occurred().precision() == Precision.EXACT);
    }

    private Optional<DerivedFact> since() {
        if (exact()) {
            var text = "The change was made at %s, %s before the evidence ends"
                    .formatted(
                            Wording.time(window.changedAt()),
                            Wording.span(Duration.between(window.changedAt(), window.to())));
            return Optional.of(fact(text, writes()));
        }
        return drift.changes().stream()
                .map(c -> c.circumstances().occurred())
                .filter(o -> o.precision() == Precision.BRACKETED)
                .findFirst()
                .flatMap(TimelineFacts::between);
    }

    private static Optional<DerivedFact> between(Occurred occurred) {
        var from = occurred.from();
        var to = occurred.at();
        if (from == null || to == null) {
            return Optional.empty();
        }
        var text = "When the change was made is not known: between %s and %s, which is %s"
                .formatted(Wording.time(from), Wording.time(to), Wording.span(Duration.between(from, to)));
        return Optional.of(fact(text, List.of()));
    }

    private List<String> writes() {
        return evidence.exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Write)
                .map(Exhibit::id)
                .toList();
    }

    private Optional<DerivedFact> deployed(Instant onset) {
        var deploy = timeline.deploy();
        if (deploy == null) {
            return Optional.empty();
        }
        var at = deploy.signal().at();
        var cited = Stream.concat(Stream.of(deploy.id()), timeline.troubleIds().stream())
                .toList();
        var apart = Wording.span(Duration.between(onset, at).abs());
        var text = at.isAfter(onset)
                ? "The deployment at %s came %s after the trouble began at %s"
                        .formatted(Wording.time(at), apart, Wording.time(onset))
                : "The trouble began at %s, %s after the deployment at %s"
                        .formatted(Wording.time(onset), apart, Wording.time(at));
        return Optional.of(fact(text, cited));
    }

    private Optional<DerivedFact> changed(Instant onset) {
        if (!exact()) {
            return Optional.empty();
        }
        var changed = window.changedAt();
        var text = "The change was made %s %s the trouble began"
                .formatted(
                        Wording.span(Duration.between(onset, changed).abs()),
                        changed.isBefore(onset) ? "before" : "after");
        return Optional.of(fact(text, timeline.troubleIds()));
    }

    private DerivedFact recovered() {
        var recovered = timeline.recovered();
        if (recovered == null) {
            return fact(
                    "The trouble was not over when the evidence ends, at " + Wording.time(window.to()),
                    timeline.troubleIds());
        }
        var over = "The trouble was over at " + Wording.time(recovered);
        var changed = window.changedAt();
        var apart = Wording.span(Duration.between(changed, recovered).abs());
        var side = recovered.isBefore(changed) ? " before" : " after";
        return fact(exact() ? over + ", " + apart + side + " the change" : over, timeline.troubleIds());
    }

    private Optional<DerivedFact> last() {
        var recovered = timeline.recovered();
        return Optional.ofNullable(
                        Ending.of(timeline, evidence, exact(), session).last())
                .filter(step -> recovered != null)
                .map(step -> fact(
                        "The last thing before the recovery was %s at %s, %s before it"
                                .formatted(
                                        step.what(),
                                        Wording.time(step.at()),
                                        Wording.span(Duration.between(step.at(), recovered))),
                        Stream.concat(step.cite().stream(), timeline.troubleIds().stream())
                                .toList()));
    }
}
