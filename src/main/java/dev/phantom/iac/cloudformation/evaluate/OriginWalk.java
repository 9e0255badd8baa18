package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Origin.Kind;
import dev.phantom.iac.Resource;
import dev.phantom.iac.cloudformation.template.CdkMetadata;
import dev.phantom.iac.cloudformation.template.SubText;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Optional;

/// Walks a property from the resource through conditions, references and mappings to where its value is written.
final class OriginWalk implements Declaration.Places {
    private static final List<String> MACROS = List.of("Fn::Transform", "Fn::ForEach");

    private final Evaluation evaluation;
    private final Template template;

    OriginWalk(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.template = evaluation.template();
    }

    @Override
    public Origin origin(String logicalId, PropertyPath property) {
        Resource resource = template.resources().get(logicalId);
        if (resource == null) {
            return Origin.ABSENT;
        }
        Origin written = evaluation
                .budget()
                .anew(() -> walk(resource.properties(), start(logicalId), property.segments(), Kind.LITERAL, ""));
        return CdkMetadata.construct(resource)
                .map(construct -> synthesized(written, construct))
                .orElse(written);
    }

    /// A person changes the construct, not what it wrote; only a parameter file is still a person's.
    private static Origin synthesized(Origin written, String construct) {
        return switch (written.kind()) {
            case LITERAL, PARAMETER_DEFAULT, MAPPING, CONDITION, TRANSFORM ->
                new Origin(
                        Kind.TRANSFORM,
                        construct,
                        written.file(),
                        written.document(),
                        written.line(),
                        written.column());
            case PARAMETER_FILE, ABSENT -> written;
        };
    }

    @Override
    public Optional<PropertyPath> node(String logicalId, PropertyPath property) {
        Resource resource = template.resources().get(logicalId);
        return resource == null
                ? Optional.empty()
                : evaluation.budget().anew(() -> nodeOf(resource.properties(), start(logicalId), property.segments()));
    }

    private static PropertyPath start(String logicalId) {
        return PropertyPath.of("Resources", logicalId, "Properties");
    }

    private Origin walk(Value value, PropertyPath at, List<String> rest, Kind kind, String name) {
        if (value instanceof Intrinsic call) {
            return through(call, at, rest, kind, name);
        }
        if (rest.isEmpty()) {
            return origin(kind, name, at);
        }
        if (value instanceof MapValue m && m.entries().keySet().stream().anyMatch(OriginWalk::isMacro)) {
            return origin(Kind.TRANSFORM, "", at);
        }
        String segment = rest.getFirst();
        List<String> tail = rest.subList(1, rest.size());
        if (value instanceof MapValue m && m.get(segment) instanceof Value child) {
            return walk(child, at.child(segment), tail, kind, name);
        }
        if (value instanceof ListValue l) {
            int index = sourceIndex(l, segment);
            return index < 0 ? Origin.ABSENT : walk(l.items().get(index), at.child(index), tail, kind, name);
        }
        return Origin.ABSENT;
    }

    private static boolean isMacro(String key) {
        return MACROS.stream().anyMatch(key::startsWith);
    }

    /// Mappings may find each other in a circle.
    private Origin through(Intrinsic call, PropertyPath at, List<String> rest, Kind kind, String name) {
        var budget = evaluation.budget();
        try {
            return budget.enter() ? entered(call, at, rest, kind, name) : origin(kind, name, at);
        } finally {
            budget.leave();
        }
    }

    private Origin entered(Intrinsic call, PropertyPath at, List<String> rest, Kind kind, String name) {
        PropertyPath inside = at.child(call.name());
        return switch (call.name()) {
            case "Fn::If" ->
                branch(call)
                        .map(b -> walk(argument(call, b), inside.child(b), rest, Kind.CONDITION, conditionName(call)))
                        .orElseGet(() -> origin(kind, name, at));
            case "Ref", "Fn::Sub" ->
                parameter(call)
                        .map(p -> evaluation.parameters().origin(p, template))
                        .orElseGet(() -> origin(kind, name, at));
            case "Fn::FindInMap" ->
                cell(call)
                        .map(keys -> walk(
                                template.document(),
                                PropertyPath.ROOT,
                                joined(keys, rest),
                                Kind.MAPPING,
                                String.join("/", keys.subList(1, 4))))
                        .filter(o -> o.kind() != Kind.ABSENT)
                        .orElseGet(() -> origin(kind, name, at));
            case "Fn::Transform" -> origin(Kind.TRANSFORM, "", at);
            default -> origin(kind, name, at);
        };
    }

