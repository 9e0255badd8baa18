package dev.phantom.severity;

import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Two templates, one held as the safe state and one as what runs, rated resource by resource. SAM's own types are read
/// as what CloudFormation makes of them ([ProcessedSam]), for the product sees no others.
final class TemplatePair {
    private static final Assessor ASSESSOR = RuleCatalogue.assessor();

    /// However a template passes a secret, what runs holds one.
    private static final Value SECRET = new Value.Sensitive("a secret");

    private TemplatePair() {}

    /// A drift between the two, and what was said of it.
    record Rated(Drift drift, Assessment assessment) {
        Stream<Finding> findings() {
            return assessment.findings().stream();
        }
    }

    static List<Rated> rated(MapValue safe, MapValue live) {
        return between(resources(safe), resources(live));
    }

    /// @param safe resources by logical id
    static List<Rated> between(Map<String, MapValue> safe, Map<String, MapValue> live) {
        var models = models(safe, live);
        return drifts(safe, live)
                .map(drift -> new Rated(drift, ASSESSOR.assess(Subjects.of(drift, "", models))))
                .toList();
    }

    static Stream<Drift> drifts(Map<String, MapValue> safe, Map<String, MapValue> live) {
        return safe.entrySet().stream().flatMap(e -> {
            var runs = live.get(e.getKey());
            if (runs == null) {
                return Stream.empty();
            }
            var drift = Differences.of(e.getKey(), type(e.getValue()), properties(e.getValue()), properties(runs));
            return drift.changes().isEmpty() ? Stream.empty() : Stream.of(drift);
        });
    }

    /// The worst of them; low where there are none.
    static Severity worst(List<Rated> all) {
        return all.stream().map(r -> r.assessment().floor()).reduce(Severity.LOW, Severity::or);
    }

    /// The resources of a template, as CloudFormation makes them.
    static Map<String, MapValue> resources(MapValue template) {
        var found = new LinkedHashMap<String, MapValue>();
        var parameters = template.get("Parameters") instanceof MapValue p ? p : MapValue.EMPTY;
        if (template.get("Resources") instanceof MapValue resources) {
            resources.entries().forEach((id, resource) -> {
                if (evaluated(resource, parameters) instanceof MapValue map) {
                    found.putAll(ProcessedSam.of(id, map));
                }
            });
        }
        return found;
    }

    static String type(MapValue resource) {
        return text(resource, "Type");
    }

    static String text(MapValue map, String key) {
        return map.get(key) instanceof Value.Scalar s ? s.text() : "";
    }

    private static StackModels models(Map<String, MapValue> safe, Map<String, MapValue> live) {
        var both = new LinkedHashMap<String, Detection.Model>();
        safe.forEach((id, resource) -> {
            var runs = live.get(id);
            if (runs != null) {
                var partner = new LiveResource(
                        id,
                        "",
                        type(resource),
                        Map.of(),
                        properties(runs),
                        LiveResource.Provenance.FILE,
                        LiveResource.Status.READ,
                        "");
                both.put(id, new Detection.Model(properties(resource), partner));
            }
        });
        return Subjects.models(both);
    }

    static MapValue properties(MapValue resource) {
        return resource.get("Properties") instanceof MapValue p ? p : MapValue.EMPTY;
    }

    /// References as an evaluation of the template makes them, and scalars by their text: the two sides may be of
    /// different notations.
    private static Value evaluated(Value value, MapValue parameters) {
        return switch (value) {
            case MapValue map
            when map.entries().size() == 1 && map.get("Ref") instanceof Value.Scalar s -> reference(s, parameters);
            case MapValue map
            when map.entries().size() == 1 && map.get("Fn::GetAtt") instanceof Value of -> attribute(of);
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, v) -> entries.put(key, evaluated(v, parameters)));
                yield new MapValue(entries);
            }
            case ListValue list ->
                new ListValue(
                        list.items().stream().map(v -> evaluated(v, parameters)).toList());
            case Value.Scalar s when s.text().matches("\\{\\{resolve:(secretsmanager|ssm-secure):.*") -> SECRET;
            case Value.Scalar s -> Value.plain(s.text());
            case Value.Intrinsic i
            when i.name().equals("Ref") && i.argument() instanceof Value.Scalar s -> reference(s, parameters);
            case Value.Intrinsic i when i.name().equals("Fn::GetAtt") -> attribute(i.argument());
            case Value.Intrinsic i -> i;
            case Value.Reference r -> r;
            case Value.Unknown u -> u;
            case Value.Sensitive s -> s;
        };
    }

    private static Value attribute(Value of) {
        return switch (of) {
            case ListValue list -> attribute(list.items().getFirst());
            case Value.Scalar s -> reference(s.text().replaceFirst("\\..*", ""), "Arn");
            case Value other -> other;
        };
    }

    /// To a resource; a parameter is its default or what it was given, and in the open unless it is declared a secret.
    private static Value reference(Value.Scalar name, MapValue parameters) {
        if (!(parameters.get(name.text()) instanceof MapValue parameter)) {
            return reference(name.text(), "");
        }
        if (TemplatePair.text(parameter, "NoEcho").equals("true")) {
            return SECRET;
        }
        return Value.plain(parameter.get("Default") instanceof Value.Scalar s ? s.text() : "given for " + name.text());
    }

    private static Value reference(String to, String attribute) {
        return new Value.Reference(to, attribute, new Value.Unknown("not deployed"));
    }
}
