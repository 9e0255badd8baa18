package dev.phantom.iac.terraform.edit;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.terraform.evaluate.ModuleScope.Env;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.Body;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.Literal;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Paren;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.iac.terraform.syntax.HclMentions;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Brings an expression that stands for JSON to a new document, by the fewest edits: what is equal is left alone, and
/// so is what only Terraform can work out.
///
/// @param json it is written as JSON, in a heredoc
record JsonEdits(Worked worked, HclFile file, Env env, boolean json) {

    private static final HclFile SCRATCH = new HclFile("the new value", "", Body.EMPTY);

    /// A JSON object or list as a value. JSON is an expression of HCL, once its `${` are no interpolations.
    static Optional<Value> parsed(Worked worked, String json) {
        String text = json.replace("${", "$${").replace("%{", "%%{");
        if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(worked.constant(SCRATCH, HclFile.expression("", text, 0, text.length())));
        } catch (PhantomException e) {
            return Optional.empty();
        }
    }

    /// The edits in a heredoc that holds JSON; empty if it, or what shall stand there, is none.
    static Optional<List<SpanEdit>> inText(Worked worked, HclFile file, Template heredoc, Env env, String json) {
        var wanted = parsed(worked, json);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            var document = HclFile.expression(file.file(), file.text(), heredoc.contentStart(), heredoc.contentEnd());
            return Optional.of(new JsonEdits(worked, file, env, true).edits(document, wanted.get()));
        } catch (PhantomException e) {
            if (e.diagnostic().code() == Code.TEMPLATE_SYNTAX) {
                return Optional.empty();
            }
            throw e;
        }
    }

    List<SpanEdit> edits(Expression expression, Value wanted) {
        Value now = worked.value(expression, env);
        if (same(now, wanted) || now instanceof Value.Unknown || now.settled() instanceof Value.Unknown) {
            return List.of();
        }
        return switch (expression) {
            case Paren p -> edits(p.inner(), wanted);
            case ObjectCons o when wanted instanceof MapValue map -> object(o, map);
            case Tuple t when wanted instanceof ListValue list -> tuple(t, list.items());
            case Literal l -> whole(l, wanted);
            case Template t when t.isPlain() -> whole(t, wanted);
            case Expression other
            when HclMentions.in(other).isEmpty() && (other instanceof Tuple || other instanceof ObjectCons) ->
                whole(other, wanted);
            case Expression other -> throw HclRefusals.computed(file, other, "a part of the JSON is computed");
        };
    }

    private static boolean same(Value a, Value b) {
        var left = JsonRendering.of(sorted(a));
        return left.isPresent() && left.equals(JsonRendering.of(sorted(b)));
    }

    /// The order of an object's members means nothing.
    private static Value sorted(Value value) {
        return switch (value) {
            case MapValue map -> {
                Map<String, Value> all = new TreeMap<>();
                map.entries().forEach((key, item) -> all.put(key, sorted(item)));
                yield new MapValue(all);
            }
            case ListValue list ->
                new ListValue(list.items().stream().map(JsonEdits::sorted).toList());
            case Value other -> other;
        };
    }

    private List<SpanEdit> whole(Expression expression, Value wanted) {
        return List.of(new SpanEdit(
                expression.start(),
                expression.end(),
                writing(expression.start()).of(wanted)));
    }

    private HclText writing(int offset) {
        var text = new SourceLines(file).writing(offset, env.scope().address());
        return new HclText(json, text.indent(), text.eol(), text.module());
    }

    private List<SpanEdit> object(ObjectCons object, MapValue wanted) {
        List<SpanEdit> spans = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < object.entries().size(); i++) {
            var entry = object.entries().get(i);
            String key = worked.key(entry, env)
                    .orElseThrow(() -> HclRefusals.computed(file, entry.key(), "a key of the JSON is computed"));
            keys.add(key);
            if (wanted.get(key) instanceof Value value) {
                spans.addAll(edits(entry.value(), value));
            } else {
                spans.addAll(BracketList.of(new SourceLines(file), object).removed(i));
            }
        }
        for (Map.Entry<String, Value> entry : wanted.entries().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                var listed = BracketList.of(new SourceLines(file), object);
                var text = writing(listed.model());
                boolean colon = text.json() || object.entries().stream().anyMatch(Entry::colon);
                var written = new HclText(colon, text.indent(), text.eol(), text.module());
                spans.addAll(listed.added(written.entry(entry.getKey(), entry.getValue()), true));
            }
        }
        return spans;
    }

    private List<SpanEdit> tuple(Tuple tuple, List<Value> wanted) {
        int size = tuple.items().size();
        if (size == wanted.size()) {
            List<SpanEdit> spans = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                spans.addAll(edits(tuple.items().get(i), wanted.get(i)));
            }
            return spans;
        }
        List<Value> now = tuple.items().stream().map(i -> worked.value(i, env)).toList();
        var listed = BracketList.of(new SourceLines(file), tuple);
        return (size < wanted.size() ? longer(listed, now, wanted) : shorter(listed, now, wanted))
                .orElseGet(() -> anew(tuple, wanted));
    }

    /// With elements more, which all come in one place.
    private Optional<List<SpanEdit>> longer(BracketList listed, List<Value> now, List<Value> wanted) {
        int more = wanted.size() - now.size();
        int at = now.size();
        while (at >= 0 && !(samePrefix(now, wanted, at) && sameEnd(now.subList(at, now.size()), wanted))) {
            at--;
        }
        if (at < 0) {
            return Optional.empty();
        }
        var text = writing(listed.model());
        var written = wanted.subList(at, at + more).stream().map(text::of).toList();
        return Optional.of(
                at == now.size() ? listed.added(listed.joined(written), false) : listed.inserted(at, written));
    }

    private static boolean sameEnd(List<Value> end, List<Value> wanted) {
        return samePrefix(end, wanted.subList(wanted.size() - end.size(), wanted.size()), end.size());
    }

    /// Without some elements, of which the others keep their order.
    private Optional<List<SpanEdit>> shorter(BracketList listed, List<Value> now, List<Value> wanted) {
        List<SpanEdit> spans = new ArrayList<>();
        int kept = 0;
        for (int i = 0; i < now.size(); i++) {
            boolean stays = kept < wanted.size()
                    && now.size() - i >= wanted.size() - kept
                    && samePrefix(now.subList(i, i + 1), wanted.subList(kept, kept + 1), 1);
            if (stays) {
                kept++;
            } else {
                spans.addAll(listed.removed(i));
            }
        }
        return kept == wanted.size() && SpanEdit.areApart(spans) ? Optional.of(spans) : Optional.empty();
    }

    /// Only what holds nothing but values may be written anew: what refers to something, or explains it, would be lost.
    private List<SpanEdit> anew(Tuple tuple, List<Value> wanted) {
        if (!HclMentions.in(tuple).isEmpty()) {
            throw HclRefusals.computed(file, tuple, "a list of the JSON refers to something");
        }
        if (HclComments.in(file, tuple)) {
            throw HclRefusals.computed(file, tuple, "a list of the JSON has comments, and changes in several places");
        }
        return whole(tuple, new ListValue(wanted));
    }

    private static boolean samePrefix(List<Value> now, List<Value> wanted, int length) {
        for (int i = 0; i < length; i++) {
            boolean hidden = now.get(i).settled() instanceof Value.Unknown;
            if (!hidden && !same(now.get(i), wanted.get(i))) {
                return false;
            }
        }
        return true;
    }
}
