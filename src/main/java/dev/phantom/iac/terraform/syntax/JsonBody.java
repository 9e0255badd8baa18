package dev.phantom.iac.terraform.syntax;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Body.Item;
import dev.phantom.iac.terraform.syntax.Expression.Entry;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Template;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The JSON variant of the syntax: each JSON document is an expression of HCL, of which the outer objects are blocks.
/// What lies in a block is an attribute, because only a provider's schema could tell its blocks.
final class JsonBody {

    private static final Map<String, Integer> LABELS = Map.of(
            "resource",
            2,
            "data",
            2,
            "variable",
            1,
            "output",
            1,
            "module",
            1,
            "provider",
            1,
            "locals",
            0,
            "terraform",
            0);

    private JsonBody() {}

    static Body of(String file, String text) {
        if (!(HclFile.expression(file, text, 0, text.length()) instanceof ObjectCons document)) {
            throw new PhantomException(new Diagnostic(Code.TEMPLATE_SYNTAX, "not a JSON object", "", file + ":1:1"));
        }
        List<Item> items = new ArrayList<>();
        boolean values = file.endsWith(".tfvars.json");
        for (Entry entry : document.entries()) {
            String name = key(entry);
            if (values || !LABELS.containsKey(name)) {
                items.add(attribute(entry));
            } else {
                blocks(name, List.of(), entry.key().start(), entry.value(), items);
            }
        }
        return new Body(items, document.start() + 1, document.end() - 1);
    }

    private static void blocks(String type, List<String> labels, int start, Expression value, List<Item> items) {
        switch (value) {
            case Tuple t -> t.items().forEach(item -> blocks(type, labels, start, item, items));
            case ObjectCons o
            when labels.size() < LABELS.getOrDefault(type, 0) ->
                o.entries().forEach(e -> {
                    var all = new ArrayList<>(labels);
                    all.add(key(e));
                    blocks(type, all, e.key().start(), e.value(), items);
                });
            case ObjectCons o -> {
                List<Item> inside = new ArrayList<>();
                o.entries().forEach(e -> inside.add(attribute(e)));
                items.add(new Block(type, labels, new Body(inside, o.start() + 1, o.end() - 1), start, o.end()));
            }
            case Expression other -> {} // nothing that declares something
        }
    }

    private static Attribute attribute(Entry entry) {
        return new Attribute(key(entry), entry.value(), entry.key().start());
    }

    private static String key(Entry entry) {
        return entry.key() instanceof Template t && t.isPlain() ? t.text() : "";
    }
}
