package dev.phantom.pullrequest.body;

import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostSum;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a pull request says of cost: the total with what is not in it, each line with the day of its price, and what
/// could not be priced.
record CostSection(DriftGroup group, Redaction redaction) {

    /// Empty if there is nothing to say.
    String render() {
        var costs = group.members().stream().map(d -> d.file().cost()).toList();
        var lines = costs.stream()
                .flatMap(c -> c.lines().stream())
                .map(this::priced)
                .toList();
        var unpriced = costs.stream()
                .flatMap(c -> c.unpriced().stream())
                .distinct()
                .map(u -> "not priced: " + words(u))
                .toList();
        var sum = group.members().stream().map(Decision::cost).reduce(CostSum.NOTHING, CostSum::plus);
        var total = sum.monthly() == null
                ? "Nothing could be priced"
                : "The live state costs " + sum.words("USD a month") + ", compared with the repository";
        var all = new ArrayList<>(lines);
        all.addAll(unpriced);
        return all.isEmpty() ? "" : PullRequestBody.list("**Cost.** " + total + ".\n", all);
    }

    /// A line says the day of its own price, once: an old one is named in the item.
    private String priced(CostDelta.Line line) {
        var day =
                line.asOf() == null || line.item().contains(line.asOf().toString()) ? "" : ", price of " + line.asOf();
        return words(line.item()) + ": " + usd(line.expected()) + " → " + usd(line.actual()) + " USD a month, "
                + words(line.basis()) + day;
    }

    private static String usd(@Nullable BigDecimal amount) {
        return amount == null ? "none" : String.format(Locale.ROOT, "%,.2f", amount);
    }

    private String words(String text) {
        return OutsideText.prose(redaction.of(text), 600);
    }
}
