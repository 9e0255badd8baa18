package dev.phantom.aws.prices;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value.MapValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How the Price List names a product of the price book: a row of `price-list.yaml`.
///
/// @param service  `AmazonEC2`
/// @param match    attributes that every offer must have
/// @param select   by selector of the price book
/// @param usage    what the whole usage type must match
/// @param listUnits its unit there, in each spelling: `GB-Mo`, `GB-month`
/// @param unit     its unit in the price book: `hour`
/// @param per      so many of the price book's units in one of the list's
record ListedProduct(
        String service,
        Map<String, String> match,
        Map<String, Selected> select,
        Pattern usage,
        Set<String> listUnits,
        String unit,
        BigDecimal per) {

    /// An attribute that selects the variant.
    ///
    /// @param values  the list's value by the price book's; empty where they are the same
    /// @param suffix  that the list's value has and the price book's lacks
    /// @param without what the list's value lacks at the beginning
    record Selected(String field, Map<String, String> values, String suffix, String without) {
        private Optional<String> listed(String value) {
            if (!values.isEmpty()) {
                return Optional.ofNullable(values.get(value));
            }
            return value.startsWith(without) && !value.isBlank()
                    ? Optional.of(value.substring(without.length()) + suffix)
                    : Optional.empty();
        }
    }

    ListedProduct {
        match = Map.copyOf(match);
        select = Map.copyOf(select);
        listUnits = Set.copyOf(listUnits);
    }

    /// The attributes that an offer of the variant has; empty where the list is not asked for such a variant.
    Optional<Map<String, String>> attributes(String region, Map<String, String> variant) {
        if (!variant.keySet().equals(select.keySet())) {
            return Optional.empty();
        }
        var wanted = new LinkedHashMap<String, String>();
        wanted.put("regionCode", region);
        wanted.put("locationType", "AWS Region");
        wanted.putAll(match);
        for (var entry : select.entrySet()) {
            var selected = entry.getValue();
            var listed = selected.listed(variant.getOrDefault(entry.getKey(), ""));
            if (listed.isEmpty()) {
                return Optional.empty();
            }
            wanted.put(selected.field(), listed.get());
        }
        return Optional.of(wanted);
    }

    static ListedProduct of(PropertyView row) {
        var select = new HashMap<String, Selected>();
        map(row, "select").entries().forEach((name, value) -> {
            var field = new PropertyView(value);
            select.put(
                    name,
                    new Selected(
                            field.text("field").orElseThrow(),
                            texts(map(field, "values")),
                            field.text("suffix").orElse(""),
                            field.text("without").orElse("")));
        });
        return new ListedProduct(
                row.text("service").orElseThrow(),
                texts(map(row, "match")),
                select,
                Pattern.compile(row.text("usage").orElseThrow()),
                row.items("unit").stream().flatMap(unit -> unit.text().stream()).collect(Collectors.toSet()),
                row.text("as").orElseThrow(),
                row.number("per").orElse(BigDecimal.ONE));
    }

    private static MapValue map(PropertyView row, String name) {
        return row.at(name).orElse(MapValue.EMPTY) instanceof MapValue map ? map : MapValue.EMPTY;
    }

    private static Map<String, String> texts(MapValue map) {
        var texts = new HashMap<String, String>();
        map.entries()
                .forEach((name, value) ->
                        texts.put(name, new PropertyView(value).text().orElseThrow()));
        return texts;
    }
}
