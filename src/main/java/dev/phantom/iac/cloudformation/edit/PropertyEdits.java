package dev.phantom.iac.cloudformation.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.Edit;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The ways to bring one property of one resource to where it shall be: at the value's origin, and in place.
final class PropertyEdits {
    private final Declaration evaluated;
    private final Template template;
    private final String logicalId;

    PropertyEdits(Template template, Declaration evaluated, String logicalId) {
        this.evaluated = evaluated;
        this.template = template;
        this.logicalId = logicalId;
    }

    /// The edit at the origin: what a person would change.
    ///
    /// @throws PhantomException PATCH_NO_NODE, PATCH_NO_SUCH_PATH, PATCH_REFUSED
    PropertyEdit atOrigin(PropertyPath property, Intent intent) {
        Origin origin = evaluated.origin(logicalId, property);
        return switch (intent) {
            case Intent.Set(Value value) -> set(property, origin, value);
            case Intent.Append(Value value) -> append(property, origin, value);
            case Intent.Remove remove -> remove(property, origin);
        };
    }

    /// The node that stands for the property itself, whatever it refers to.
    PropertyEdit inPlace(PropertyPath property, Intent intent) {
        Optional<PropertyPath> node = evaluated.node(logicalId, property);
        return switch (intent) {
            case Intent.Set(Value value) -> {
                requireOwn(evaluated.origin(logicalId, property));
                yield node.map(n -> candidate(new Edit.Put(n, value), Origin.Kind.LITERAL, n))
                        .orElseGet(() -> absent(property, value));
            }
            case Intent.Append(Value value) -> append(property, evaluated.origin(logicalId, property), value);
            case Intent.Remove remove -> remove(property, evaluated.origin(logicalId, property));
        };
    }

    private PropertyEdit set(PropertyPath property, Origin origin, Value value) {
        return switch (origin.kind()) {
            case PARAMETER_DEFAULT, PARAMETER_FILE -> parameter(property, origin, whole(property, value));
            case MAPPING ->
                new PropertyEdit(
                        here(new Edit.Put(origin.document(), value)),
                        origin,
                        "the mapping cell " + origin.name(),
                        mappingUsers(property, origin),
                        List.of());
            case CONDITION, LITERAL ->
                evaluated.node(logicalId, property).isPresent() ? literal(origin, value) : throwMade(property, origin);
            case TRANSFORM -> throwMade(property, origin);
            case ABSENT -> {
                requireOwn(origin);
                if (!origin.name().isEmpty()) {
                    throw new PhantomException(
                            Code.PATCH_NO_NODE,
                            "parameter " + origin.name() + " gets its value at deployment time, not from a file");
                }
                yield absent(property, value);
            }
        };
    }

    /// What the parent stack passes is changed in the parent's file, not fixed in place.
    private static void requireOwn(Origin origin) {
        if (origin.kind() == Origin.Kind.ABSENT && !origin.file().isEmpty()) {
            throw new PhantomException(
                    Code.PATCH_NO_NODE,
                    "parameter " + origin.name() + " is set by the parent stack; change it there, at " + origin.file()
                            + ":" + origin.line());
        }
    }

    private PropertyEdit literal(Origin origin, Value value) {
        List<String> also = new ArrayList<>();
        if (ModelEdit.find(template.document(), origin.document()).orElse(value) instanceof Intrinsic call) {
            if (call.name().equals("Fn::If")) {
                throw new PhantomException(
                        Code.PATCH_NO_NODE, "the value depends on a condition that cannot be evaluated here");
            }
            also.add("the value came from " + call.name() + " and is now a literal");
        }
        String where = origin.kind() == Origin.Kind.CONDITION
                ? "the branch that " + origin.name() + " takes"
                : "the value itself";
        return new PropertyEdit(here(new Edit.Put(origin.document(), value)), origin, where, List.of(), also);
    }

