package dev.phantom.analysis.derive;

import dev.phantom.analysis.background.DerivedFact;
import dev.phantom.analysis.measure.Demand;
import dev.phantom.analysis.measure.Strain;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import java.util.List;
import java.util.stream.Stream;

/// What the safe size would have to carry today, in per cent of its capacity, and whether it ever did: by the arithmetic
/// that the rules and the candidates use.
final class HeadroomFacts {
    private static final String TOPIC = "headroom";

    private HeadroomFacts() {}

    /// By each metric that may be judged by.
    static List<DerivedFact> of(Drift drift, Demand demand) {
        return demand.stream()
                .flatMap(strain -> Stream.of(today(strain, size(drift, strain)), before(strain, size(drift, strain))))
                .filter(text -> !text.isEmpty())
                .map(text -> new DerivedFact(TOPIC, text))
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

    private static String today(Strain strain, String safe) {
        return "By %s the load of the last days is %sof %s %s at p95 and %s at its peak%s%s."
                .formatted(
                        strain.metric(),
                        strain.live() > 0 ? Wording.percent(strain.p95On(strain.live())) + " of live's capacity, and " : "",
                        safe,
                        Wording.percent(strain.p95On(strain.safe())),
                        Wording.percent(strain.maxOn(strain.safe())),
                        strain.episode() ? "; more was needed for a time that is over" : "",
                        Wording.cite(List.of(strain.exhibit())));
    }

    /// Before the change, the safe size ran: what it carried then is known.
    private static String before(Strain strain, String safe) {
        if (strain.before() < 0) {
            return "";
        }
        var today = strain.p95On(strain.safe());
        return "Before, %s ran at %s at p95 by %s: it has %scarried today's load of %s%s."
                .formatted(
                        safe,
                        Wording.percent(strain.before()),
                        strain.metric(),
                        strain.asBefore() ? "" : "not yet been seen to have ",
                        Wording.percent(today),
                        Wording.cite(List.of(strain.exhibit())));
    }
}
