package dev.phantom.eval;

import dev.phantom.eval.VerdictLabel.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Scenarios that are held against each other: those of one pair, and a control against its adversarial twin.
final class Pairs {

    private Pairs() {}

    /// The findings of two scenarios or more, played in the same run.
    record Pair(List<List<ScoredFinding>> scenarios) {

        boolean right() {
            return scenarios.stream().flatMap(List::stream).allMatch(ScoredFinding::right);
        }

        boolean abstained() {
            return scenarios.stream().flatMap(List::stream).anyMatch(ScoredFinding::abstained);
        }

        /// Whether there is a finding for which another answer is best elsewhere.
        boolean differs() {
            return others().stream().anyMatch(Pairs::otherBest);
        }

        /// Whether all of these were answered otherwise there.
        boolean answeredDifferently() {
            var others = others().stream().filter(Pairs::otherBest).toList();
            return !others.isEmpty()
                    && others.stream()
                            .allMatch(o -> o.here().answer() != o.there().answer());
        }

        boolean flipped() {
            return others().stream()
                    .anyMatch(o -> o.here().answer() != o.there().answer());
        }

        /// The same finding in the first scenario and in each other one.
        private List<Other> others() {
            var all = new ArrayList<Other>();
            for (var here : scenarios.getFirst()) {
                scenarios.stream()
                        .skip(1)
                        .flatMap(List::stream)
                        .filter(there ->
                                there.wanted().place().equals(here.wanted().place()))
                        .forEach(there -> all.add(new Other(here, there)));
            }
            return all;
        }
    }

    private record Other(ScoredFinding here, ScoredFinding there) {}

    private static boolean otherBest(Other other) {
        return other.here().wanted().best() != other.there().wanted().best();
    }

    /// Those of which at least two scenarios are there.
    static List<Pair> of(List<ScoredFinding> findings) {
        var byPair = new LinkedHashMap<List<Object>, Map<String, List<ScoredFinding>>>();
        for (var f : findings) {
            if (!f.pair().isEmpty()) {
                byPair.computeIfAbsent(List.of(f.part(), f.run(), f.pair()), key -> new LinkedHashMap<>())
                        .computeIfAbsent(f.scenario(), name -> new ArrayList<>())
                        .add(f);
            }
        }
        return byPair.values().stream()
                .filter(scenarios -> scenarios.size() > 1)
                .map(scenarios -> new Pair(List.copyOf(scenarios.values())))
                .toList();
    }

    /// A control and the scenario that it names, where both are there.
    static List<Pair> twins(List<ScoredFinding> findings) {
        var scenarios = new LinkedHashMap<List<Object>, List<ScoredFinding>>();
        findings.forEach(f -> scenarios
                .computeIfAbsent(List.of(f.part(), f.run(), f.scenario()), key -> new ArrayList<>())
                .add(f));
        var twins = new ArrayList<Pair>();
        for (var control : scenarios.values()) {
            var first = control.getFirst();
            var twin = scenarios.get(List.<Object>of(first.part(), first.run(), first.twin()));
            if (first.tier() == Tier.CONTROL && twin != null) {
                twins.add(new Pair(List.of(control, twin)));
            }
        }
        return twins;
    }
}
