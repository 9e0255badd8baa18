package dev.phantom.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// The summary of a run, added up stack by stack.
public final class RunSummary {

    private final DriftCounts counts = new DriftCounts();
    private int stacks;
    private int drifted;
    private long fresh;
    private @Nullable Severity severity;
    private @Nullable BigDecimal monthly;

    public void add(StackReport report) {
        stacks++;
        report.drifts().forEach(counts::add);
        drifted += report.drifts().size();
        fresh += report.newDrifts();
        report.severity().ifPresent(s -> severity = severity == null ? s : severity.or(s));
        report.monthlyDelta().ifPresent(m -> monthly = monthly == null ? m : monthly.add(m));
    }

    /// `3 stacks · 5 drifts (2 new) · +12.40 USD/month`.
    String line() {
        return stacks + (stacks == 1 ? " stack" : " stacks") + " · " + drifted + (drifted == 1 ? " drift" : " drifts")
                + (drifted == 0 ? "" : " (" + fresh + " new) · " + PlainText.money(monthly));
    }

    public ObjectNode json() {
        var node = JsonNodeFactory.withExactBigDecimals(true).objectNode();
        node.put("stacks", stacks).put("drifted", drifted).put("new", fresh);
        node.put("severity", severity == null ? null : severity.text());
        node.put("monthlyDeltaUsd", monthly == null ? null : monthly.setScale(2, RoundingMode.HALF_UP));
        counts.json(node);
        return node;
    }
}
