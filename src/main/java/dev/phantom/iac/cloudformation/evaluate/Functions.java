package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.iac.cloudformation.template.SubText;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The functions of CloudFormation.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
final class Functions {
    private final Evaluation evaluation;

    Functions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    Value call(Intrinsic call) {
        Value argument = call.argument();
        return switch (call.name()) {
            case "Ref" -> text(argument).map(evaluation::ref).orElseGet(() -> malformed(call));
            case "Fn::GetAtt" -> attribute(call);
            case "Fn::Sub" -> substitute(call);
            case "Fn::Join" -> join(call);
            case "Fn::Select" -> select(call);
            case "Fn::Split" -> split(call);
            case "Fn::FindInMap" -> findInMap(call);
            case "Fn::If" -> choose(call);
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition" ->
                evaluation.conditions().decide(call);
            case "Fn::Base64" -> base64(evaluation.value(argument).settled(), call);
            case "Fn::Cidr" -> cidr(call);
            case "Fn::GetAZs" -> zones(call);
            case "Fn::ImportValue" -> imported(call);
            case "Fn::Length" ->
                evaluation.value(argument).settled() instanceof ListValue(List<Value> items)
                        ? Value.plain(Integer.toString(items.size()))
                        : malformed(call);
            case "Fn::ToJsonString" -> json(evaluation.value(argument), call);
            default -> new Unknown("the function " + call.name() + " cannot be evaluated here");
        };
    }

    /// A call without an argument that it needs; why is said where it is known.
    private Unknown part(Value argument, Intrinsic call) {
        return evaluation.budget().isOpen() || !(argument instanceof Unknown u)
                ? malformed(call)
                : u.partOf(call.name());
    }

    /// Escapes can make six characters of one.
    private Value json(Value value, Intrinsic call) {
        if (!evaluation.budget().makes(EvaluationBudget.size(value), 0)) {
            return evaluation.budget().refusal();
        }
        var text = JsonRendering.of(value);
        return text.isEmpty() ? malformed(call) : made(text.get().length(), 0, () -> Value.string(text.get()));
    }

    private Value made(long characters, long values, Supplier<Value> value) {
        return evaluation.budget().makes(characters, values)
                ? value.get()
                : evaluation.budget().refusal();
    }

    private static Unknown malformed(Intrinsic call) {
        return new Unknown("the arguments of " + call.name() + " cannot be evaluated here");
    }

    private Optional<String> text(Value argument) {
        return evaluation.value(argument).settled() instanceof Scalar s ? Optional.of(s.text()) : Optional.empty();
    }

    /// The evaluated arguments, if it is a list of at least this many.
    private List<Value> arguments(Intrinsic call, int least) {
        return call.argument() instanceof ListValue(List<Value> items) && items.size() >= least ? items : List.of();
    }

    private Value attribute(Intrinsic call) {
        List<String> parts = new ArrayList<>();
        if (call.argument() instanceof ListValue(List<Value> items)) {
            for (Value item : items) {
                Optional<String> part = text(item);
                if (part.isEmpty()) {
                    return malformed(call);
                }
                parts.add(part.get());
            }
        } else {
            text(call.argument()).ifPresent(s -> parts.addAll(Arrays.asList(s.split(Pattern.quote("."), 2))));
        }
        if (parts.size() < 2) {
            return malformed(call);
        }
        return resourceAttribute(parts.getFirst(), String.join(".", parts.subList(1, parts.size())));
    }

    private Value resourceAttribute(String logicalId, String attribute) {
        return evaluation.template().resources().containsKey(logicalId)
                ? evaluation.reference(logicalId, attribute)
                : new Unknown("resource " + logicalId + " does not exist");
    }

    private Value substitute(Intrinsic call) {
        MapValue own = MapValue.EMPTY;
        Value template = call.argument();
        if (template instanceof ListValue(List<Value> items) && !items.isEmpty()) {
            template = items.getFirst();
            own = items.size() > 1 && items.get(1) instanceof MapValue m ? m : own;
        }
        if (!(template instanceof Scalar text)) {
            return malformed(call);
        }
        List<SubText> written = SubText.parse(text.text());
        if (!evaluation.budget().makes(0, written.size())) {
            return evaluation.budget().refusal();
        }
        List<Value> parts = new ArrayList<>();
        for (SubText part : written) {
            parts.add(
                    switch (part) {
                        case SubText.Literal(String literal) -> Value.string(literal);
                        case SubText.Name(String name) ->
                            own.get(name) instanceof Value v ? evaluation.value(v) : named(name);
                    });
        }
        return parts.isEmpty() ? Value.string("") : joined(parts, "", "Fn::Sub");
    }

    private Value named(String name) {
        int dot = name.indexOf('.');
        return dot > 0 ? resourceAttribute(name.substring(0, dot), name.substring(dot + 1)) : evaluation.ref(name);
    }

    private Value join(Intrinsic call) {
        List<Value> arguments = arguments(call, 2);
        Value first = arguments.isEmpty() ? malformed(call) : evaluation.value(arguments.getFirst());
        if (!(first instanceof Scalar delimiter)) {
            return part(first, call);
        }
        return switch (evaluation.value(arguments.get(1)).settled()) {
            case ListValue(List<Value> items) when items.isEmpty() -> Value.string("");
            case ListValue(List<Value> items) -> joined(items, delimiter.text(), "Fn::Join");
            case Unknown u -> u;
            case Value other -> malformed(call);
        };
    }

    private Value joined(List<Value> parts, String delimiter, String function) {
        return made(
                TextValues.length(parts, delimiter), parts.size(), () -> TextValues.join(parts, delimiter, function));
    }