    private PropertyEdit parameter(PropertyPath property, Origin origin, Value value) {
        List<String> users = users(property, Readers.of(template, origin.name()), "parameter " + origin.name());
        if (origin.kind() == Origin.Kind.PARAMETER_FILE) {
            Scalar text = ParameterEdits.text(value);
            var placed = new Placed(origin.file(), new Edit.Put(origin.document(), text));
            return new ParameterEdits(template, origin.name()).inFile(placed, text, origin, users, List.of());
        }
        return new ParameterEdits(template, origin.name()).ofDefault(origin, value, users);
    }

    /// How a parameter file says a parameter that it does not say yet.
    @FunctionalInterface
    interface Entry {
        Optional<Edit> of(String parameter, Scalar value);
    }

    /// A value in a parameter file for a parameter that has it from its default or from the deployment alone; empty if
    /// the property takes its value from elsewhere.
    Optional<PropertyEdit> inParameterFile(PropertyPath property, Intent intent, String file, Entry entry) {
        Origin origin = evaluated.origin(logicalId, property);
        String name = origin.name();
        boolean unwritten = origin.kind() == Origin.Kind.ABSENT
                && !name.isEmpty()
                && origin.file().isEmpty();
        if (!unwritten && origin.kind() != Origin.Kind.PARAMETER_DEFAULT) {
            return Optional.empty();
        }
        return whole(property, intent)
                .map(ParameterEdits::text)
                .flatMap(text -> entry.of(name, text).map(edit -> {
                    List<String> users = users(property, Readers.of(template, name), "parameter " + name);
                    List<String> notes = unwritten
                            ? List.of("parameter " + name + ", which was only set at deployment time, is now set in "
                                    + file)
                            : List.of();
                    var written = new Origin(Origin.Kind.PARAMETER_FILE, name, file, edit.path(), 0, 0);
                    return new ParameterEdits(template, name)
                            .inFile(new Placed(file, edit), text, written, users, notes);
                }));
    }

    private Optional<Value> whole(PropertyPath property, Intent intent) {
        return switch (intent) {
            case Intent.Set(Value value) -> Optional.of(whole(property, value));
            case Intent.Append(Value value) ->
                value(property).map(list -> ModelEdit.apply(list, new Edit.Append(PropertyPath.ROOT, value)));
            case Intent.Remove remove -> Optional.empty();
        };
    }

    /// For an element of a list parameter the whole list, with the element changed.
    private Value whole(PropertyPath property, Value value) {
        if (evaluated.node(logicalId, property).isPresent() || property.isRoot()) {
            return value;
        }
        Value list = value(property.parent()).orElse(value);
        if (!(list instanceof ListValue) || list == value) {
            throw new PhantomException(Code.PATCH_NO_NODE, "the value at " + property + " is computed by a function");
        }
        return ModelEdit.apply(list, new Edit.Put(PropertyPath.of(property.last()), value));
    }

    private Optional<Value> value(PropertyPath property) {
        var resource = evaluated.resources().get(logicalId);
        return resource == null ? Optional.empty() : ModelEdit.find(resource.properties(), property);
    }

    private List<String> mappingUsers(PropertyPath property, Origin origin) {
        List<String> cell = origin.document().segments().subList(1, 4);
        return users(property, Readers.ofCell(template, cell), "the mapping cell " + String.join("/", cell));
    }

    private List<String> users(PropertyPath property, List<PropertyPath> uses, String what) {
        var own = evaluated
                .node(logicalId, property)
                .orElse(PropertyPath.of("Resources", logicalId, "Properties").append(property));
        return uses.stream()
                .filter(use -> !use.startsWith(own) && !own.startsWith(use))
                .map(use -> what + " is also read by " + Readers.describe(use))
                .distinct()
                .toList();
    }

