package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.Site.Decision;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Call;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Paren;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.iac.terraform.syntax.Expression.Unary;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/// Edits at the place that decides a value: the value itself, an entry more or less, an element more or less, JSON in a
/// text.
record ValueEdits(Worked worked) {

    FileSpans set(Decision d, Value value) {
        refuseFixed(d);
        return d.rest().isRoot()
                ? replaced(d.file(), d.expression(), d.env(), value)
                : added(d.file(), d.expression(), d.env(), d.rest(), value);
    }

    static void refuseOverridden(Decision d) {
        if (d.expression() instanceof Expression.Overridden over) {
            throw HclRefusals.overridden(d.file(), over);
        }
    }

    static void refuseFixed(Decision d) {
        refuseOverridden(d);
        if (!d.fixed().isEmpty()) {
            throw HclRefusals.computed(d.file(), d.expression(), d.fixed());
        }
    }

    private FileSpans replaced(HclFile file, Expression expression, Env env, Value value) {
        return switch (expression) {
            case Call c when c.function().equals("jsonencode") -> json(file, c, env, value);
            case Template t when t.heredoc() != null -> heredoc(file, t, env, value);
            case Template t when !t.isPlain() -> throw HclRefusals.computed(file, t, "it is put together");
            case Paren p -> replaced(file, p.inner(), env, value);
            case Expression other -> whole(file, other, env, value);
        };
    }

    /// Whatever stands there.
    FileSpans whole(HclFile file, Expression expression, Env env, Value value) {
        var text = new SourceLines(file).writing(expression.start(), env.scope().address());
        String written = text.of(styled(expression, value));
        return FileSpans.at(
                file,
                expression.start(),
                Optional.empty(),
                List.of(new SpanEdit(expression.start(), expression.end(), written)));
    }

    /// A number in quotes stays in quotes, and one without stays without.
    private static Value styled(Expression old, Value value) {
        if (value instanceof Scalar s && !(s.isPlain() && s.text().equals("null"))) {
            if (old instanceof Template) {
                return Value.string(s.text());
            }
            if (old instanceof Literal || old instanceof Unary) {
                return JsonRendering.isBare(s.text()) ? Value.plain(s.text()) : s;
            }
        }
        return value;
    }

    private FileSpans json(HclFile file, Call call, Env env, Value value) {
        var parsed = value instanceof Scalar s && call.arguments().size() == 1
                ? JsonEdits.parsed(worked, s.text())
                : Optional.<Value>empty();
        if (parsed.isEmpty()) {
            throw HclRefusals.computed(file, call, "the new value is not JSON");
        }
        var spans =
                new JsonEdits(worked, file, env, false).edits(call.arguments().getFirst(), parsed.get());
        return FileSpans.at(file, call.start(), Optional.empty(), spans);
    }

    private FileSpans heredoc(HclFile file, Template template, Env env, Value value) {
        String text = value instanceof Scalar s ? s.text() : "";
        var spans = JsonEdits.inText(worked, file, template, env, text);
        if (spans.isPresent()) {
            return FileSpans.at(file, template.start(), Optional.empty(), spans.get());
        }
        if (!template.isPlain()) {
            throw HclRefusals.computed(file, template, "the text is put together");
        }
        return text.endsWith("\n") ? lines(file, template, text) : whole(file, template, env, value);
    }

    /// The line ends of the text are its own: Terraform reads a heredoc as it stands.
    private static FileSpans lines(HclFile file, Template template, String text) {
        var source = new SourceLines(file);
        boolean indented = template.heredoc() != null && template.heredoc().indented();
        String indent = indented && template.contentStart() < template.contentEnd()
                ? source.indent(template.contentStart())
                : "";
        String written = text.replace("${", "$${")
                .replace("%{", "%%{")
                .replaceAll("(?m)^(?=[^\\r\\n])", Matcher.quoteReplacement(indent));
        return FileSpans.at(
                file,
                template.start(),
                Optional.empty(),
                List.of(new SpanEdit(template.contentStart(), template.contentEnd(), written)));
    }