    /// The parameter that a `Ref`, or a `Sub` of nothing else, names.
    private Optional<String> parameter(Intrinsic call) {
        if (!(call.argument() instanceof Scalar s)) {
            return Optional.empty();
        }
        String name = s.text();
        if (call.name().equals("Fn::Sub")) {
            List<SubText> parts = SubText.parse(name);
            name = parts.size() == 1 && parts.getFirst() instanceof SubText.Name(String n) ? n : "";
        }
        return evaluation.parameters().declares(name) ? Optional.of(name) : Optional.empty();
    }

    private Optional<List<String>> cell(Intrinsic call) {
        if (!(call.argument() instanceof ListValue(List<Value> items)) || items.size() < 3) {
            return Optional.empty();
        }
        List<String> keys = items.subList(0, 3).stream()
                .map(v -> evaluation.value(v).settled())
                .filter(Scalar.class::isInstance)
                .map(v -> ((Scalar) v).text())
                .toList();
        return keys.size() == 3 ? Optional.of(joined(List.of("Mappings"), keys)) : Optional.empty();
    }

    /// 1 or 2, if the condition is decided.
    private Optional<Integer> branch(Intrinsic call) {
        if (!(call.argument() instanceof ListValue(List<Value> items)) || items.size() != 3) {
            return Optional.empty();
        }
        Value truth = evaluation.conditions().named(conditionName(call));
        if (Truth.isTrue(truth)) {
            return Optional.of(1);
        }
        return Truth.isFalse(truth) ? Optional.of(2) : Optional.empty();
    }

    private static String conditionName(Intrinsic call) {
        return argument(call, 0) instanceof Scalar s ? s.text() : "";
    }

    private static Value argument(Intrinsic call, int index) {
        return call.argument() instanceof ListValue(List<Value> items) ? items.get(index) : call.argument();
    }

    private static List<String> joined(List<String> head, List<String> tail) {
        var all = new java.util.ArrayList<>(head);
        all.addAll(tail);
        return all;
    }

    /// Where the evaluated element stands as written: elements that are `AWS::NoValue` do not count. -1 if nowhere.
    private int sourceIndex(ListValue list, String segment) {
        int left = PropertyPath.index(segment);
        for (int i = 0; i < list.items().size(); i++) {
            boolean counts =
                    !(list.items().get(i) instanceof Intrinsic call) || evaluation.value(call) != Evaluation.NO_VALUE;
            if (counts && left-- == 0) {
                return i;
            }
        }
        return -1;
    }

    private Optional<PropertyPath> nodeOf(Value value, PropertyPath at, List<String> rest) {
        if (rest.isEmpty()) {
            return Optional.of(at);
        }
        String segment = rest.getFirst();
        List<String> tail = rest.subList(1, rest.size());
        return switch (value) {
            case MapValue m ->
                m.get(segment) instanceof Value child ? nodeOf(child, at.child(segment), tail) : Optional.empty();
            case ListValue l -> {
                int index = sourceIndex(l, segment);
                yield index < 0 ? Optional.empty() : nodeOf(l.items().get(index), at.child(index), tail);
            }
            case Intrinsic call
            when call.name().equals("Fn::If") ->
                branch(call)
                        .flatMap(b ->
                                nodeOf(argument(call, b), at.child(call.name()).child(b), rest));
            case Intrinsic call -> Optional.empty();
            case Scalar s -> Optional.empty();
            case Value.Unknown u -> Optional.empty();
            case Value.Sensitive s -> Optional.empty();
            case Value.Reference r -> Optional.empty();
        };
    }

    private Origin origin(Kind kind, String name, PropertyPath at) {
        var span = template.span(at);
        return new Origin(
                kind,
                name,
                template.file(),
                at,
                span.map(SourceSpan::line).orElse(0),
                span.map(SourceSpan::column).orElse(0));
    }
}
