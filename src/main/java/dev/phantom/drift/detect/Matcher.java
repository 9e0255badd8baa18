package dev.phantom.drift.detect;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.compare.Arns;
import dev.phantom.state.LiveResource;
import dev.phantom.template.EvaluatedTemplate.EvaluatedResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/// Finds out which live resource is which of the stack's: by the stack's own mapping and the physical id, then by the
/// primary identifier, then by name, last by what cannot change. A partner must be the only one of its rank on both
/// sides.
final class Matcher {

    private final TypeCatalog catalog;
    private final Arns arns;
    private final Map<String, String> physicalIds;

    /// @param physicalIds the stack's mapping, by logical id; may be empty
    Matcher(TypeCatalog catalog, Arns arns, Map<String, String> physicalIds) {
        this.catalog = catalog;
        this.arns = arns;
        this.physicalIds = Map.copyOf(physicalIds);
    }

    /// @param partners  by the stack's logical id
    /// @param ambiguous logical ids for which more than one could be meant
    /// @param strangers live resources without a partner
    record Matches(Map<String, LiveResource> partners, Set<String> ambiguous, List<LiveResource> strangers) {
        Matches {
            partners = Map.copyOf(partners);
            ambiguous = Set.copyOf(ambiguous);
            strangers = List.copyOf(strangers);
        }
    }

    Matches match(Map<String, EvaluatedResource> resources, List<LiveResource> live) {
        var lives = new HashMap<String, List<LiveResource>>();
        live.forEach(
                l -> lives.computeIfAbsent(l.type(), t -> new ArrayList<>()).add(l));
        var declared = new LinkedHashMap<String, List<Candidate>>();
        resources.forEach(
                (id, resource) -> declared.computeIfAbsent(resource.source().type(), t -> new ArrayList<>())
                        .add(candidate(id, resource)));
        var partners = new HashMap<String, LiveResource>();
        var ambiguous = new LinkedHashSet<String>();
        var strangers = new ArrayList<LiveResource>();
        declared.forEach((type, candidates) -> {
            var group = new Group(candidates, lives.getOrDefault(type, List.of()));
            group.run();
            partners.putAll(group.partners);
            if (!group.lives.isEmpty()) {
                group.candidates.stream().filter(group::couldBe).forEach(c -> ambiguous.add(c.logicalId()));
            }
        });
        var taken = new java.util.IdentityHashMap<LiveResource, Boolean>();
        partners.values().forEach(l -> taken.put(l, true));
        live.stream().filter(l -> !taken.containsKey(l)).forEach(strangers::add);
        return new Matches(partners, ambiguous, strangers);
    }

    private Candidate candidate(String logicalId, EvaluatedResource resource) {
        var facts = catalog.find(resource.source().type());
        return new Candidate(
                logicalId,
                physicalIds.getOrDefault(logicalId, ""),
                resource.properties(),
                facts.map(TypeFacts::primaryIdentifier).orElse(List.of()),
                facts);
    }

    /// The resources of one type that are still without a partner.
    private final class Group {
        private final List<Candidate> candidates;
        private final List<LiveResource> lives;
        private final Map<String, LiveResource> partners = new HashMap<>();

        Group(List<Candidate> candidates, List<LiveResource> lives) {
            this.candidates = new ArrayList<>(candidates);
            this.lives = new ArrayList<>(lives);
        }

        void run() {
            byPhysicalId();
            rank((c, l) -> c.physicallyIs(l, arns));
            rank((c, l) -> c.logicalId().equals(l.logicalId()) && !c.contradicts(l, arns));
            rank((c, l) -> c.isIdentifiedAs(l) && !c.contradicts(l, arns));
            rank((c, l) -> c.isNamed(l) && !c.contradicts(l, arns));
            alike();
            if (candidates.size() == 1 && lives.size() == 1) {
                rank((c, l) ->
                        !c.contradicts(l, arns) && (!c.differsInWhatCannotChange(l, arns) || c.isAlike(l, arns)));
            }
        }

        /// The common case, without comparing each with each.
        private void byPhysicalId() {
            var places = new HashMap<String, Set<Integer>>();
            for (int j = 0; j < lives.size(); j++) {
                for (var key : Candidate.liveKeys(lives.get(j))) {
                    places.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(j);
                }
            }
            var found = new HashMap<Integer, Candidate>();
            var disputed = new LinkedHashSet<Integer>();
            for (var c : candidates) {
                var where = places.getOrDefault(c.physicalId(), Set.of());
                if (where.size() == 1 && found.put(where.iterator().next(), c) != null) {
                    disputed.addAll(where);
                }
            }
            found.keySet().removeAll(disputed);
            found.forEach((j, c) -> join(c, lives.get(j)));
            remove();
        }

        /// Joins those that have exactly one partner by this law, which has no other.
        private void rank(BiPredicate<Candidate, LiveResource> law) {
            if (candidates.isEmpty() || lives.isEmpty()) {
                return;
            }
            for (var c : candidates) {
                only(lives, l -> law.test(c, l))
                        .filter(l ->
                                only(candidates, other -> law.test(other, l)).isPresent())
                        .ifPresent(l -> join(c, l));
            }
            remove();
        }

        private static <T> Optional<T> only(List<T> all, java.util.function.Predicate<T> law) {
            T found = null;
            for (var one : all) {
                if (law.test(one)) {
                    if (found != null) {
                        return Optional.empty();
                    }
                    found = one;
                }
            }
            return Optional.ofNullable(found);
        }

        /// The one that shares clearly more of the declared values than any other, seen from both sides.
        private void alike() {
            if (candidates.isEmpty() || lives.isEmpty() || (long) candidates.size() * lives.size() > 40_000) {
                return;
            }
            var scores = new int[candidates.size()][lives.size()];
            for (int i = 0; i < candidates.size(); i++) {
                for (int j = 0; j < lives.size(); j++) {
                    scores[i][j] = candidates.get(i).likeness(lives.get(j), arns);
                }
            }
            for (int i = 0; i < candidates.size(); i++) {
                int best = best(scores[i]);
                if (best >= 0 && best(column(scores, best)) == i) {
                    join(candidates.get(i), lives.get(best));
                }
            }
            remove();
        }

        private static int[] column(int[][] scores, int j) {
            return java.util.Arrays.stream(scores).mapToInt(row -> row[j]).toArray();
        }

        /// Index of the highest positive score if it is the only one of its height; else -1.
        private static int best(int[] scores) {
            int best = -1;
            boolean alone = false;
            for (int k = 0; k < scores.length; k++) {
                if (scores[k] > 0 && (best < 0 || scores[k] > scores[best])) {
                    best = k;
                    alone = true;
                } else if (best >= 0 && scores[k] == scores[best]) {
                    alone = false;
                }
            }
            return alone ? best : -1;
        }

        boolean couldBe(Candidate c) {
            return lives.stream().anyMatch(l -> !c.contradicts(l, arns));
        }

        private void join(Candidate c, LiveResource l) {
            partners.put(c.logicalId(), l);
        }

        private void remove() {
            candidates.removeIf(c -> partners.containsKey(c.logicalId()));
            var taken = new java.util.IdentityHashMap<LiveResource, Boolean>();
            partners.values().forEach(l -> taken.put(l, true));
            lives.removeIf(taken::containsKey);
        }
    }
}