    private FileSpans added(HclFile file, Expression expression, Env env, PropertyPath rest, Value value) {
        String first = rest.segments().getFirst();
        Value below = wrapped(rest.segments().subList(1, rest.segments().size()), value);
        return switch (expression) {
            case ObjectCons o -> entry(file, o, env, first, below);
            case Tuple t when PropertyPath.index(first) == t.items().size() -> element(file, t, env, below);
            case Literal l when l.text().equals("null") -> whole(file, l, env, new MapValue(Map.of(first, below)));
            case Expression other ->
                throw HclRefusals.missing(
                        file,
                        other.start(),
                        "nothing stands at " + rest + " of " + HclRefusals.shown(file.text(other)));
        };
    }

    private static Value wrapped(List<String> path, Value value) {
        Value made = value;
        for (String segment : path.reversed()) {
            made = PropertyPath.index(segment) >= 0 ? Value.list(made) : new MapValue(Map.of(segment, made));
        }
        return made;
    }

    FileSpans entry(HclFile file, ObjectCons object, Env env, String key, Value value) {
        var listed = BracketList.of(new SourceLines(file), object);
        var text = writing(file, listed, env, object.entries().stream().anyMatch(Entry::colon));
        boolean quoted = object.entries().stream().anyMatch(e -> !e.named());
        String written = quoted && !text.json() ? text.quoted(key) + " = " + text.of(value) : text.entry(key, value);
        return FileSpans.at(file, object.start(), Optional.of(key), listed.added(written, true));
    }

    private static HclText writing(HclFile file, BracketList listed, Env env, boolean json) {
        var text = new SourceLines(file).writing(listed.model(), env.scope().address());
        return new HclText(json || file.isJson(), text.indent(), text.eol(), text.module());
    }

    FileSpans element(HclFile file, Tuple tuple, Env env, Value value) {
        var listed = BracketList.of(new SourceLines(file), tuple);
        var spans = listed.added(writing(file, listed, env, false).of(value), false);
        return FileSpans.at(file, tuple.start(), Optional.empty(), spans);
    }

    FileSpans append(Decision d, Value value) {
        refuseFixed(d);
        if (!d.rest().isRoot()) {
            return added(d.file(), d.expression(), d.env(), d.rest(), Value.list(value));
        }
        return switch (d.expression()) {
            case Tuple t -> element(d.file(), t, d.env(), value);
            case Literal l when l.text().equals("null") -> whole(d.file(), l, d.env(), Value.list(value));
            case Expression other -> throw HclRefusals.computed(d.file(), other, "it is not a written list");
        };
    }

    /// Takes one element or entry out of what decides the whole.
    FileSpans removed(Decision whole, String segment) {
        refuseFixed(whole);
        if (!whole.rest().isRoot()) {
            throw HclRefusals.missing(whole.file(), whole.expression().start(), "nothing stands at " + whole.rest());
        }
        return switch (whole.expression()) {
            case Tuple t
            when PropertyPath.index(segment) >= 0
                    && PropertyPath.index(segment) < t.items().size() ->
                FileSpans.at(
                        whole.file(),
                        t.start(),
                        Optional.empty(),
                        BracketList.of(new SourceLines(whole.file()), t).removed(PropertyPath.index(segment)));
            case ObjectCons o -> withoutEntry(whole, o, segment);
            case Expression other -> throw HclRefusals.computed(whole.file(), other, "it is not written out");
        };
    }

    private FileSpans withoutEntry(Decision whole, ObjectCons object, String key) {
        for (int i = 0; i < object.entries().size(); i++) {
            if (worked.key(object.entries().get(i), whole.env())
                    .filter(key::equals)
                    .isPresent()) {
                return FileSpans.at(
                        whole.file(),
                        object.start(),
                        Optional.of(key),
                        BracketList.of(new SourceLines(whole.file()), object).removed(i));
            }
        }
        throw HclRefusals.missing(whole.file(), object.start(), "the object has no key " + key);
    }
}
