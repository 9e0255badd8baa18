package dev.phantom.report;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.fault.Plural;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The report for a job summary or a chat: Markdown in which no outside text can become markup, a mention or a link.
public final class ReportMarkdown {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:/.?&=%#_~+,-]+");

    private final PlainText plain;

    public ReportMarkdown(PlainText plain) {
        this.plain = plain;
    }

    public String run(RunReport run) {
        var parts = new ArrayList<String>();
        run.reports().forEach(r -> parts.add(report(r)));
        run.failures()
                .forEach(f -> parts.add("**failed** " + code(f.stack()) + " (" + f.stage() + "): "
                        + code(f.diagnostic().line())));
        return String.join("\n\n", parts);
    }

    public String report(StackReport report) {
        var out = new ArrayList<String>();
        var coverage = report.comparison().coverage();
        var name = report.stack().id().name();
        var below = report.below();
        out.add("## " + code(name.isEmpty() ? report.safe().path() : name)
                + (below == null ? "" : ", " + code(below.logicalId()) + " of " + code(below.stack())));
        out.add("");
        out.add(
                report.drifts().isEmpty()
                        ? (coverage.blind() ? "Drift is not known, " : "No drift, ") + coverage.compared() + " of "
                                + coverage.resources() + " resources compared."
                        : Plural.counted(report.drifts().size(), "drift") + ", " + coverage.compared() + " of "
                                + coverage.resources() + " resources compared, " + PlainText.money(report.cost())
                                + ".");
        report.suppressed().forEach(s -> out.add("\nHidden: " + code(s.text(), true)));
        if (!report.drifts().isEmpty()) {
            out.add("");
            out.add("| severity | resource | property | expected | actual | verdict | cost | pull request |");
            out.add("|---|---|---|---|---|---|---|---|");
            var sorted = RankedDrift.of(List.of(report)).stream()
                    .map(RankedDrift::judged)
                    .toList();
            sorted.forEach(d -> rows(out, d, report.construct(d)));
            findings(out, sorted);
            sorted.forEach(d -> asides(out, d));
        }
        if (!report.comparison().undeployed().isEmpty()) {
            out.add("");
            out.add("Committed but not deployed: "
                    + report.comparison().undeployed().stream()
                            .map(u -> code(u.logicalId() + (u.path() == null ? "" : u.path())))
                            .collect(Collectors.joining(", ")));
        }
        if (!coverage.unchecked().isEmpty()) {
            out.add("");
            out.add("Not compared: "
                    + coverage.unchecked().stream()
                            .map(u -> code(u.logicalId() + (u.path() == null ? "" : u.path())) + " ("
                                    + u.reason().text() + ")")
                            .collect(Collectors.joining(", ")));
        }
        SharedGaps.of(report).forEach(g -> out.add("\nGap in every drift: " + code(g)));
        report.gaps().forEach(g -> out.add("\nGap: " + code(g)));
        return String.join("\n", out);
    }

    /// What makes a drift as severe as it is, each with the page that backs it.
    private static void findings(List<String> out, List<JudgedDrift> drifts) {
        var lines = drifts.stream()
                .flatMap(d -> d.assessment().findings().stream()
                        .map(f -> "- " + code(d.drift().logicalId()) + " " + code(f.title(), true) + " "
                                + f.level().text() + ", " + link(f.rule(), f.reference(), HtmlDrift.REFERENCES)))
                .toList();
        if (!lines.isEmpty()) {
            out.add("");
            out.addAll(lines);
        }
    }

    /// @param text   Phantom's own
    /// @param begins what an address must begin with to be a link
    private static String link(String text, String address, String begins) {
        return address.startsWith(begins)
                        && Html.address(address).isPresent()
                        && PLAIN.matcher(address).matches()
                ? "[" + text + "](" + address + ")"
                : text;
    }

    private static String pullRequest(JudgedDrift judged) {
        var outcome = judged.pullRequest();
        if (outcome == null) {
            return "";
        }
        var name = HtmlOverview.name(outcome.url());
        var shown = name.startsWith("#") ? link(name, outcome.url(), "http") : code(name);
        return (shown.isEmpty() ? "" : shown + " ")
                + (outcome.kind() == Outcome.Kind.MERGED
                        ? code(outcome.line())
                        : outcome.kind().text() + (outcome.reason().isEmpty() ? "" : " " + code(outcome.reason())));
    }

    private void rows(List<String> out, JudgedDrift judged, String construct) {
        var drift = judged.drift();
        var first = true;
        var changes = drift.changes().isEmpty() ? List.<Change>of() : drift.changes();
        if (changes.isEmpty()) {
            var there = drift.status() == Drift.Status.DELETED;
            out.add(row(
                    judged, construct, "(resource)", there ? "there" : "(absent)", there ? "(absent)" : "there", true));
        }
        for (var change : changes) {
            out.add(row(
                    judged,
                    construct,
                    change.path().toString(),
                    change.expectedValue().map(plain::value).orElse("(absent)"),
                    change.actualValue().map(plain::value).orElse("(absent)"),
                    first));
            first = false;
        }
    }

    private void asides(List<String> out, JudgedDrift judged) {
        if (judged.verdict() != null) {
            new AsideLines(plain)
                    .of(judged.verdict())
                    .forEach(line -> out.add("\n" + code(judged.drift().logicalId()) + ": " + code(line, true)));
        }
    }

    private static String row(
            JudgedDrift judged, String construct, String path, String expected, String actual, boolean first) {
        var verdict = judged.verdict() == null
                ? ""
                : Morning.Answer.of(judged).text() + ": "
                        + judged.verdict().recommendation().text() + ", " + ReportText.confidence(judged.verdict());
        return "| "
                + String.join(
                        " | ",
                        first ? StackReport.severityText(judged) : "",
                        first
                                ? code(judged.drift().logicalId()) + " "
                                        + code(judged.drift().type())
                                        + (construct.isEmpty() ? "" : " construct " + code(construct))
                                : "",
                        code(path),
                        code(expected),
                        code(actual),
                        first ? verdict : "",
                        first ? PlainText.money(judged) : "",
                        first ? pullRequest(judged) : "")
                + " |";
    }

    /// An inline code span that nothing inside can leave.
    static String code(String text) {
        return code(text, false);
    }

    /// @param sentence leaves room for one
    static String code(String text, boolean sentence) {
        var fit = sentence ? PlainText.sentence(text) : PlainText.line(text);
        var line = fit.replace("|", "\\|").replace('`', 'ˋ');
        return line.isBlank() ? "" : "`" + line + "`";
    }
}
