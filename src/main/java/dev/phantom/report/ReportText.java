package dev.phantom.report;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.Undeployed;
import dev.phantom.fault.Plural;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import dev.phantom.value.Value;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The report for a person at a terminal: worst first, what is not known at the end, never hidden.
public final class ReportText {

    private final PlainText plain;
    private final ChangeText changes;
    private final boolean color;
    private final boolean showAll;
    private final int columns;

    /// @param columns of the terminal; 0 for no terminal
    public ReportText(PlainText plain, boolean color, boolean showAll, int columns) {
        this.plain = plain;
        this.changes = new ChangeText(plain);
        this.color = color;
        this.showAll = showAll;
        this.columns = columns;
    }

    public String run(RunReport run) {
        var out = new Lines();
        run.reports().forEach(r -> out.addAll(lines(r)));
        run.failures()
                .forEach(f -> out.add("FAILED  " + f.stack() + " (" + f.stage() + "): "
                        + f.diagnostic().line()));
        return out.text(columns);
    }

    public String report(StackReport report) {
        return lines(report).text(columns);
    }

    private Lines lines(StackReport report) {
        var out = new Lines();
        out.add(head(report));
        var shared = SharedGaps.of(report);
        report.suppressed().forEach(s -> out.add("hidden: " + PlainText.sentence(s.text())));
        RankedDrift.of(List.of(report)).forEach(d -> drift(out, d.judged(), report.construct(d.judged()), shared));
        listed(out, "managed by AWS, not drift", report.comparison().managed());
        listed(out, "ignored", report.comparison().ignored());
        undeployed(out, report);
        if (showAll) {
            listed(out, "inventory, unconfirmed", report.comparison().inventory());
        } else if (!report.comparison().inventory().isEmpty()) {
            out.add("");
            int size = report.comparison().inventory().size();
            out.add("inventory: %s that the repository does not set, or leaves alone; not known to be drift (--show-all lists them)"
                    .formatted(Plural.counted(size, "live value")));
        }
        unchecked(out, report);
        if (!shared.isEmpty()) {
            out.add("");
            shared.forEach(g -> out.add("gap in every drift: " + PlainText.line(g)));
        }
        report.gaps().forEach(g -> out.add("gap: " + PlainText.sentence(g)));
        return out;
    }

    /// One drift alone, with its verdict where it has one.
    public String judged(JudgedDrift judged) {
        var out = new Lines();
        drift(out, judged, "", List.of());
        return out.text(columns).strip();
    }

    private static String head(StackReport report) {
        var id = report.stack().id();
        var coverage = report.comparison().coverage();
        var where = id.account().isEmpty() && id.region().isEmpty() ? "" : " · " + id.account() + "/" + id.region();
        var name = id.name().isEmpty() ? report.safe().path() : id.name();
        var environment = report.stack().environment().isEmpty()
                ? ""
                : " · " + report.stack().environment();
        var read = report.live().capturedAt() == null
                ? ""
                : " · read " + report.live().capturedAt().truncatedTo(ChronoUnit.SECONDS);
        var drifts = report.drifts().size();
        var result = drifts == 0
                ? (coverage.blind() ? "drift not known · " : "no drift · ") + coverage.compared() + " of " + coverage.resources() + " resources compared"
                : Plural.counted(drifts, "drift")
                        + (report.judged() ? " (" + report.newDrifts() + " new) · " : " · ")
                        + coverage.compared() + " of " + coverage.resources() + " resources compared";
        return PlainText.line(name) + PlainText.line(below(report)) + PlainText.line(environment + where + read) + " · "
                + result;
    }

    private static String below(StackReport report) {
        var below = report.below();
        return below == null ? "" : " · " + below.logicalId() + " of " + below.stack();
    }

    private void drift(Lines out, JudgedDrift judged, String construct, List<String> shared) {
        var drift = judged.drift();
        var level = StackReport.severity(judged);
        out.add("");
        var unknown = judged.assessment().unknown();
        out.add(
                paint(level, "%-8s".formatted(unknown ? "UNKNOWN" : level.name())),
                " " + drift.logicalId() + "  " + drift.type() + " "
                        + PlainText.line(drift.physicalId())
                        + (drift.status().name().equals("MODIFIED") ? "" : "  " + drift.status()));
        if (!construct.isEmpty()) {
            out.add("         construct " + PlainText.line(construct));
        }
        drift.changes().stream().sorted(ChangeText.byPath()).forEach(c -> changes.lines(c, out::add));
        judged.assessment()
                .findings()
                .forEach(f -> out.add("         ! " + f.rule() + " " + PlainText.sentence(f.title()) + " ("
                        + PlainText.line(f.rated()) + ")"));
        if (unknown) {
            out.add("         ! severity " + StackReport.severityText(judged));
        }
        judged.assessment().gaps().forEach(gap -> out.add("         ! " + PlainText.line(gap)));
        firstAid(judged).ifPresent(line -> out.addCommand("         first aid  ", line));
        if (judged.verdict() != null) {
            verdict(out, judged, judged.verdict(), shared);
        } else if (judged.cost().monthly() != null || !judged.cost().unpriced().isEmpty()) {
            out.add("         cost " + PlainText.money(judged.costSum()));
        }
    }

