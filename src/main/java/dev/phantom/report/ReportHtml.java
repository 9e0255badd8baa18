package dev.phantom.report;

import dev.phantom.run.RunReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The report as one HTML file that a browser shows without asking anybody for anything: what matters on the first
/// screen, all drifts in a table, the night as a picture, everything else folded. All text from outside is escaped.
public final class ReportHtml {

    private final PlainText plain;

    public ReportHtml(PlainText plain) {
        this.plain = plain;
    }

    public String run(RunReport run) {
        var drifts = RankedDrift.of(run);
        var seen = Observations.of(drifts);
        var html = new Html();
        head(html);
        new HtmlOverview(run, drifts).write(html);
        html.open("main", "id", "main").line();
        new HtmlTable(drifts, run.reports().size() > 1).write(html);
        night(html, run, drifts, seen);
        each(html, drifts, seen);
        new HtmlStacks(plain).write(html, run.reports());
        new HtmlEvidence(seen).write(html);
        html.close("main").line();
        foot(html, drifts);
        return "<!doctype html>\n" + html;
    }

    private static void head(Html html) {
        html.open("html", "lang", "en").open("head").open("meta", "charset", "utf-8");
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", HtmlStyle.policy());
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.element("title", "Drift report, Phantom").line();
        html.open("style")
                .own(HtmlStyle.STYLE)
                .close("style")
                .close("head")
                .line()
                .open("body");
        html.element("a", "Skip to the drifts", "class", "skip", "href", "#main")
                .line();
    }

    private static void night(Html html, RunReport run, List<RankedDrift> drifts, Observations seen) {
        for (var report : run.reports()) {
            var own = drifts.stream().filter(d -> d.stack().equals(report)).toList();
            new HtmlTimeline(report, own, seen).write(html, run.reports().size() > 1);
        }
    }

    private void each(Html html, List<RankedDrift> drifts, Observations seen) {
        if (drifts.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "each")
                .element("h2", "Each drift", "id", "each")
                .line();
        drifts.forEach(d -> new HtmlDrift(plain, d, seen.of(d)).write(html));
        html.close("section").line();
    }

    private static void foot(Html html, List<RankedDrift> drifts) {
        html.open("footer");
        drifts.stream()
                .flatMap(d -> Optional.ofNullable(d.judged().verdict()).stream())
                .findFirst()
                .ifPresent(verdict -> html.element(
                        "p",
                        "Verdicts by " + verdict.opinion().analyst()
                                + ". Amounts are list prices in USD a month. Times are UTC."));
        html.element("p", "Phantom compared the live state with the repository.")
                .close("footer")
                .line();
        html.open("script")
                .own(HtmlStyle.SCRIPT)
                .close("script")
                .close("body")
                .close("html")
                .line();
    }

    /// `2026-11-28 03:04 UTC`, to the minute; empty where it is not known.
    static String moment(Instant at) {
        return at.equals(Instant.EPOCH) ? "" : Morning.minute(at).replace("Z", " UTC");
    }
}
