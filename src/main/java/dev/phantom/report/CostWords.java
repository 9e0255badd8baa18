package dev.phantom.report;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.cost.Charge;
import dev.phantom.report.CostSheet.Kind;
import dev.phantom.report.CostSheet.Part;
import dev.phantom.report.CostSheet.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words that a cost sheet is printed with, in text and in Markdown.
record CostWords(CostSheet sheet) {

    /// `1,234.56`, signed for a difference; `not priced`.
    String sum(@Nullable BigDecimal usd) {
        return usd == null ? "not priced" : sheet.kind() == Kind.WHOLE ? usd(usd) : signed(usd);
    }

    static String usd(BigDecimal usd) {
        return String.format(Locale.ROOT, "%,.2f", usd.setScale(2, RoundingMode.HALF_UP));
    }

    static String signed(BigDecimal usd) {
        return String.format(Locale.ROOT, "%+,.2f", usd.setScale(2, RoundingMode.HALF_UP));
    }

    /// A side of a part, or that it is not there.
    static String side(@Nullable BigDecimal usd) {
        return usd == null ? "(absent)" : usd(usd);
    }

    /// `and 2 parts not priced, 3 billed by use`; empty where the sum is all.
    String rest() {
        var missing = sheet.missing().size();
        if (sheet.kind() == Kind.DELTA) {
            var changes = sheet.sum().unpriced();
            return changes == 0 ? "" : "and " + counted(changes, "change") + " not priced";
        }
        var words = Stream.of(
                        missing == 0 ? null : counted(missing, "part") + " not priced",
                        sheet.byUse().isEmpty() ? null : counted(sheet.byUse().size(), "part") + " billed by use")
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : "and " + words;
    }

    /// The same of one resource.
    String rest(Row row) {
        var what = sheet.kind() == Kind.WHOLE ? "part" : "change";
        return row.unpriced() == 0 ? "" : "and " + counted(row.unpriced(), what) + " not priced";
    }

    /// `us-east-1 · USD at list prices on demand, a month has 730 hours`.
    String terms() {
        var place = sheet.place();
        if (!place.unpriced()) {
            return place.region() + " · USD at list prices on demand, a month has 730 hours";
        }
        var others = place.priced().stream().sorted().collect(Collectors.joining(", "));
        return place.region() + " · no prices are known of this region"
                + (others.isEmpty() ? "" : ", only of " + others);
    }

    /// How many resources are in no list; empty where there are none.
    String still() {
        var count = sheet.still();
        if (count == 0) {
            return "";
        }
        return sheet.kind() == Kind.WHOLE
                ? "free: " + counted(count, "resource")
                : "no effect on the bill: " + counted(count, "drifted resource");
    }

    /// `730 × 0.48 USD per hour → 730 × 3.84 USD per hour`; empty where it is not kept.
    static String charges(Part part) {
        return Stream.of(part.before(), part.after())
                .filter(side -> !side.isEmpty())
                .map(CostWords::charges)
                .collect(Collectors.joining(" → "));
    }

    private static String charges(List<Charge> charges) {
        return charges.stream()
                .map(c -> number(c.quantity()) + " × " + c.unitUsd().toPlainString() + " USD per " + c.unit())
                .collect(Collectors.joining(" + "));
    }

    private static String number(BigDecimal number) {
        return new DecimalFormat("#,##0.########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
