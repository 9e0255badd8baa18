package dev.phantom.drift.detect;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.compare.Comparison;
import dev.phantom.drift.compare.Scope;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.stack.LiveResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The resources of one type that look for each other. Each rank is a lookup by key and joins those that have exactly
/// one partner by it, which has no other; what is left over goes on to the next rank.
final class Pairing {

    /// So many pairs are compared value by value. Where more are left over, none is, and all stay ambiguous.
    static final int BOUND = 40_000;

    private static final int WEIGHT = 1000;

    private final TypeNode root;
    private final Arns arns;
    private final FactBook facts;
    private final Scope schema;
    private final List<ResourceIdentity<String>> declared;
    private final List<ResourceIdentity<LiveResource>> live;
    private final Map<String, LiveResource> partners = new LinkedHashMap<>();

    Pairing(
            TypeNode root,
            Arns arns,
            FactBook facts,
            List<ResourceIdentity<String>> declared,
            List<ResourceIdentity<LiveResource>> live) {
        this.root = root;
        this.arns = arns;
        this.facts = facts;
        this.schema = Scope.ofSchema(root, arns, facts);
        this.declared = new ArrayList<>(declared);
        this.live = new ArrayList<>(live);
        rank(ResourceIdentity::physicalIds, ResourceIdentity::physicalIds, (d, l) -> true);
        rank(ResourceIdentity::physicalKeys, ResourceIdentity::physicalKeys, (d, l) -> d.isPhysically(l, arns));
        rank(ResourceIdentity::logicalId, ResourceIdentity::logicalId);
        rank(ResourceIdentity::whole, ResourceIdentity::whole);
        rank(ResourceIdentity::name, ResourceIdentity::name);
        byWhatCannotChange();
        byLikeness();
        lastPair();
    }

    /// By logical id.
    Map<String, LiveResource> partners() {
        return partners;
    }

    /// Logical ids of those without a partner that could be one of the live resources left over.
    Stream<String> ambiguous() {
        var possible = CandidatePartners.among(live, declared, arns);
        return declared.stream()
                .filter(d -> possible.of(d).findAny().isPresent())
                .map(ResourceIdentity::of);
    }

    private void rank(
            Function<ResourceIdentity<String>, String> mine, Function<ResourceIdentity<LiveResource>, String> theirs) {
        rank(mine.andThen(Pairing::key), theirs.andThen(Pairing::key), (d, l) -> !d.contradicts(l, arns));
    }

    private static Set<String> key(String sign) {
        return sign.isEmpty() ? Set.of() : Set.of(sign);
    }

    private void rank(
            Function<ResourceIdentity<String>, Set<String>> mine,
            Function<ResourceIdentity<LiveResource>, Set<String>> theirs,
            BiPredicate<ResourceIdentity<String>, ResourceIdentity<LiveResource>> law) {
        var candidates = Index.of(declared, mine);
        if (candidates.isEmpty()) {
            return;
        }
        var lives = Index.of(live, theirs);
        if (lives.isEmpty()) {
            return;
        }
        for (var d : declared) {
            var l = lives.only(mine.apply(d), one -> law.test(d, one));
            if (l != null && candidates.only(theirs.apply(l), one -> law.test(one, l)) != null) {
                join(d, l);
            }
        }
        removeJoined();
    }

    /// By all declared scalars that only a replacement changes.
    private void byWhatCannotChange() {
        var kinds = declared.stream().map(d -> d.fixed().keySet()).collect(Collectors.toSet());
        rank(
                d -> d.fixed(d.fixed().keySet()),
                l -> {
                    var keys = new HashSet<String>();
                    kinds.forEach(kind -> keys.addAll(l.fixed(kind)));
                    return keys;
                },
                (d, l) -> !d.contradicts(l, arns));
    }

    private record Score(ResourceIdentity<String> declared, ResourceIdentity<LiveResource> live, int points) {

        /// A tie is a third score, which is that of neither pair.
        static Score higher(Score a, Score b) {
            return a.points == b.points ? new Score(a.declared, b.live, a.points) : a.points > b.points ? a : b;
        }
    }

    /// By sharing clearly more of the declared values than any other, seen from both sides.
    private void byLikeness() {
        var possible = CandidatePartners.among(live, declared, arns);
        if (declared.stream().mapToLong(possible::size).sum() > BOUND) {
            return;
        }
        var mine = new IdentityHashMap<ResourceIdentity<String>, Score>();
        var theirs = new IdentityHashMap<ResourceIdentity<LiveResource>, Score>();
        for (var d : declared) {
            possible.of(d).filter(l -> canBecome(d, l)).forEach(l -> {
                var score = new Score(d, l, likeness(d, l));
                if (score.points > 0) {
                    mine.merge(d, score, Score::higher);
                    theirs.merge(l, score, Score::higher);
                }
            });
        }
        mine.values().stream()
                .filter(score -> score == theirs.get(score.live))
                .forEach(score -> join(score.declared, score.live));
        removeJoined();
    }

    /// One on either side is a pair if nothing speaks against it. Where several declared values all differ, it is a
    /// stranger in the place of a resource that is gone.
    private void lastPair() {
        if (declared.size() == 1 && live.size() == 1) {
            var d = declared.getFirst();
            var l = live.getFirst();
            boolean same = Comparison.canBe(d.properties(), l.properties(), schema);
            if (!d.contradicts(l, arns) && (canBecome(d, l) && same || likeness(d, l) > 0)) {
                join(d, l);
                removeJoined();
            }
        }
    }

    /// No declared value that only a replacement changes is another one.
    private boolean canBecome(ResourceIdentity<String> d, ResourceIdentity<LiveResource> l) {
        return d.fixed().entrySet().stream().allMatch(mine -> {
            var theirs = l.fixed().get(mine.getKey());
            return theirs == null
                    || Comparison.equal(
                            mine.getValue(),
                            theirs,
                            d.properties(),
                            Scope.ofSchema(root.child(mine.getKey()), arns, facts));
        });
    }

    private int likeness(ResourceIdentity<String> d, ResourceIdentity<LiveResource> l) {
        return Comparison.likeness(d.properties(), l.properties(), schema, WEIGHT);
    }

    private void join(ResourceIdentity<String> d, ResourceIdentity<LiveResource> l) {
        partners.put(d.of(), l.of());
    }

    private void removeJoined() {
        declared.removeIf(d -> partners.containsKey(d.of()));
        var taken = Matcher.identities(partners.values());
        live.removeIf(l -> taken.contains(l.of()));
    }
}
