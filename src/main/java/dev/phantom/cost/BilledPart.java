package dev.phantom.cost;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One part of what a type is billed for, as a line of `billing.yaml` says it.
///
/// ```yaml
/// - {slot: nodes, item: "{NodeType}", price: dax.node, key: {nodeType: $NodeType}, times: [$ReplicationFactor]}
/// - {slot: data, item: data processed, usage: nat.data}
/// ```
///
/// @param price   product of the price book; empty for what is billed by use
/// @param usage   product of the unit price; may be unlisted
/// @param key     what selects the variant
/// @param times   factors of the quantity
/// @param when    each has one of its texts, or the part is not billed
/// @param unless  none has one of its texts
/// @param assumed the part rests on something that the configuration does not say; the item names it
record BilledPart(
        String slot,
        Label item,
        String price,
        String usage,
        Map<String, Operand> key,
        List<Operand> times,
        Map<Operand, List<String>> when,
        Map<Operand, List<String>> unless,
        boolean assumed) {

    BilledPart {
        key = Map.copyOf(key);
        times = List.copyOf(times);
        when = Map.copyOf(when);
        unless = Map.copyOf(unless);
    }

    /// The properties that its operands name.
    Set<String> reads() {
        return Stream.of(item.words(), key.values(), times, when.keySet(), unless.keySet())
                .flatMap(words -> words.stream())
                .filter(Operand::reads)
                .map(Operand::path)
                .collect(Collectors.toSet());
    }

    void bill(Settings settings, Bill bill) {
        bill.part(slot, item.plain(), () -> {
            if (applies(settings)) {
                charge(settings, bill);
            }
        });
    }

    private boolean applies(Settings settings) {
        return when.entrySet().stream().allMatch(e -> has(e, settings))
                && unless.entrySet().stream().noneMatch(e -> has(e, settings));
    }

    private static boolean has(Map.Entry<Operand, List<String>> condition, Settings settings) {
        return condition.getValue().contains(condition.getKey().value(settings).orElse(""));
    }

    private void charge(Settings settings, Bill bill) {
        var variant = new LinkedHashMap<String, String>();
        key.forEach((name, operand) -> variant.put(name, operand.needed(settings)));
        if (price.isEmpty()) {
            bill.byUsage(slot, item.of(settings), usage, variant);
            return;
        }
        var quantity = times.stream()
                .map(operand -> operand.number(settings))
                .reduce(BigDecimal.ONE, BigDecimal::multiply);
        var many = quantity.compareTo(BigDecimal.ONE) == 0
                ? ""
                : quantity.stripTrailingZeros().toPlainString() + " × ";
        bill.add(slot, many + item.of(settings), price, variant, quantity, assumed ? Basis.ASSUMED : Basis.DERIVED);
    }
}