    private PropertyEdit append(PropertyPath property, Origin origin, Value value) {
        if (origin.kind() == Origin.Kind.ABSENT) {
            return absent(property, Value.list(value));
        }
        Value there = ModelEdit.find(template.document(), origin.document()).orElse(Value.plain("null"));
        boolean parameter =
                origin.kind() == Origin.Kind.PARAMETER_DEFAULT || origin.kind() == Origin.Kind.PARAMETER_FILE;
        if (parameter) {
            Value list = value(property).orElse(there);
            return parameter(property, origin, ModelEdit.apply(list, new Edit.Append(PropertyPath.ROOT, value)));
        }
        if (there instanceof ListValue) {
            var users = origin.kind() == Origin.Kind.MAPPING ? mappingUsers(property, origin) : List.<String>of();
            return new PropertyEdit(
                    here(new Edit.Append(origin.document(), value)), origin, "the list itself", users, List.of());
        }
        return throwMade(property, origin);
    }

    private PropertyEdit remove(PropertyPath property, Origin origin) {
        Optional<PropertyPath> node = evaluated.node(logicalId, property);
        if (node.isEmpty()) {
            if (origin.kind() == Origin.Kind.ABSENT) {
                throw new PhantomException(Code.PATCH_NO_SUCH_PATH, "nothing is set at " + property);
            }
            return throwMade(property, origin);
        }
        PropertyPath at = EmptyContainers.outermost(template.document(), node.get());
        if (at.parent().last().equals("Fn::If")) {
            return candidate(
                    new Edit.Put(at, new Intrinsic("Ref", Value.string("AWS::NoValue"))), Origin.Kind.CONDITION, at);
        }
        return candidate(new Edit.Remove(at), Origin.Kind.LITERAL, at);
    }

    /// Adds what is absent, below the nearest map that is there.
    private PropertyEdit absent(PropertyPath property, Value value) {
        PropertyPath at = PropertyPath.of("Resources", logicalId, "Properties");
        List<String> rest = new ArrayList<>(property.segments());
        PropertyPath known = PropertyPath.ROOT;
        while (!rest.isEmpty()
                && evaluated.node(logicalId, known.child(rest.getFirst())).isPresent()) {
            known = known.child(rest.removeFirst());
            at = evaluated.node(logicalId, known).orElse(at);
        }
        Value there = ModelEdit.find(template.document(), at).orElse(null);
        boolean empty = there == null
                || there instanceof Scalar s && s.isPlain() && s.text().equals("null");
        if (there instanceof ListValue && !rest.isEmpty()) {
            throw new PhantomException(
                    Code.PATCH_NO_SUCH_PATH, "the list at " + known + " has no element " + rest.getFirst());
        }
        if (!empty && !(there instanceof MapValue) || rest.isEmpty()) {
            return throwMade(property, Origin.ABSENT);
        }
        int keep = empty ? 0 : 1;
        Value nested = value;
        for (int i = rest.size() - 1; i >= keep; i--) {
            if (rest.get(i).matches("\\d+")) {
                throw new PhantomException(Code.PATCH_NO_SUCH_PATH, "no list is set at " + property.parent());
            }
            Map<String, Value> entries = new LinkedHashMap<>();
            entries.put(rest.get(i), nested);
            nested = new MapValue(entries);
        }
        PropertyPath target = empty ? at : at.child(rest.getFirst());
        return candidate(new Edit.Put(target, nested), Origin.Kind.ABSENT, target);
    }

    private PropertyEdit candidate(Edit edit, Origin.Kind kind, PropertyPath at) {
        var span = template.span(at);
        var origin = new Origin(
                kind,
                "",
                template.file(),
                at,
                span.map(s -> s.line()).orElse(0),
                span.map(s -> s.column()).orElse(0));
        return new PropertyEdit(here(edit), origin, "the property itself", List.of(), List.of());
    }

    private List<Placed> here(Edit edit) {
        return List.of(new Placed(template.file(), edit));
    }

    private PropertyEdit throwMade(PropertyPath property, Origin origin) {
        String by = origin.kind() == Origin.Kind.TRANSFORM ? "a macro" : "a function";
        throw new PhantomException(
                Code.PATCH_NO_NODE, "the value at " + logicalId + " " + property + " is produced by " + by);
    }
}
