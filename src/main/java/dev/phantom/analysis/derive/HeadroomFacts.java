package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.measure.SizeDemand;
import dev.phantom.analysis.measure.Strain;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the safe size would have to carry today, in per cent of its capacity, and whether it ever did: by the
/// arithmetic
/// that the rules and the candidates use.
final class HeadroomFacts {
    private static final String TOPIC = "headroom";

    private HeadroomFacts() {}

    /// By each metric that may be judged by.
    static List<DerivedFact> of(Drift drift, SizeDemand demand) {
        return demand.stream()
                .flatMap(strain -> Stream.of(today(strain, size(drift, strain)), before(strain, size(drift, strain))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String size(Drift drift, Strain strain) {
        return drift.changes().stream()
                .filter(change -> change.path().toString().equals(strain.path()))
                .flatMap(change -> change instanceof Change.NotEqual n
                        ? Stream.of(strain.path() + " " + Wording.value(n.expected()))
                        : Stream.<String>empty())
                .findFirst()
                .orElse("the safe " + strain.path());
    }

    private static Optional<DerivedFact> today(Strain strain, String safe) {
        return Optional.of(Wording.fact(
                TOPIC,
                "On %s the load of the last days would take, by %s, %s of its capacity at p95 and %s at a peak that lasts%s%s"
                        .formatted(
                                safe,
                                strain.metric(),
                                Wording.percent(strain.p95On(strain.safe())),
                                Wording.percent(strain.maxOn(strain.safe())),
                                strain.live() > 0
                                        ? "; of live's it takes " + Wording.percent(strain.p95On(strain.live()))
                                        : "",
                                strain.episode() ? "; more was needed for a time that is over" : ""),
                List.of(strain.exhibit())));
    }

    /// Before the change, the safe size ran: what it carried then is known.
    private static Optional<DerivedFact> before(Strain strain, String safe) {
        if (strain.before() < 0) {
            return Optional.empty();
        }
        return Optional.of(Wording.fact(
                TOPIC,
                "Before the trouble or the change, %s ran at %s at p95 by %s: today's load of %s at p95 is %s it was seen to carry"
                        .formatted(
                                safe,
                                Wording.percent(strain.before()),
                                strain.metric(),
                                Wording.percent(strain.p95On(strain.safe())),
                                strain.asBefore() ? "no more than" : "more than"),
                List.of(strain.exhibit())));
    }
}
