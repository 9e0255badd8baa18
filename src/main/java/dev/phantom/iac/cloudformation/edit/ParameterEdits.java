package dev.phantom.iac.cloudformation.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.Edit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Edits of a parameter's value, in its default or in a parameter file, with what the declaration demands of it.
final class ParameterEdits {
    private final Template template;
    private final String name;
    private final MapValue declaration;

    ParameterEdits(Template template, String name) {
        this.template = template;
        this.name = name;
        this.declaration = template.section("Parameters").get(name) instanceof MapValue m ? m : MapValue.EMPTY;
    }

    /// The default, and the list of allowed values where the new one is not in it.
    PropertyEdit ofDefault(Origin origin, Value value, List<String> readers) {
        if (declaration.get("Default") == null) {
            throw new PhantomException(
                    Code.PATCH_NO_NODE,
                    "the parameter " + name + " has no default; its value is set at deployment time");
        }
        Scalar text = text(value);
        Edit edit = new Edit.Put(PropertyPath.of("Parameters", name, "Default"), text);
        return carried(
                text,
                new Placed(template.file(), edit),
                origin,
                "the default of parameter " + name,
                readers,
                List.of());
    }

    /// The value in a parameter file, and the list of allowed values where the new one is not in it.
    PropertyEdit inFile(Placed placed, Scalar text, Origin origin, List<String> readers, List<String> notes) {
        return carried(text, placed, origin, "parameter " + name + " in " + placed.file(), readers, notes);
    }

    private PropertyEdit carried(
            Scalar text, Placed value, Origin origin, String where, List<String> readers, List<String> notes) {
        refuseLookedUp();
        List<Placed> edits = new ArrayList<>();
        List<String> also = new ArrayList<>(notes);
        allowed(text).ifPresent(edit -> {
            edits.add(new Placed(template.file(), edit));
            also.add("'" + text.text() + "' is added to the AllowedValues of parameter " + name);
        });
        edits.add(value);
        return new PropertyEdit(edits, origin, where, readers, also);
    }

    /// What it holds is the name of a parameter in SSM, and what is to be written is the value found there.
    private void refuseLookedUp() {
        if (declaration.get("Type") instanceof Scalar type && type.text().startsWith("AWS::SSM::Parameter::Value<")) {
            throw new PhantomException(
                    Code.PATCH_NO_NODE,
                    "parameter " + name
                            + " is looked up in SSM: change the parameter there, or set the property itself");
        }
    }

    private Optional<Edit> allowed(Scalar text) {
        check(text.text());
        if (declaration.get("AllowedValues") instanceof ListValue(List<Value> items)
                && items.stream()
                        .noneMatch(v -> v instanceof Scalar s && s.text().equals(text.text()))) {
            boolean bare = items.stream().allMatch(v -> v instanceof Scalar s && s.isPlain());
            return Optional.of(
                    new Edit.Append(PropertyPath.of("Parameters", name, "AllowedValues"), bare ? bare(text) : text));
        }
        return Optional.empty();
    }

    private static Scalar bare(Scalar text) {
        return dev.phantom.value.JsonRendering.isBare(text.text()) ? Value.plain(text.text()) : text;
    }

    /// A parameter's value is text; a list goes by commas.
    static Scalar text(Value value) {
        return switch (value) {
            case Scalar s -> s;
            case ListValue(List<Value> items)
            when items.stream().allMatch(Scalar.class::isInstance) -> {
                var joined = new StringJoiner(",");
                items.forEach(i -> joined.add(((Scalar) i).text()));
                yield Value.string(joined.toString());
            }
            case Value other ->
                throw new PhantomException(Code.PATCH_REFUSED, "a parameter cannot take a value of this kind");
        };
    }

    private void check(String text) {
        number("MinLength").filter(n -> text.length() < n.intValue()).ifPresent(n -> violates("MinLength"));
        number("MaxLength").filter(n -> text.length() > n.intValue()).ifPresent(n -> violates("MaxLength"));
        decimal(text).ifPresent(value -> {
            number("MinValue").filter(n -> value.compareTo(n) < 0).ifPresent(n -> violates("MinValue"));
            number("MaxValue").filter(n -> value.compareTo(n) > 0).ifPresent(n -> violates("MaxValue"));
        });
        if (declaration.get("AllowedPattern") instanceof Scalar pattern && !matches(pattern.text(), text)) {
            violates("AllowedPattern");
        }
    }

    private static boolean matches(String pattern, String text) {
        try {
            return text.length() > 4096
                    || Pattern.compile(pattern).matcher(text).matches();
        } catch (PatternSyntaxException e) {
            return true; // CloudFormation's matter, not ours
        }
    }

    private Optional<BigDecimal> number(String key) {
        return declaration.get(key) instanceof Scalar s ? decimal(s.text()) : Optional.empty();
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void violates(String rule) {
        throw new PhantomException(Code.PATCH_REFUSED, "the value violates the " + rule + " of parameter " + name);
    }
}
