package dev.phantom.cost;

import dev.phantom.cost.CostDelta.Line;
import dev.phantom.cost.CostModel.Item;
import dev.phantom.cost.CostModel.Quote;
import dev.phantom.cost.CostModel.Unpriced;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is between two quotes of one resource. A part that is unpriced on one side is not compared: a half-known
/// difference is a guess. A unit price that is the same on both sides makes none.
///
/// @param read  something that the model reads differs
/// @param extra what differs beside what the model reads
record QuoteDelta(Quote expected, Quote actual, boolean read, List<Unpriced> extra) {

    QuoteDelta(Quote expected, Quote actual, boolean read) {
        this(expected, actual, read, List.of());
    }

    /// Nothing that is billed differs.
    static CostDelta nil() {
        return new CostDelta(BigDecimal.ZERO.setScale(2), List.of(), List.of(), null);
    }

    QuoteDelta with(List<Unpriced> others) {
        return new QuoteDelta(expected, actual, read, others);
    }

    CostDelta delta() {
        var open = open();
        var slots = open.stream().map(Unpriced::slot).collect(Collectors.toSet());
        var before = bySlot(expected, slots);
        var after = bySlot(actual, slots);
        var all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        var lines = all.stream()
                .flatMap(slot -> line(before.get(slot), after.get(slot)).stream())
                .toList();
        // nothing priced differs, but something unpriced does: the difference is unknown, not nil
        var monthly = lines.isEmpty() && !(open.isEmpty() && extra.isEmpty())
                ? null
                : lines.stream().map(QuoteDelta::change).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        return new CostDelta(monthly, lines, reasons(open), oldest(lines));
    }

    /// What is unpriced and may differ. What is unknown in the same words on both sides may, where something that the
    /// model reads differs and nothing else that it says does.
    private Set<Unpriced> open() {
        var both = new LinkedHashSet<>(expected.unpriced());
        both.retainAll(actual.unpriced());
        var unexplained = read && expected.equals(actual);
        var same = both.stream().filter(u -> u.symbolic() || !unexplained).toList();
        var all = new LinkedHashSet<>(expected.unpriced());
        all.addAll(actual.unpriced());
        same.forEach(all::remove);
        return all;
    }

    private static Map<String, Item> bySlot(Quote quote, Set<String> open) {
        return quote.items().stream()
                .filter(item -> open.stream().noneMatch(item::isOf))
                .collect(Collectors.toMap(Item::slot, item -> item, QuoteDelta::sum, LinkedHashMap::new));
    }

    private static Item sum(Item a, Item b) {
        var older = a.asOf().isBefore(b.asOf()) ? a : b;
        return new Item(
                a.slot(),
                a.item() + " + " + b.item(),
                a.monthlyUsd().add(b.monthlyUsd()),
                a.basis().compareTo(b.basis()) > 0 ? a.basis() : b.basis(),
                older.asOf(),
                older.dated(),
                Stream.concat(a.charges().stream(), b.charges().stream()).toList());
    }

    private static Optional<Line> line(@Nullable Item expected, @Nullable Item actual) {
        if (expected != null && actual != null) {
            if (expected.monthlyUsd().compareTo(actual.monthlyUsd()) == 0) {
                return Optional.empty();
            }
            var pair = sum(expected, actual);
            var item = expected.item().equals(actual.item()) ? actual.item() : expected.item() + " → " + actual.item();
            return Optional.of(line(item, pair, expected, actual));
        }
        return Stream.of(expected, actual)
                .filter(Objects::nonNull)
                .map(only -> line(only.item(), only, expected, actual))
                .findFirst();
    }

    private static Line line(String item, Item pair, @Nullable Item expected, @Nullable Item actual) {
        return new Line(
                item + Item.age(pair.asOf(), pair.dated()),
                expected == null ? null : expected.monthlyUsd(),
                actual == null ? null : actual.monthlyUsd(),
                pair.basis().word(),
                pair.asOf(),
                charges(expected),
                charges(actual));
    }

    private static List<Charge> charges(@Nullable Item item) {
        return item == null ? List.of() : item.charges();
    }

    private static BigDecimal change(Line line) {
        var expected = line.expected() == null ? BigDecimal.ZERO : line.expected();
        var actual = line.actual() == null ? BigDecimal.ZERO : line.actual();
        return actual.subtract(expected);
    }

    private List<String> reasons(Set<Unpriced> open) {
        var all = new ArrayList<String>();
        for (var unpriced : open) {
            var safe = expected.unpriced().contains(unpriced);
            var live = actual.unpriced().contains(unpriced);
            all.add(safe && live ? unpriced.why() : (safe ? "safe: " : "live: ") + unpriced.why());
        }
        extra.forEach(unpriced -> all.add(unpriced.why()));
        return all.stream().distinct().toList();
    }

    private static @Nullable LocalDate oldest(List<Line> lines) {
        return lines.stream()
                .map(Line::asOf)
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
    }
}
