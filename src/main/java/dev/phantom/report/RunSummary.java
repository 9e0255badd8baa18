package dev.phantom.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.cost.CostSum;
import dev.phantom.fault.Plural;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The summary of a run, added up stack by stack.
public final class RunSummary {

    private final DriftCounts counts = new DriftCounts();
    private int stacks;
    private int drifted;
    private long fresh;
    private final Map<Severity, Integer> suppressed = new EnumMap<>(Severity.class);
    /// Texts that tried to instruct the analyst, each once.
    private final Set<String> orders = new HashSet<>();

    private @Nullable Severity severity;
    private CostSum cost = CostSum.NOTHING;

    public void add(StackReport report) {
        stacks++;
        report.drifts().forEach(counts::add);
        drifted += report.drifts().size();
        fresh += report.newDrifts();
        report.severity().ifPresent(s -> severity = severity == null ? s : severity.or(s));
        report.suppressed().forEach(s -> suppressed.merge(s.level(), 1, Integer::sum));
        cost = cost.plus(report.cost());
        report.drifts().stream()
                .flatMap(d -> Stream.ofNullable(d.verdict()))
                .flatMap(v -> v.opinion().aside().notices().stream())
                .forEach(notice -> orders.add(notice.text()));
    }

    /// `3 stacks · 5 drifts (2 new) · +12.40 USD/month`.
    String line() {
        return Plural.counted(stacks, "stack") + " · " + Plural.counted(drifted, "drift")
                + (drifted == 0 ? "" : " (" + fresh + " new) · " + PlainText.money(cost)) + hidden() + withheld();
    }

    /// ` · 1 text that orders the analyst, withheld`; empty where there was none.
    private String withheld() {
        return orders.isEmpty()
                ? ""
                : " · " + Plural.counted(orders.size(), "text that instructs", "texts that instruct")
                        + " the analyst, withheld";
    }

    /// ` · hidden by the repository: 1 critical, 2 high`; empty where nothing is.
    private String hidden() {
        return suppressed.isEmpty()
                ? ""
                : " · hidden by the repository: "
                        + DriftCounts.worstFirst().stream()
                                .filter(suppressed::containsKey)
                                .map(level -> suppressed.get(level) + " " + level.text())
                                .collect(Collectors.joining(", "));
    }

    /// `monthlyDeltaUsd`, and `unpricedChanges` where it is not all.
    static void cost(ObjectNode summary, CostSum cost) {
        ReportJson.money(summary, "monthlyDeltaUsd", cost.monthly());
        if (cost.unpriced() > 0) {
            summary.put("unpricedChanges", cost.unpriced());
        }
    }

    /// `suppressed`, by severity; left out where nothing is hidden.
    static void suppressed(ObjectNode summary, Map<Severity, Integer> counts) {
        if (!counts.isEmpty()) {
            var node = summary.putObject("suppressed");
            counts.forEach((level, count) -> node.put(level.text(), count));
        }
    }

    public ObjectNode json() {
        var node = JsonNodeFactory.withExactBigDecimals(true).objectNode();
        node.put("stacks", stacks).put("drifted", drifted).put("new", fresh);
        node.put("severity", severity == null ? null : severity.text());
        cost(node, cost);
        counts.json(node);
        suppressed(node, suppressed);
        if (!orders.isEmpty()) {
            node.put("notices", orders.size());
        }
        return node;
    }
}
