package dev.phantom.report;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Listed;
import dev.phantom.drift.Occurred;
import dev.phantom.fault.InertText;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The report as one HTML file without script, font or picture from elsewhere. All text is escaped.
public final class ReportHtml {

    private final PlainText plain;

    public ReportHtml(PlainText plain) {
        this.plain = plain;
    }

    public String run(RunReport run) {
        var html = new StringBuilder(HEAD)
                .append("<h1>Phantom <small>")
                .append(run.startedAt())
                .append("</small></h1>\n");
        run.reports().forEach(r -> report(html, r));
        run.failures()
                .forEach(f -> html.append("<p class=critical>failed: ")
                        .append(text(f.stack()))
                        .append(" (")
                        .append(f.stage())
                        .append("): ")
                        .append(text(f.diagnostic().line()))
                        .append("</p>\n"));
        return html.append("</main></body></html>\n").toString();
    }

    private void report(StringBuilder html, StackReport report) {
        var id = report.stack().id();
        var coverage = report.comparison().coverage();
        html.append("<section><h2>")
                .append(text(id.name()))
                .append(" <small>")
                .append(
                        report.below() == null
                                ? ""
                                : text(report.below().logicalId() + " of "
                                        + report.below().stack() + " · "))
                .append(text(report.stack().environment()))
                .append(" · ")
                .append(text(id.account()))
                .append('/')
                .append(text(id.region()))
                .append(" · read ")
                .append(
                        report.live().capturedAt() == null
                                ? "?"
                                : report.live().capturedAt().truncatedTo(ChronoUnit.SECONDS))
                .append("</small></h2>\n<p class=sum><b>")
                .append(report.drifts().size())
                .append("</b> drift")
                .append(report.drifts().size() == 1 ? "" : "s")
                .append(report.judged() ? " · <b>" + report.newDrifts() + "</b> new" : "")
                .append(" · <b>")
                .append(coverage.compared())
                .append(" of ")
                .append(coverage.resources())
                .append("</b> resources compared · <b>")
                .append(PlainText.money(report.cost()))
                .append("</b></p>\n");
        report.suppressed()
                .forEach(
                        s -> html.append("<p class=gap>").append(text(s.text())).append("</p>\n"));
        report.drifts().stream()
                .sorted(Comparator.comparing((JudgedDrift d) -> StackReport.severity(d))
                        .reversed())
                .forEach(d -> drift(html, d, report.construct(d)));
        listed(html, "Managed by AWS, not drift", report.comparison().managed());
        listed(html, "Ignored", report.comparison().ignored());
        undeployed(html, report);
        listed(html, "Inventory (unconfirmed)", report.comparison().inventory());
        if (!coverage.unchecked().isEmpty()) {
            html.append("<details open><summary>Not compared</summary><ul>");
            coverage.unchecked()
                    .forEach(u -> html.append("<li><code>")
                            .append(text(u.logicalId()))
                            .append(u.path() == null ? "" : text(u.path().toString()))
                            .append("</code> ")
                            .append(text(u.type()))
                            .append(": ")
                            .append(u.reason().text())
                            .append("</li>"));
            html.append("</ul></details>\n");
        }
        report.gaps()
                .forEach(g -> html.append("<p class=gap>gap: ").append(text(g)).append("</p>\n"));
        html.append("</section>\n");
    }

    private void drift(StringBuilder html, JudgedDrift judged, String construct) {
        var drift = judged.drift();
        var level = StackReport.severity(judged).text();
        html.append("<article class=")
                .append(level)
                .append("><h3><span class=badge>")
                .append(StackReport.severityText(judged))
                .append("</span> ")
                .append(text(drift.logicalId()))
                .append(" <small>")
                .append(text(drift.type()))
                .append(" · ")
                .append(text(drift.physicalId()))
                .append(construct.isEmpty() ? "" : " · construct " + text(construct))
                .append("</small></h3>\n<table>");
        drift.changes().forEach(c -> change(html, c));
        html.append("</table>\n");
        judged.assessment()
                .findings()
                .forEach(f -> html.append("<p class=finding>")
                        .append(text(f.rule()))
                        .append(' ')
                        .append(text(f.title()))
                        .append(" (")
                        .append(text(f.rated()))
                        .append(")</p>\n"));
        judged.assessment()
                .gaps()
                .forEach(gap ->
                        html.append("<p class=gap>gap: ").append(text(gap)).append("</p>\n"));
        ReportText.firstAid(judged)
                .ifPresent(line -> html.append("<p class=finding>first aid: <code>")
                        .append(text(line))
                        .append("</code></p>\n"));
        if (judged.verdict() != null) {
            verdict(html, judged, judged.verdict());
        }
        html.append("</article>\n");
    }

    private void change(StringBuilder html, Change change) {
        var when = change.circumstances().occurred();
        html.append("<tr><th><code>")
                .append(text(change.path().toString()))
                .append("</code></th><td class=expected><code>")
                .append(text(change.expectedValue().map(plain::value).orElse("(absent)")))
                .append("</code></td><td class=actual><code>")
                .append(text(change.actualValue().map(plain::value).orElse("(absent)")))
                .append("</code></td><td><small>")
                .append(when.precision() == Occurred.Precision.UNKNOWN ? "" : text(ReportText.occurred(when)))
                .append("</small></td></tr>\n");
    }

