package dev.phantom.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One part of what a type is billed for, as a line of `billing.yaml` says it.
///
/// ```yaml
/// - {slot: nodes, item: "{NodeType}", price: dax.node, key: {nodeType: $NodeType}, times: [$ReplicationFactor]}
/// - {slot: data, item: data processed, usage: nat.data}
/// ```
///
/// Operands: `$Property` (must be known), `$Property|default`, `#List` (its length), `#List|default`, `%Number` (one more
/// than it is), `%Number|default`, or a literal. An item names operands in braces.
///
/// @param price   product of the price book; empty for what is billed by use
/// @param usage   product of the unit price; may be unlisted
/// @param key     what selects the variant
/// @param times   factors of the quantity
/// @param when    operand and the texts of which it must have one for the part to be billed
/// @param unless  operand and the texts of which it must have none
/// @param assumed the part rests on something that the configuration does not say; the item names it
public record BilledPart(
        String slot,
        String item,
        String price,
        String usage,
        Map<String, String> key,
        List<String> times,
        Map<String, List<String>> when,
        Map<String, List<String>> unless,
        boolean assumed) {

    private static final Pattern NAMED = Pattern.compile("\\{([^}]+)}");

    public BilledPart {
        key = Map.copyOf(key);
        times = List.copyOf(times);
        when = Map.copyOf(when);
        unless = Map.copyOf(unless);
    }

    /// The properties that its operands name.
    Set<String> reads() {
        var operands = new ArrayList<>(key.values());
        operands.addAll(times);
        operands.addAll(when.keySet());
        operands.addAll(unless.keySet());
        NAMED.matcher(item).results().map(m -> "$" + m.group(1)).forEach(operands::add);
        var names = new TreeSet<String>();
        operands.stream()
                .filter(o -> o.startsWith("$") || o.startsWith("#") || o.startsWith("%"))
                .map(o -> o.substring(1).split("\\|", 2)[0])
                .forEach(names::add);
        return names;
    }

    void bill(Settings settings, Bill bill) {
        bill.part(slot, plain(), () -> {
            if (applies(settings)) {
                charge(settings, bill);
            }
        });
    }

    private boolean applies(Settings settings) {
        return when.entrySet().stream().allMatch(e -> has(e, settings))
                && unless.entrySet().stream().noneMatch(e -> has(e, settings));
    }

    private static boolean has(Map.Entry<String, List<String>> condition, Settings settings) {
        return condition.getValue().contains(value(condition.getKey(), settings).orElse(""));
    }

    private void charge(Settings settings, Bill bill) {
        var variant = new LinkedHashMap<String, String>();
        key.forEach((name, operand) -> variant.put(name, needed(operand, settings)));
        if (price.isEmpty()) {
            bill.byUsage(slot, label(settings), usage, variant);
            return;
        }
        var quantity = times.stream()
                .map(operand -> new BigDecimal(needed(operand, settings)))
                .reduce(BigDecimal.ONE, BigDecimal::multiply);
        var many = quantity.compareTo(BigDecimal.ONE) == 0
                ? ""
                : quantity.stripTrailingZeros().toPlainString() + " × ";
        bill.add(
                slot, many + label(settings), price, variant, quantity, assumed ? Basis.ASSUMED : Basis.DERIVED);
    }

    private String label(Settings settings) {
        return NAMED.matcher(item).replaceAll(m -> java.util.regex.Matcher.quoteReplacement(
                needed("$" + m.group(1), settings)));
    }

    /// The item without what its settings say.
    private String plain() {
        return NAMED.matcher(item).replaceAll(slot);
    }

    private static String needed(String operand, Settings settings) {
        return value(operand, settings).orElseGet(() -> settings.needed(names(operand)));
    }

    private static Optional<String> value(String operand, Settings settings) {
        if (operand.startsWith("$")) {
            return settings.text(names(operand)).or(() -> fallback(operand));
        }
        if (operand.startsWith("%")) {
            return settings.text(names(operand))
                    .or(() -> fallback(operand))
                    .map(number -> new BigDecimal(number).add(BigDecimal.ONE).toPlainString());
        }
        if (operand.startsWith("#")) {
            var size = settings.items(names(operand)).size();
            return size == 0 ? fallback(operand).or(() -> Optional.of("0")) : Optional.of(Integer.toString(size));
        }
        return Optional.of(operand);
    }

    private static String[] names(String operand) {
        return operand.substring(1).split("\\|", 2)[0].split("/");
    }

    private static Optional<String> fallback(String operand) {
        var bar = operand.indexOf('|');
        return bar < 0 ? Optional.empty() : Optional.of(operand.substring(bar + 1));
    }
}
