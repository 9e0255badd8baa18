package dev.phantom.report;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was observed in a night, each observation once and with a number of its own, in time order. Cases number their
/// exhibits one by one, so one alert has another id in each.
final class Observations {

    /// @param number from 1
    /// @param uses   the drifts that it is an exhibit of
    record Observation(int number, Signal signal, List<Use> uses) {

        String anchor() {
            return "e" + number;
        }

        String mark() {
            return "[" + number + "]";
        }

        /// Whether a verdict rests on it.
        boolean cited() {
            return uses.stream().anyMatch(Use::cited);
        }
    }

    /// @param id of the exhibit in the case of the drift
    record Use(RankedDrift drift, String id, boolean cited) {}

    private final Map<String, Observation> byKey = new LinkedHashMap<>();

    static Observations of(List<RankedDrift> drifts) {
        var signals = new LinkedHashMap<String, Signal>();
        var uses = new HashMap<String, List<Use>>();
        for (var drift : drifts) {
            for (var exhibit : drift.judged().evidence().exhibits()) {
                var key = key(drift, exhibit);
                signals.putIfAbsent(key, exhibit.signal());
                uses.computeIfAbsent(key, k -> new ArrayList<>())
                        .add(new Use(drift, exhibit.id(), drift.cites(exhibit)));
            }
        }
        var found = new Observations();
        signals.entrySet().stream()
                .sorted(Comparator.comparing(e -> e.getValue().at()))
                .forEach(e -> found.add(e.getKey(), e.getValue(), uses.getOrDefault(e.getKey(), List.of())));
        return found;
    }

    private void add(String key, Signal signal, List<Use> uses) {
        byKey.put(key, new Observation(byKey.size() + 1, signal, List.copyOf(uses)));
    }

    /// A metric that no verdict rests on is one observation of its stack, whichever change its figures are told around.
    private static String key(RankedDrift drift, Exhibit exhibit) {
        var signal = exhibit.signal();
        var stack = drift.stack().stack().id();
        var kind = kind(signal) + "\n" + stack.account() + "\n" + stack.region() + "\n" + stack.name() + "\n";
        return signal instanceof Signal.Metric metric && !drift.cites(exhibit)
                ? kind + metric.name()
                : kind + signal.at() + "\n" + signal.summary();
    }

    List<Observation> all() {
        return List.copyOf(byKey.values());
    }

    /// The observations of one drift, by the ids of its case.
    Map<String, Observation> of(RankedDrift drift) {
        var named = new LinkedHashMap<String, Observation>();
        for (var exhibit : drift.judged().evidence().exhibits()) {
            var observation = byKey.get(key(drift, exhibit));
            if (observation != null) {
                named.put(exhibit.id(), observation);
            }
        }
        return named;
    }

    /// The kind of an observation in one word.
    static String kind(Signal signal) {
        return switch (signal) {
            case Signal.Alert a -> "alert";
            case Signal.Metric m -> "metric";
            case Signal.Incident i -> "incident";
            case Signal.Guard g -> g.kind().name().toLowerCase(Locale.ROOT);
            case Signal.Nearby n -> "nearby";
            case Signal.Access a -> "access";
            case Signal.Health h -> "health";
            case Signal.Log l -> "log";
            case Signal.Trace t -> "trace";
            case Signal.Event e ->
                e.kind() == Signal.Event.Kind.OTHER ? "event" : e.kind().name().toLowerCase(Locale.ROOT);
            case Signal.Usage u -> "usage";
            case Signal.Write w -> "write";
        };
    }

    /// A few words that name it.
    static String label(Signal signal) {
        return PlainText.line(
                switch (signal) {
                    case Signal.Alert a -> a.monitor();
                    case Signal.Metric m -> m.name();
                    case Signal.Incident i -> (i.severity() + " incident " + i.id()).strip();
                    case Signal.Guard g -> g.name();
                    case Signal.Nearby n -> n.summary();
                    case Signal.Access a -> a.who() + " " + a.what();
                    case Signal.Health h -> h.service();
                    case Signal.Log l -> l.service();
                    case Signal.Trace t -> t.resource();
                    case Signal.Event e -> e.summary();
                    case Signal.Usage u -> u.of();
                    case Signal.Write w -> w.summary();
                });
    }

    /// When it was over; its begin where it is a moment or still lasts.
    static Instant end(Signal signal) {
        return switch (signal) {
            case Signal.Alert a -> later(a.recovered(), a.at());
            case Signal.Incident i -> later(i.resolved(), i.at());
            case Signal.Nearby n -> later(n.until(), n.at());
            case Signal s -> s.at();
        };
    }

    private static Instant later(@Nullable Instant end, Instant begin) {
        return end == null ? begin : end;
    }
}