    private void verdict(StringBuilder html, JudgedDrift judged, Verdict verdict) {
        var opinion = verdict.opinion();
        html.append("<p class=verdict><b>")
                .append(verdict.recommendation().text().toUpperCase(Locale.ROOT))
                .append("</b> · confidence ")
                .append(ReportText.confidence(verdict))
                .append(" · ")
                .append(PlainText.money(judged.costSum()))
                .append(" · by ")
                .append(text(opinion.analyst()))
                .append("</p>\n<p>")
                .append(text(opinion.reasoning()))
                .append("</p>\n<ul>");
        judged.evidence()
                .exhibits()
                .forEach(e -> html.append("<li class=")
                        .append(cited(opinion, e.id()))
                        .append("><b>")
                        .append(e.id())
                        .append("</b> ")
                        .append(e.signal().at())
                        .append(' ')
                        .append(text(e.signal().summary()))
                        .append("</li>"));
        html.append("</ul>\n");
        opinion.gaps()
                .forEach(g -> html.append("<p class=gap>gap: ").append(text(g)).append("</p>\n"));
        new AsideLines(plain)
                .of(verdict)
                .forEach(line ->
                        html.append("<p class=gap>").append(text(line)).append("</p>\n"));
        if (judged.pullRequest() != null) {
            html.append("<p>pull request: ")
                    .append(judged.pullRequest().kind().text())
                    .append(' ')
                    .append(text(judged.pullRequest().words()))
                    .append(' ')
                    .append(text(judged.pullRequest().url()))
                    .append("</p>\n");
        }
    }

    private static String cited(Verdict.Opinion opinion, String id) {
        return opinion.evidence().contains(id) ? "for" : opinion.against().contains(id) ? "against" : "other";
    }

    private void listed(StringBuilder html, String title, List<Listed> items) {
        if (items.isEmpty()) {
            return;
        }
        html.append("<details><summary>")
                .append(title)
                .append(" (")
                .append(items.size())
                .append(")</summary><ul>");
        items.forEach(l -> html.append("<li><code>")
                .append(text(l.logicalId()))
                .append(l.path() == null ? "" : text(l.path().toString()))
                .append("</code> ")
                .append(l.actual() == null ? "(absent)" : text(plain.value(l.actual())))
                .append(" · ")
                .append(text(l.reason()))
                .append("</li>"));
        html.append("</ul></details>\n");
    }

    private void undeployed(StringBuilder html, StackReport report) {
        if (report.comparison().undeployed().isEmpty()) {
            return;
        }
        html.append("<details open><summary>Committed but not deployed (not drift)</summary><ul>");
        report.comparison()
                .undeployed()
                .forEach(u -> html.append("<li><code>")
                        .append(text(u.logicalId()))
                        .append(u.path() == null ? "" : text(u.path().toString()))
                        .append("</code> repository ")
                        .append(u.expected() == null ? "(absent)" : text(plain.value(u.expected())))
                        .append(", deployed ")
                        .append(u.deployed() == null ? "(absent)" : text(plain.value(u.deployed())))
                        .append("</li>"));
        html.append("</ul></details>\n");
    }

    static String text(String raw) {
        var clean = new StringBuilder(raw.length());
        InertText.lines(raw).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                case '&' -> clean.append("&amp;");
                case '"' -> clean.append("&quot;");
                case '\'' -> clean.append("&#39;");
                case '\r', '\t' -> clean.append(' ');
                default -> clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    private static final String HEAD = """
            <!doctype html><html lang=en><head><meta charset=utf-8><title>Phantom</title>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            body{font:15px/1.5 system-ui,sans-serif;background:#f6f7f9;color:#1c2330;margin:0}main{max-width:1080px;margin:0 auto;padding:24px}
            h1 small,h2 small,h3 small{font-weight:400;color:#68707f;font-size:.7em}section{margin-bottom:40px}
            article{background:#fff;border-left:5px solid #9aa4b5;border-radius:6px;padding:12px 18px;margin:14px 0;box-shadow:0 1px 3px #0002}
            article.critical{border-color:#b00020}article.high{border-color:#e0492f}article.medium{border-color:#e0a02f}article.low{border-color:#4a90d9}
            .badge{font-size:.7em;text-transform:uppercase;letter-spacing:.06em;background:#eef0f4;border-radius:4px;padding:2px 7px}
            table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 10px 4px 0;vertical-align:top;border-bottom:1px solid #eef0f4}
            td.expected code{color:#1f7a3d}td.actual code{color:#b00020}code{font:13px ui-monospace,monospace;overflow-wrap:anywhere}
            .finding{color:#b00020}.gap{color:#8a6d1a}.verdict{font-size:1.05em}li.other{color:#68707f}li.against{color:#b00020}details{margin:10px 0}
            </style></head><body><main>
            """;
}
