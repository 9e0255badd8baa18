package dev.phantom.analysis.prompt;

import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Keeps a prompt below 20,000 tokens, so that it is read with care and its price is known beforehand. What matters
/// least
/// goes first, and the prompt says under `leftOut` what is not in it. Exhibits are never left out.
final class PromptBudget {

    /// Of the case; instructions and question take about 3,000 tokens more. [Prompt#tokens] says how they are counted;
    /// the limit holds as well where a token has no more than three characters.
    private static final int CHARACTERS = 48_000;

    private static final String LEFT_OUT = "leftOut";
    private static final int LONG_TEXT = 1_200;

    private PromptBudget() {}

    static MapValue fitted(MapValue whole) {
        var tree = whole;
        for (var step : List.<UnaryOperator<MapValue>>of(
                PromptBudget::withoutFarExcerpts, PromptBudget::onlyChangedProperties, PromptBudget::shortTexts)) {
            if (fits(tree)) {
                return tree;
            }
            tree = step.apply(tree);
        }
        return tree;
    }

    private static boolean fits(MapValue tree) {
        return size(tree) <= CHARACTERS;
    }

    private static int size(Value value) {
        return ValueJson.text(value, Mask.of("")).length();
    }

    /// Those that are farthest come last.
    private static MapValue withoutFarExcerpts(MapValue tree) {
        if (!(tree.get("architecture") instanceof ListValue all)) {
            return tree;
        }
        var kept = new ArrayList<>(all.items());
        int over = size(tree) - CHARACTERS;
        while (over > 0 && kept.size() > 1) {
            over -= size(kept.removeLast()) + 1;
        }
        var gone = all.items().size() - kept.size();
        return gone == 0
                ? tree
                : told(
                        with(tree, "architecture", new ListValue(kept)),
                        gone + " excerpts of templates, farthest first");
    }

    /// Of the two models of the resource, the top-level properties that a change is in.
    private static MapValue onlyChangedProperties(MapValue tree) {
        if (!(tree.get("drift") instanceof MapValue drift)) {
            return tree;
        }
        var changed = changed(drift);
        var smaller = drift;
        for (var side : List.of("expected", "actual")) {
            if (drift.get(side) instanceof MapValue model) {
                var kept = new LinkedHashMap<>(model.entries());
                kept.keySet().retainAll(changed);
                smaller = with(smaller, side, new MapValue(kept));
            }
        }
        return told(with(tree, "drift", smaller), "properties of the resource that did not change");
    }

    private static Set<String> changed(MapValue drift) {
        var properties = new LinkedHashSet<String>();
        if (drift.get("changes") instanceof ListValue changes) {
            for (var change : changes.items()) {
                if (change instanceof MapValue map && map.get("path") instanceof Scalar path) {
                    properties.add(path.text().replaceFirst("^/", "").replaceFirst("/.*", ""));
                }
            }
        }
        return properties;
    }

    private static MapValue shortTexts(MapValue tree) {
        return told((MapValue) cut(tree), "the ends of long texts");
    }

    private static Value cut(Value value) {
        return switch (value) {
            case Scalar s ->
                s.text().length() <= LONG_TEXT
                        ? s
                        : new Scalar(
                                "%s… (%d more characters)"
                                        .formatted(
                                                s.text().substring(0, LONG_TEXT),
                                                s.text().length() - LONG_TEXT),
                                s.style());
            case ListValue list ->
                new ListValue(list.items().stream().map(PromptBudget::cut).toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> entries.put(key, cut(item)));
                yield new MapValue(entries);
            }
            case Value.Reference r -> r;
            case Value.Intrinsic i -> i;
            case Value.Unknown u -> u;
            case Value.Sensitive s -> s;
        };
    }

    private static MapValue told(MapValue tree, String what) {
        var said = new ArrayList<Value>();
        if (tree.get(LEFT_OUT) instanceof ListValue before) {
            said.addAll(before.items());
        }
        said.add(Value.string(what));
        return with(tree, LEFT_OUT, new ListValue(said));
    }

    private static MapValue with(MapValue map, String key, Value value) {
        var entries = new LinkedHashMap<String, Value>(map.entries());
        entries.put(key, value);
        return new MapValue(entries);
    }
}
