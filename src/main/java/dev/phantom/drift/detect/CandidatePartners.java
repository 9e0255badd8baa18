package dev.phantom.drift.detect;

import dev.phantom.drift.compare.Arns;
import dev.phantom.stack.LiveResource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The live resources that the identity of a declared one leaves over for it, found without looking at all of them.
///
/// @param byPart under each part of the identity those that lack it, and under part and value those that may have it
record CandidatePartners(List<ResourceIdentity<LiveResource>> live, Index<LiveResource> byPart, Arns arns) {

    CandidatePartners {
        live = List.copyOf(live);
    }

    static CandidatePartners among(
            List<ResourceIdentity<LiveResource>> live, Collection<ResourceIdentity<String>> declared, Arns arns) {
        var parts = new HashSet<String>();
        declared.forEach(d -> parts.addAll(d.identity().keySet()));
        return new CandidatePartners(live, Index.of(live, l -> keys(l, parts)), arns);
    }

    private static Set<String> keys(ResourceIdentity<LiveResource> l, Set<String> parts) {
        var keys = new HashSet<String>();
        for (var part : parts) {
            var value = l.identity().get(part);
            keys.add(value == null ? part : key(part, value));
        }
        return keys;
    }

    private static String key(String part, String value) {
        return part + "=" + ResourceIdentity.key(value);
    }

    /// How many are looked at for this one.
    long size(ResourceIdentity<String> d) {
        return narrowest(d).stream().mapToLong(List::size).sum();
    }

    Stream<ResourceIdentity<LiveResource>> of(ResourceIdentity<String> d) {
        return narrowest(d).stream().flatMap(List::stream).filter(l -> !d.contradicts(l, arns));
    }

    private List<List<ResourceIdentity<LiveResource>>> narrowest(ResourceIdentity<String> d) {
        return d.identity().entrySet().stream()
                .map(this::having)
                .min(Comparator.comparingLong(
                        lists -> lists.stream().mapToLong(List::size).sum()))
                .orElse(List.of(live));
    }

    private List<List<ResourceIdentity<LiveResource>>> having(Map.Entry<String, String> part) {
        return List.of(byPart.at(key(part.getKey(), part.getValue())), byPart.at(part.getKey()));
    }
}
