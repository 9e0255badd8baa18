package dev.phantom.iac.cloudformation.evaluate;

import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Partition;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What parameters and pseudo parameters stand for.
final class ParameterValues {
    private final MapValue section;
    private final EvaluationContext context;
    private final Map<String, Value> values = new HashMap<>();

    ParameterValues(MapValue section, EvaluationContext context) {
        this.section = section;
        this.context = context;
    }

    boolean declares(String name) {
        return section.get(name) instanceof MapValue;
    }

    Value value(String name) {
        Value known = values.get(name);
        if (known == null) {
            known = resolve(name, section.get(name) instanceof MapValue m ? m : MapValue.EMPTY);
            values.put(name, known);
        }
        return known;
    }

    /// A value that only the deployment shows stands in no file of the stack, unless it is the default; where a parent
    /// stack passes it, the place in the parent's file is known.
    Origin origin(String name, Template template) {
        Given given = context.parameters().get(name);
        if (given != null && given.origin().kind() != Origin.Kind.ABSENT) {
            return given.origin();
        }
        Value fallback = section.get(name) instanceof MapValue m ? m.get("Default") : null;
        if (given != null
                && (!given.origin().file().isEmpty()
                        || fallback == null
                        || !TextValues.equal(fallback, given.value()))) {
            var passed = given.origin();
            return new Origin(
                    Origin.Kind.ABSENT, name, passed.file(), passed.document(), passed.line(), passed.column());
        }
        var path = PropertyPath.of("Parameters", name, "Default");
        var span = template.span(path);
        return new Origin(
                Origin.Kind.PARAMETER_DEFAULT,
                name,
                template.file(),
                path,
                span.map(SourceSpan::line).orElse(0),
                span.map(SourceSpan::column).orElse(0));
    }

    private Value resolve(String name, MapValue declaration) {
        String type = declaration.get("Type") instanceof Scalar s ? s.text() : "String";
        Given given = context.parameters().get(name);
        Value raw = given != null ? given.value() : declaration.get("Default");
        boolean secret = declaration.get("NoEcho") instanceof Scalar s && Truth.isTrue(s);
        if (type.startsWith("AWS::SSM::Parameter::Value<")) {
            Value resolved = given == null ? null : given.resolved();
            return resolved == null
                    ? new Unknown("parameter " + name + " is looked up in SSM", secret)
                    : typed(type.substring(type.indexOf('<') + 1, type.length() - 1), resolved);
        }
        if (raw == null) {
            return new Unknown("parameter " + name + " has no value", secret);
        }
        if (secret) {
            return raw instanceof Scalar s && !s.text().equals("****")
                    ? new Sensitive(s.text())
                    : new Unknown("parameter " + name + " is NoEcho", true);
        }
        return typed(type, raw);
    }

    private static Value typed(String type, Value raw) {
        boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
        if (!list || !(raw instanceof Scalar scalar)) {
            return raw instanceof Scalar s ? TextValues.literal(s) : raw;
        }
        if (TextValues.pieces(scalar.text(), ",") > EvaluationBudget.VALUES) {
            return new Unknown("a list of more than " + EvaluationBudget.VALUES + " values");
        }
        List<Value> items = new ArrayList<>();
        for (String item : scalar.text().split(",", -1)) {
            items.add(TextValues.literal(Value.string(item.strip())));
        }
        return new ListValue(items);
    }

    /// `AWS::…`; every other name is not known.
    Value pseudo(String name) {
        Pseudo pseudo = context.pseudo();
        return switch (name) {
            case "AWS::AccountId" -> text(name, pseudo.account());
            case "AWS::Region" -> text(name, pseudo.region());
            case "AWS::StackName" -> text(name, pseudo.stackName());
            case "AWS::StackId" -> text(name, pseudo.stackId());
            case "AWS::Partition" -> text(name, here(pseudo.region(), Partition::id));
            case "AWS::URLSuffix" -> text(name, here(pseudo.region(), Partition::suffix));
            case "AWS::NotificationARNs" ->
                pseudo.notificationArns().isEmpty()
                        ? new Unknown(name + " is not known here")
                        : new ListValue(pseudo.notificationArns().stream()
                                .map(s -> (Value) Value.string(s))
                                .toList());
            default -> new Unknown("no parameter or resource is named " + name);
        };
    }

    private static Value text(String name, String value) {
        return value.isEmpty() ? new Unknown(name + " is not known here") : Value.string(value);
    }

    private static String here(String region, Function<Partition, String> fact) {
        return region.isEmpty() ? "" : fact.apply(Partition.of(region));
    }
}