    private Value select(Intrinsic call) {
        List<Value> arguments = arguments(call, 2);
        Optional<String> index = arguments.isEmpty() ? Optional.empty() : text(arguments.getFirst());
        if (index.isEmpty() || !index.get().matches("\\d{1,6}")) {
            return malformed(call);
        }
        int at = Integer.parseInt(index.get());
        return switch (evaluation.value(arguments.get(1)).settled()) {
            case ListValue(List<Value> items) when at < items.size() -> items.get(at);
            case ListValue l -> new Unknown("Fn::Select " + at + " is beyond the end of its list");
            case Unknown u -> u.partOf("Fn::Select");
            case Value other -> malformed(call);
        };
    }

    private Value split(Intrinsic call) {
        List<Value> arguments = arguments(call, 2);
        Value first = arguments.isEmpty() ? malformed(call) : evaluation.value(arguments.getFirst());
        if (!(first instanceof Scalar delimiter) || delimiter.text().isEmpty()) {
            return part(first, call);
        }
        return switch (evaluation.value(arguments.get(1)).settled()) {
            case Scalar s -> list(s.text(), delimiter.text(), false);
            case Sensitive s -> list(s.secret(), delimiter.text(), true);
            case Unknown u -> u.partOf("Fn::Split");
            case Value other -> malformed(call);
        };
    }

    private Value list(String text, String delimiter, boolean secret) {
        return made(
                text.length(),
                TextValues.pieces(text, delimiter),
                () -> new ListValue(Arrays.stream(text.split(Pattern.quote(delimiter), -1))
                        .map(s -> secret ? new Sensitive(s) : (Value) Value.string(s))
                        .toList()));
    }

    private Value findInMap(Intrinsic call) {
        List<Value> arguments = arguments(call, 3);
        if (arguments.isEmpty()) {
            return malformed(call);
        }
        List<String> keys = new ArrayList<>();
        for (Value argument : arguments.subList(0, 3)) {
            Value key = evaluation.value(argument).settled();
            if (!(key instanceof Scalar s)) {
                return key instanceof Unknown u
                        ? new Unknown("a key of Fn::FindInMap: " + u.reason())
                        : malformed(call);
            }
            keys.add(s.text());
        }
        Value cell = cell(keys);
        if (cell != null) {
            return evaluation.value(cell);
        }
        return arguments.size() > 3
                        && arguments.get(3) instanceof MapValue options
                        && options.get("DefaultValue") instanceof Value fallback
                ? evaluation.value(fallback)
                : new Unknown("the mapping has no " + String.join("/", keys));
    }

    private @org.jspecify.annotations.Nullable Value cell(List<String> keys) {
        Value at = evaluation.template().section("Mappings");
        for (String key : keys) {
            at = at instanceof MapValue m ? m.get(key) : null;
        }
        return at;
    }

    private Value choose(Intrinsic call) {
        List<Value> arguments = arguments(call, 3);
        if (arguments.isEmpty() || !(arguments.getFirst() instanceof Scalar name)) {
            return malformed(call);
        }
        Value truth = evaluation.conditions().named(name.text());
        if (truth instanceof Unknown u) {
            Value yes = evaluation.value(arguments.get(1));
            Value no = evaluation.value(arguments.get(2));
            return made(
                    EvaluationBudget.size(yes),
                    0,
                    () -> yes.equals(no)
                            ? yes
                            : new Unknown("the condition " + name.text() + " is not known: " + u.reason()));
        }
        return evaluation.value(arguments.get(Truth.isTrue(truth) ? 1 : 2));
    }

    /// Four characters for three bytes, of which a character has up to three.
    private Value base64(Value value, Intrinsic call) {
        return switch (value) {
            case Scalar s -> made(4L * s.text().length(), 0, () -> Value.string(encode(s.text())));
            case Sensitive s -> made(4L * s.secret().length(), 0, () -> new Sensitive(encode(s.secret())));
            case Unknown u -> u.partOf("Fn::Base64");
            case Value other -> malformed(call);
        };
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Value cidr(Intrinsic call) {
        List<String> texts = new ArrayList<>();
        for (Value argument : arguments(call, 2)) {
            Value value = evaluation.value(argument).settled();
            if (!(value instanceof Scalar s)) {
                return value instanceof Unknown u ? new Unknown("a part of Fn::Cidr: " + u.reason()) : malformed(call);
            }
            texts.add(s.text());
        }
        return Cidr.blocks(texts)
                .map(blocks -> made(
                        0,
                        blocks.size(),
                        () -> new ListValue(blocks.stream()
                                .map(b -> (Value) Value.string(b))
                                .toList())))
                .orElseGet(() -> malformed(call));
    }

    private Value zones(Intrinsic call) {
        Value argument = evaluation.value(call.argument()).settled();
        String given = argument instanceof Scalar s ? s.text() : "";
        Value region = given.isEmpty() ? evaluation.parameters().pseudo("AWS::Region") : argument;
        return region instanceof Scalar s
                        && evaluation.references().availabilityZones(s.text()).isPresent()
                ? new ListValue(evaluation.references().availabilityZones(s.text()).get().stream()
                        .map(z -> (Value) Value.string(z))
                        .toList())
                : new Unknown("the availability zones are not known here");
    }

    private Value imported(Intrinsic call) {
        Value name = evaluation.value(call.argument()).settled();
        if (name instanceof Unknown u) {
            return new Unknown("a part of Fn::ImportValue: " + u.reason());
        }
        return name instanceof Scalar s
                ? evaluation
                        .imported(s.text())
                        .<Value>map(Value::string)
                        .orElseGet(() -> new Unknown("the export " + s.text() + " is not known here"))
                : malformed(call);
    }
}