    /// The line that closes a critical security finding at once. A case names a drift of Terraform without its module.
    static Optional<String> firstAid(JudgedDrift judged) {
        if (!judged.assessment().urgent()) {
            return Optional.empty();
        }
        return Optional.of(
                judged.firstAid().isEmpty()
                        ? byHand(judged)
                        : PlainText.whole(judged.firstAid()));
    }

    private static String byHand(JudgedDrift judged) {
        return judged.awsType().isEmpty()
                ? "revert it in the console; no single API call can"
                : "revert it with terraform apply in its module";
    }

    static String occurred(Occurred when) {
        var bracket = when.from() == null ? "" : "between " + when.from() + " and ";
        var who = when.actor().isEmpty() ? "" : " by " + PlainText.line(when.actor());
        return bracket + (when.at() == null ? "time unknown" : when.at()) + who + " via "
                + when.via().name().toLowerCase(Locale.ROOT).replace('_', '-')
                + (when.eventId().isEmpty() ? "" : " (event " + PlainText.line(when.eventId()) + ")");
    }

    private void verdict(Lines out, JudgedDrift judged, Verdict verdict, List<String> shared) {
        var opinion = verdict.opinion();
        out.add("         verdict   " + verdict.recommendation().text().toUpperCase(Locale.ROOT) + ", confidence "
                + confidence(verdict) + " · " + PlainText.money(judged.costSum()) + " · by "
                + opinion.analyst());
        opinion.reasoning().lines().forEach(l -> out.add("           " + PlainText.whole(l)));
        if (verdict instanceof Verdict.Refactor r) {
            r.edits().forEach(e -> out.add("           → " + e.path() + " = " + plain.value(e.value())));
        }
        if (!opinion.evidence().isEmpty()) {
            out.add("           evidence  " + String.join(", ", opinion.evidence())
                    + (opinion.against().isEmpty() ? "" : "   against  " + String.join(", ", opinion.against())));
        }
        judged.evidence().exhibits().stream()
                .filter(e ->
                        opinion.evidence().contains(e.id()) || opinion.against().contains(e.id()))
                .forEach(e -> out.add("             " + e.id() + "  "
                        + PlainText.line(e.signal().summary())));
        opinion.gaps().stream()
                .filter(g -> !shared.contains(g))
                .forEach(g -> out.add("           gap: " + PlainText.line(g)));
        new AsideLines(plain).of(verdict).forEach(line -> out.add("           " + PlainText.sentence(line)));
        if (judged.pullRequest() != null) {
            var pr = judged.pullRequest();
            out.add("         pull request  " + PlainText.sentence(pr.line())
                    + (pr.url().isEmpty() ? "" : "  " + pr.url()) + (pr.branch().isEmpty() ? "" : "  " + pr.branch()));
        }
    }

    static String confidence(Verdict verdict) {
        return verdict.opinion().confidence().text();
    }

    private void listed(Lines out, String title, List<Listed> items) {
        if (items.isEmpty()) {
            return;
        }
        out.add("");
        out.add(title + ":");
        items.forEach(l -> out.add("  " + l.logicalId() + " "
                + (l.path() == null ? l.type() : PlainText.sentence(l.path().toString())) + "  "
                + (l.expected() == null ? "(absent)" : plain.value(l.expected())) + " → "
                + (l.actual() == null ? "(absent)" : plain.value(l.actual())) + "  " + PlainText.line(l.reason())));
    }

    private void undeployed(Lines out, StackReport report) {
        if (report.comparison().undeployed().isEmpty()) {
            return;
        }
        out.add("");
        out.add("committed but not deployed (not drift):");
        report.comparison()
                .undeployed()
                .forEach(u -> out.add("  " + u.logicalId() + " "
                        + (u.path() == null ? u.type() : u.path())
                        + "  repository " + side(u, u.expected())
                        + " · deployed " + side(u, u.deployed())));
    }

    /// Of a whole resource only whether it is there.
    private String side(Undeployed undeployed, @Nullable Value value) {
        if (value == null) {
            return "(absent)";
        }
        return undeployed.path() == null ? "(present)" : plain.value(value);
    }

    private static void unchecked(Lines out, StackReport report) {
        Map<String, List<Unchecked>> byReason = report.comparison().coverage().unchecked().stream()
                .collect(Collectors.groupingBy(u -> u.reason().text(), TreeMap::new, Collectors.toList()));
        if (byReason.isEmpty()) {
            return;
        }
        out.add("");
        out.add("not compared:");
        byReason.forEach((reason, items) -> out.add("  " + reason + ": "
                + items.stream()
                        .map(u -> u.logicalId()
                                + (u.path() == null
                                        ? " (" + u.type() + ")"
                                        : u.path().toString()))
                        .collect(Collectors.joining(", "))));
    }

    private String paint(Severity level, String text) {
        if (!color) {
            return text;
        }
        return switch (level) {
            case CRITICAL -> "\u001b[1;31m" + text + "\u001b[0m";
            case HIGH -> "\u001b[31m" + text + "\u001b[0m";
            case MEDIUM -> "\u001b[33m" + text + "\u001b[0m";
            case LOW -> "\u001b[36m" + text + "\u001b[0m";
        };
    }
}
