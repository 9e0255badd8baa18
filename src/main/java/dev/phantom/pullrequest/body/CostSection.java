package dev.phantom.pullrequest.body;

import dev.phantom.cost.CostDelta;
import dev.phantom.pullrequest.DriftGroup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a pull request says of cost: the total, each line, what could not be priced, and how old the prices are.
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
        var total = costs.stream()
                .map(CostDelta::monthly)
                .filter(java.util.Objects::nonNull)
                .reduce(BigDecimal::add)
                .map(sum -> "The live state costs " + signed(sum) + " USD a month compared with the repository")
                .orElse("Nothing could be priced");
        var asOf = costs.stream()
                .map(CostDelta::pricesAsOf)
                .filter(java.util.Objects::nonNull)
                .min(java.util.Comparator.naturalOrder())
                .map(d -> ", prices as of " + d)
                .orElse("");
        var all = new ArrayList<>(lines);
        all.addAll(unpriced);
        return all.isEmpty() ? "" : PullRequestBody.list("**Cost.** " + total + asOf + ".\n", all);
    }

    private String priced(CostDelta.Line line) {
        return words(line.item()) + ": " + usd(line.expected()) + " → " + usd(line.actual()) + " USD a month, "
                + words(line.basis());
    }

    private static String usd(@Nullable BigDecimal amount) {
        return amount == null ? "none" : String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String signed(BigDecimal amount) {
        return String.format(Locale.ROOT, "%+,.2f", amount);
    }

    private String words(String text) {
        return OutsideText.prose(redaction.of(text), 600);
    }
}
