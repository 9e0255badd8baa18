package dev.phantom.iac.terraform.evaluate;

import dev.phantom.iac.terraform.syntax.Body;
import dev.phantom.iac.terraform.syntax.Body.Attribute;
import dev.phantom.iac.terraform.syntax.Body.Block;
import dev.phantom.iac.terraform.syntax.Body.Item;
import dev.phantom.iac.terraform.syntax.Expression.Overridden;
import dev.phantom.iac.terraform.syntax.HclFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Merges a block of an override file into the one that it overrides, as Terraform does: an argument replaces the
/// argument of its name, nested blocks replace all of their type, those of `lifecycle` are merged one by one. What it
/// replaces is marked, not evaluated: whoever would edit it is sent to the override file.
///
/// @see <a href="https://developer.hashicorp.com/terraform/language/files/override">Override files</a>
record Overrides(HclFile file) {

    private static final String LIFECYCLE = "lifecycle";
    private static final String IGNORED = "ignore_changes";

    Block merged(Block base, Block over) {
        return new Block(
                base.type(), base.labels(), merged(base.body(), over.body()), base.start(), base.end());
    }

    private Body merged(Body base, Body over) {
        Map<String, Item> open = new LinkedHashMap<>();
        over.items().forEach(item -> open.put(name(item), item));
        List<Item> items = new ArrayList<>();
        for (var item : base.items()) {
            var by = open.get(name(item));
            if (by == null) {
                items.add(item);
            } else if (by instanceof Block inner && item instanceof Block own && own.type().equals(LIFECYCLE)) {
                items.add(merged(own, inner));
                open.remove(LIFECYCLE);
            } else if (items.stream().noneMatch(other -> isMark(other, name(item)))) {
                items.add(mark(by, item.start(), item.end()));
            }
        }
        int end = items.isEmpty() ? base.start() : items.getLast().end();
        open.forEach((name, by) -> {
            if (base.items().stream().noneMatch(item -> name(item).equals(name))) {
                items.add(
                        by instanceof Block inner && inner.type().equals(LIFECYCLE)
                                ? merged(new Block(LIFECYCLE, List.of(), new Body(List.of(), end, end), end, end), inner)
                                : mark(by, end, end));
            }
        });
        return new Body(items, base.start(), base.end());
    }

    private static String name(Item item) {
        return switch (item) {
            case Attribute a -> a.name();
            case Block b when b.type().equals("dynamic") -> b.label(0);
            case Block b -> b.type();
        };
    }

    /// What `ignore_changes` names is no value, so it is read where it is written.
    private Attribute mark(Item by, int start, int end) {
        if (by instanceof Attribute a && a.name().equals(IGNORED)) {
            return new Attribute(a.name(), a.value(), start);
        }
        var place = file.file() + ":" + file.line(by.start()) + ":" + file.column(by.start());
        return new Attribute(name(by), new Overridden(place, start, end), start);
    }

    private static boolean isMark(Item item, String name) {
        return item instanceof Attribute a && a.name().equals(name) && a.value() instanceof Overridden;
    }
}
