package dev.phantom.cost;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is billed and what is not, by type: the facts of `billing.yaml`. A property of which nothing is kept may move
/// the bill.
///
/// @param any properties that move no bill, whatever the type
public record BillingFacts(Map<String, TypeBilling> types, Set<String> any) {

    public BillingFacts {
        types = Map.copyOf(types);
        any = Set.copyOf(any);
    }

    public Optional<TypeBilling> of(String type) {
        return Optional.ofNullable(types.get(type));
    }

    public boolean free(String type) {
        return of(type).filter(TypeBilling::free).isPresent();
    }

    /// @param path names of a property, list indexes left out
    public boolean unbilled(String type, String path) {
        return Settings.within(path, any)
                || of(type).filter(facts -> facts.free() || facts.unbilled(path))
                        .isPresent();
    }

    /// @param path names of a property, list indexes left out
    boolean driving(String type, String path) {
        return of(type).filter(facts -> facts.driving(path)).isPresent();
    }

    static BillingFacts read(InputStream yaml) {
        try {
            var text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            var root = new PropertyView(DocumentReader.yaml("billing.yaml", text));
            var pages = new LinkedHashMap<String, String>();
            map(root, "pages")
                    .forEach((name, page) ->
                            pages.put(name, new PropertyView(page).text().orElseThrow()));
            var types = new HashMap<String, TypeBilling>();
            map(root, "free")
                    .forEach((page, listed) -> texts(listed)
                            .forEach(type -> types.put(
                                    type,
                                    new TypeBilling(type, page(pages, page), true, Set.of(), Set.of(), List.of()))));
            map(root, "types").forEach((type, row) -> types.put(type, type(type, new PropertyView(row), pages)));
            return new BillingFacts(types, Set.copyOf(texts(root.at("any").orElseThrow())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TypeBilling type(String type, PropertyView row, Map<String, String> pages) {
        var parts = new ArrayList<BilledPart>();
        row.items("parts").forEach(part -> parts.add(part(part)));
        return new TypeBilling(
                type,
                page(pages, row.text("page").orElseThrow()),
                false,
                names(row, "unbilled"),
                names(row, "driving"),
                parts);
    }

    private static Set<String> names(PropertyView row, String key) {
        return new LinkedHashSet<>(row.at(key).map(BillingFacts::texts).orElse(List.of()));
    }

    private static BilledPart part(PropertyView part) {
        var key = new LinkedHashMap<String, Operand>();
        map(part, "key")
                .forEach((name, value) ->
                        key.put(name, Operand.of(new PropertyView(value).text().orElseThrow())));
        return new BilledPart(
                part.text("slot").orElseThrow(),
                Label.of(part.text("item").orElseThrow()),
                part.text("price").orElse(""),
                part.text("usage").orElse(""),
                key,
                part.at("times").map(BillingFacts::texts).orElse(List.of()).stream()
                        .map(Operand::of)
                        .toList(),
                conditions(part, "when"),
                conditions(part, "unless"),
                part.flag("assumed").orElse(false));
    }

    private static Map<Operand, List<String>> conditions(PropertyView part, String key) {
        var conditions = new LinkedHashMap<Operand, List<String>>();
        map(part, key).forEach((operand, values) -> conditions.put(Operand.of(operand), texts(values)));
        return conditions;
    }

    private static String page(Map<String, String> pages, String name) {
        return Optional.ofNullable(pages.get(name))
                .orElseThrow(() -> new IllegalStateException("billing.yaml: no page " + name));
    }

    private static Map<String, Value> map(PropertyView view, String key) {
        return view.at(key).orElse(MapValue.EMPTY) instanceof MapValue map ? map.entries() : Map.of();
    }

    private static List<String> texts(Value list) {
        return new PropertyView(list)
                .items().stream().map(item -> item.text().orElseThrow()).toList();
    }
}
