package dev.phantom.drift.detect;

import static java.util.stream.Collectors.groupingBy;

import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.detect.ResourceIdentity.Telling;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.stack.LiveResource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds out which live resource is which of the stack's: by the stack's own mapping and the physical id, then by the
/// primary identifier, then by name, last by what cannot change and by likeness. A partner must be the only one of its
/// rank on both sides.
///
/// @param physicalIds the stack's mapping, by logical id; may be empty
record Matcher(TypeKnowledge knowledge, Arns arns, Map<String, String> physicalIds) {

    Matcher {
        physicalIds = Collections.unmodifiableMap(new HashMap<>(physicalIds));
    }

    /// @param partners  by the stack's logical id
    /// @param ambiguous logical ids for which more than one could be meant
    /// @param strangers live resources without a partner
    record Matches(Map<String, LiveResource> partners, Set<String> ambiguous, List<LiveResource> strangers) {
        Matches {
            // Map.copyOf looks on from slot to slot, and names that only a number tells apart hash to neighbours
            partners = Collections.unmodifiableMap(new HashMap<>(partners));
            ambiguous = Set.copyOf(ambiguous);
            strangers = List.copyOf(strangers);
        }
    }

    Matches match(Map<String, DeclaredResource> resources, List<LiveResource> live) {
        var lives = live.stream().collect(groupingBy(LiveResource::type));
        var partners = new HashMap<String, LiveResource>();
        var ambiguous = new HashSet<String>();
        var declared = resources.entrySet().stream()
                .collect(groupingBy(e -> e.getValue().source().type()));
        declared.forEach((type, all) -> {
            var telling = Telling.of(knowledge.schema(type));
            var pairing = new Pairing(
                    telling.root(),
                    arns,
                    knowledge.facts(),
                    all.stream().map(e -> signs(e, telling)).toList(),
                    lives.getOrDefault(type, List.of()).stream()
                            .map(l -> ResourceIdentity.live(l, telling))
                            .toList());
            partners.putAll(pairing.partners());
            pairing.ambiguous().forEach(ambiguous::add);
        });
        var taken = identities(partners.values());
        return new Matches(
                partners,
                ambiguous,
                live.stream().filter(l -> !taken.contains(l)).toList());
    }

    private ResourceIdentity<String> signs(Map.Entry<String, DeclaredResource> declared, Telling telling) {
        var id = declared.getKey();
        return ResourceIdentity.declared(
                id, physicalIds.getOrDefault(id, ""), declared.getValue().properties(), telling);
    }

    /// Two live resources that look the same are still two.
    static Set<LiveResource> identities(Collection<LiveResource> all) {
        Set<LiveResource> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(all);
        return set;
    }
}
