package dev.phantom.analysis;

import dev.phantom.cost.CostDelta;
import dev.phantom.stack.FieldReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A cost delta: in a case as it was computed, in a report by the cent.
public final class CostJson {
    private CostJson() {}

    static <N> N forCase(JsonForm<N> form, CostDelta cost) {
        return write(form, cost, usd -> usd);
    }

    public static <N> N forReport(JsonForm<N> form, CostDelta cost) {
        return write(form, cost, usd -> usd.setScale(2, RoundingMode.HALF_UP));
    }

    private static <N> N write(JsonForm<N> form, CostDelta cost, UnaryOperator<BigDecimal> shown) {
        return form.fields()
                .number("monthlyDeltaUsd", money(cost.monthly(), shown))
                .list(
                        "lines",
                        cost.lines(),
                        l -> form.fields()
                                .text("item", l.item())
                                .number("expectedUsd", money(l.expected(), shown))
                                .number("actualUsd", money(l.actual(), shown))
                                .text("basis", l.basis())
                                .text("asOf", l.asOf())
                                .build())
                .texts("unpriced", cost.unpriced())
                .text("pricesAsOf", cost.pricesAsOf())
                .build();
    }

    private static @Nullable BigDecimal money(@Nullable BigDecimal usd, UnaryOperator<BigDecimal> shown) {
        return usd == null ? null : shown.apply(usd);
    }

    public static CostDelta read(FieldReader t) {
        var asOf = t.textOrNull("pricesAsOf");
        return new CostDelta(
                t.numberOrNull("monthlyDeltaUsd"),
                t.list(
                        "lines",
                        l -> new CostDelta.Line(
                                l.text("item"),
                                l.numberOrNull("expectedUsd"),
                                l.numberOrNull("actualUsd"),
                                l.text("basis"),
                                date(l.textOrNull("asOf")))),
                t.texts("unpriced"),
                date(asOf));
    }

    private static @Nullable LocalDate date(@Nullable String day) {
        return day == null ? null : LocalDate.parse(day);
    }
}
