package dev.phantom.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a drift costs a month. A month has 730 hours.
///
/// @param monthly    actual − expected in USD; null when nothing could be priced
/// @param unpriced   what could not be priced and why, in words for people
/// @param pricesAsOf date of the oldest price used; null when none was
public record CostDelta(
        @Nullable BigDecimal monthly,
        List<Line> lines,
        List<String> unpriced,
        @Nullable LocalDate pricesAsOf) {

    /// One priced item, USD a month; null on a side where it is absent.
    ///
    /// @param basis a word of [Basis]
    /// @param asOf  when its price was published, of two the older day; null where that was not kept
    /// @param expectedCharges what the expected amount is made of; not kept in files
    /// @param actualCharges   the same of the actual one
    public record Line(
            String item,
            @Nullable BigDecimal expected,
            @Nullable BigDecimal actual,
            String basis,
            @Nullable LocalDate asOf,
            List<Charge> expectedCharges,
            List<Charge> actualCharges) {

        public Line {
            expectedCharges = List.copyOf(expectedCharges);
            actualCharges = List.copyOf(actualCharges);
        }

        public Line(
                String item,
                @Nullable BigDecimal expected,
                @Nullable BigDecimal actual,
                String basis,
                @Nullable LocalDate asOf) {
            this(item, expected, actual, basis, asOf, List.of(), List.of());
        }

        public Line(String item, @Nullable BigDecimal expected, @Nullable BigDecimal actual, String basis) {
            this(item, expected, actual, basis, null);
        }

        Line named(String name) {
            return new Line(name, expected, actual, basis, asOf, expectedCharges, actualCharges);
        }
    }

    public static final CostDelta NONE = new CostDelta(null, List.of(), List.of(), null);

    /// Nothing priced, and why.
    public static CostDelta unpriced(String why) {
        return new CostDelta(null, List.of(), List.of(why), null);
    }

    public CostDelta {
        lines = List.copyOf(lines);
        unpriced = List.copyOf(unpriced);
    }

    private static final Pattern PLACE = Pattern.compile("price (?:not )?known in ([a-z0-9-]+)");

    /// The place that has no price of any of it; empty where something is priced, or not known for another reason.
    public Optional<String> placeWithoutPrice() {
        var places = unpriced.stream()
                .map(why -> PLACE.matcher(why))
                .map(found -> found.find() ? found.group(1) : "")
                .collect(Collectors.toSet());
        return monthly == null && places.size() == 1
                ? places.stream().filter(place -> !place.isEmpty()).findFirst()
                : Optional.empty();
    }

    /// The same, with more that could not be priced: where nothing was, the difference is unknown, not nil.
    CostDelta lacking(List<String> more) {
        return new CostDelta(
                lines.isEmpty() ? null : monthly,
                lines,
                Stream.concat(unpriced.stream(), more.stream()).toList(),
                pricesAsOf);
    }

    /// The same without what files do not keep.
    public CostDelta inFile() {
        var kept = lines.stream()
                .map(l -> new Line(l.item(), l.expected(), l.actual(), l.basis(), l.asOf()))
                .toList();
        return new CostDelta(monthly, kept, unpriced, pricesAsOf);
    }

    /// The same with other words.
    public CostDelta mapText(UnaryOperator<String> words) {
        return new CostDelta(
                monthly,
                lines.stream().map(l -> l.named(words.apply(l.item()))).toList(),
                unpriced.stream().map(words).toList(),
                pricesAsOf);
    }
}
