package dev.phantom.analysis.background;

import dev.phantom.iac.Definition;
import dev.phantom.iac.Element;
import dev.phantom.iac.Element.Id;
import dev.phantom.value.PropertyPath;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the elements of one definition refer to, and what refers to them.
///
/// @param elements in document order
/// @param out      what each refers to
/// @param in       what refers to each
record ElementGraph(Definition definition, Map<Id, Element> elements, Map<Id, Set<Id>> out, Map<Id, Set<Id>> in) {

    static ElementGraph of(Definition definition) {
        var elements = new LinkedHashMap<Id, Element>();
        definition.elements().forEach(element -> elements.put(element.id(), element));
        var out = new LinkedHashMap<Id, Set<Id>>();
        var in = new LinkedHashMap<Id, Set<Id>>();
        elements.forEach((id, element) -> {
            var targets = definition.references(element.node());
            out.put(id, targets);
            targets.forEach(target ->
                    in.computeIfAbsent(target, t -> new LinkedHashSet<>()).add(id));
        });
        return new ElementGraph(definition, elements, out, in);
    }

    Optional<Element> element(Id id) {
        return Optional.ofNullable(elements.get(id));
    }

    Set<Id> from(Id id) {
        return out.getOrDefault(id, Set.of());
    }

    Set<Id> to(Id id) {
        return in.getOrDefault(id, Set.of());
    }

    /// What a property of a resource is worked out from.
    Set<Id> deciding(String resource, PropertyPath property) {
        return definition
                .place(resource, property)
                .map(place -> definition.references(place.document()))
                .orElse(Set.of());
    }
}
