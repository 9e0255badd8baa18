package dev.phantom.pullrequest.body;

import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.cost.CostSum;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a pull request says of cost: the total with what is not in it, before, now and proposed, each line with the day
/// of its price, and what could not be priced.
record CostSection(DriftGroup group, Redaction redaction) {

    private static final int MOST = 20;

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
        return all.isEmpty()
                ? ""
                : "**Cost.** " + total + "." + table() + "\n\n"
                        + PullRequestBody.list("", all).strip();
    }

    /// Before, now, and as it is when this is merged and carried out. Empty where nothing has a price.
    private String table() {
        var rows = group.mostSevereFirst().stream()
                .filter(d -> !d.file().cost().lines().isEmpty())
                .map(this::row)
                .toList();
        return rows.isEmpty()
                ? ""
                : "\n\n| USD a month | before | now | proposed |\n|---|--:|--:|--:|\n"
                        + rows.stream().limit(MOST).collect(Collectors.joining("\n"))
                        + (rows.size() > MOST ? "\n| and " + (rows.size() - MOST) + " more | | | |" : "");
    }

    private String row(Decision decision) {
        var cost = decision.file().cost();
        var before = sum(cost.lines().stream().flatMap(line -> Optional.ofNullable(line.expected()).stream()));
        var now = sum(cost.lines().stream().flatMap(line -> Optional.ofNullable(line.actual()).stream()));
        var name = OutsideText.code(redaction.of(decision.drift().logicalId()), 130)
                .replace("|", "\\|");
        return "| " + name + " | " + usd(before) + " | " + usd(now) + " | "
                + proposed(decision, before, now).map(CostSection::usd).orElse("unknown") + " |";
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<BigDecimal> proposed(Decision decision, BigDecimal before, BigDecimal now) {
        return switch (decision.verdict()) {
            case Verdict.Legitimize v -> Optional.of(now);
            case Verdict.Revert v -> Optional.of(before);
            case Verdict.NeedsHuman v -> Optional.empty();
            case Verdict.Refactor v ->
                Optional.ofNullable(v.opinion().aside().proposalUsd()).map(before::add);
        };
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
