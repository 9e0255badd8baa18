package dev.phantom.analysis.background;

import dev.phantom.drift.Drift;
import dev.phantom.iac.Element.Id;
import dev.phantom.iac.Element.Kind;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Resources that a stack calls by their physical names, not by references: an alarm's dimension, the log group of a
/// function, a scalable target.
///
/// @param names    logical id by physical name
/// @param mentions physical names that the declared properties of each resource hold, by logical id
record Mentions(Map<String, String> names, Map<String, Set<String>> mentions) {

    /// Shorter names are words.
    private static final int SHORTEST = 5;

    private static final String TAGS = "Tags";

    /// @param physicalIds by logical id
    /// @param declared    evaluated properties by logical id
    static Mentions of(Map<String, String> physicalIds, Map<String, MapValue> declared) {
        var names = new HashMap<String, String>();
        physicalIds.forEach((logicalId, physicalId) -> {
            names.put(physicalId, logicalId);
            names.putIfAbsent(tail(physicalId), logicalId);
        });
        names.keySet().removeIf(name -> name.length() < SHORTEST);
        var mentions = new LinkedHashMap<String, Set<String>>();
        declared.forEach((logicalId, properties) -> {
            var found = new LinkedHashSet<String>();
            collect(properties, names, found);
            mentions.put(logicalId, found);
        });
        return new Mentions(names, mentions);
    }

    /// Who calls a resource by its name, with the name.
    Map<Id, String> of(Drift drift) {
        var found = new LinkedHashMap<Id, String>();
        mentions.forEach((logicalId, said) -> {
            if (!logicalId.equals(drift.logicalId())) {
                said.stream()
                        .filter(name -> drift.logicalId().equals(names.get(name)))
                        .findFirst()
                        .ifPresent(name -> found.put(resource(logicalId), name));
            }
        });
        return found;
    }

    /// Whom a resource calls by name as it is declared, or as it runs.
    Map<Id, String> in(Drift drift) {
        var said = new LinkedHashSet<String>();
        collect(drift.expected(), names, said);
        collect(drift.actual(), names, said);
        var found = new LinkedHashMap<Id, String>();
        for (var name : said) {
            Optional.ofNullable(names.get(name))
                    .filter(logicalId -> !logicalId.equals(drift.logicalId()))
                    .ifPresent(logicalId -> found.putIfAbsent(resource(logicalId), name));
        }
        return found;
    }

    private static Id resource(String logicalId) {
        return new Id(Kind.RESOURCE, logicalId);
    }

    private static void collect(Value value, Map<String, String> names, Set<String> found) {
        switch (value) {
            case Scalar s -> {
                if (names.containsKey(s.text())) {
                    found.add(s.text());
                } else if (names.containsKey(tail(s.text()))) {
                    found.add(tail(s.text()));
                }
            }
            case MapValue map ->
                map.entries().forEach((key, item) -> {
                    if (!key.equals(TAGS)) {
                        collect(item, names, found);
                    }
                });
            case ListValue list -> list.items().forEach(item -> collect(item, names, found));
            case Value.Intrinsic call -> collect(call.argument(), names, found);
            case Value.Reference r -> {}
            case Value.Unknown u -> {}
            case Value.Sensitive s -> {}
        }
    }

    /// `payments-notifier` of `/aws/lambda/payments-notifier` and of an ARN.
    private static String tail(String text) {
        return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
    }
}
