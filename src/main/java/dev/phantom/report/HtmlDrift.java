package dev.phantom.report;

import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Change;
import dev.phantom.drift.Occurred;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.report.Observations.Observation;
import dev.phantom.run.StackReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One drift, folded: what differs, why it matters, what the verdict rests on.
///
/// @param seen what was observed around it, by the ids of its case
record HtmlDrift(PlainText plain, RankedDrift ranked, Map<String, Observation> seen) {

    private static final Pattern EXHIBIT = Pattern.compile("\\bE-\\d{2,}\\b");
    /// What backs a finding begins with it; no other address of one is a link.
    static final String REFERENCES = "https://docs.aws.amazon.com/";

    void write(Html html) {
        var drift = ranked.judged().drift();
        var level = ranked.severity().text();
        html.open("details", "class", "drift", "id", ranked.anchor()).open("summary");
        html.element("span", level, "class", "level " + level).text(" ");
        html.element("h3", ranked.rank() + " " + drift.logicalId(), "class", "out");
        var morning = ranked.morning();
        html.element("span", " " + morning.answer().text(), "class", "soft");
        html.close("summary").open("div", "class", "body").line();
        identity(html);
        changes(html);
        findings(html);
        Optional.ofNullable(ranked.judged().verdict()).ifPresent(verdict -> verdict(html, verdict));
        cost(html, ranked.judged().cost());
        pullRequest(html);
        html.close("div").close("details").line();
    }

    private void identity(Html html) {
        var drift = ranked.judged().drift();
        var construct = ranked.stack().construct(ranked.judged());
        html.open("p", "class", "small soft");
        html.element("code", drift.type()).text(" ").element("code", drift.physicalId());
        html.text(construct.isEmpty() ? "" : " · construct " + construct)
                .text(" · severity " + StackReport.severityText(ranked.judged()) + " · ")
                .element("code", drift.driftId())
                .close("p")
                .line();
    }

    private void changes(Html html) {
        var drift = ranked.judged().drift();
        if (drift.changes().isEmpty()) {
            html.element("p", "The resource is " + drift.status().name().toLowerCase(Locale.ROOT) + ".");
            return;
        }
        html.open("table", "class", "stack", "role", "table").element("caption", "What differs");
        html.open("thead", "role", "rowgroup").open("tr", "role", "row");
        List.of("Property", "Repository", "Live", "Who and when")
                .forEach(h -> html.element("th", h, "scope", "col", "role", "columnheader", "class", "plain"));
        html.close("tr").close("thead").open("tbody", "role", "rowgroup").line();
        drift.changes().forEach(c -> change(html, c));
        html.close("tbody").close("table").line();
    }

    private void change(Html html, Change change) {
        var when = change.circumstances().occurred();
        var origin = change.circumstances().origin();
        var line = origin.line() == 0 ? "" : origin.file() + ":" + origin.line();
        html.open("tr", "role", "row")
                .open("td", "role", "cell", "data-name", "Property")
                .open("span");
        html.element(
                "code", change.path().isRoot() ? "(resource)" : change.path().toString());
        html.open("span", "class", "small soft")
                .text(line.isEmpty() ? "" : " " + line)
                .close("span");
        html.close("span").close("td");
        value(html, "Repository", change.expectedValue().map(plain::value).orElse("(absent)"));
        value(html, "Live", change.actualValue().map(plain::value).orElse("(absent)"));
        html.open("td", "role", "cell", "class", "small", "data-name", "Who and when");
        html.element("bdi", when.precision() == Occurred.Precision.UNKNOWN ? "unknown" : ReportText.occurred(when));
        html.close("td").close("tr").line();
    }

    private static void value(Html html, String name, String value) {
        html.open("td", "role", "cell", "data-name", name)
                .element("code", value)
                .close("td");
    }

    private void findings(Html html) {
        var assessment = ranked.judged().assessment();
        if (!assessment.findings().isEmpty()) {
            html.element("h4", "Why it is " + StackReport.severityText(ranked.judged()))
                    .open("ul");
            assessment.findings().forEach(f -> {
                html.open("li", "class", "out").text(f.title() + " (" + f.rated() + ") ");
                html.add(reference(f.reference(), f.rule())).close("li");
            });
            html.close("ul").line();
        }
        assessment.gaps().forEach(gap -> html.element("p", "gap: " + gap, "class", "out"));
        ReportText.firstAid(ranked.judged())
                .ifPresent(command -> html.element("h4", "First aid now")
                        .element("pre", command)
                        .line());
    }

    private static Html reference(String address, String rule) {
        var html = new Html();
        return address.startsWith(REFERENCES) ? html.link(address, rule) : html.text(rule);
    }

    private void verdict(Html html, Verdict verdict) {
        var opinion = verdict.opinion();
        html.element(
                "h4",
                "Verdict: " + verdict.recommendation().text() + ", confidence " + ReportText.confidence(verdict)
                        + ", by " + opinion.analyst());
        opinion.reasoning().lines().forEach(line -> html.add(reasoning(line)).line());
        if (verdict instanceof Verdict.Refactor refactor) {
            html.open("ul");
            refactor.edits()
                    .forEach(e -> html.open("li")
                            .element("code", e.path() + " = " + plain.value(e.value()))
                            .close("li"));
            html.close("ul");
        }
        marks(html, "+", "plus", "For it", opinion.evidence());
        marks(html, "−", "minus", "Against it", opinion.against());
        if (!opinion.gaps().isEmpty()) {
            html.element("h4", "Gaps in the evidence").open("ul");
            opinion.gaps().forEach(gap -> html.element("li", gap, "class", "out"));
            html.close("ul").line();
        }
        new AsideLines(plain).of(verdict).forEach(line -> html.element("p", line, "class", "out small"));
    }

    /// The ids of exhibits in it lead to where they are told.
    private Html reasoning(String line) {
        var html = new Html().open("p", "class", "out");
        var matcher = EXHIBIT.matcher(line);
        var from = 0;
        while (matcher.find()) {
            var observation = seen.get(matcher.group());
            if (observation != null) {
                html.text(line.substring(from, matcher.start()));
                html.element("a", observation.mark(), "href", "#" + observation.anchor());
                from = matcher.end();
            }
        }
        return html.text(line.substring(from)).close("p");
    }

    private void marks(Html html, String sign, String style, String title, List<String> ids) {
        if (ids.isEmpty()) {
            html.element("p", title + ": nothing in the evidence.", "class", "soft small");
            return;
        }
        html.element("h4", title).open("ul", "class", "marks");
        for (var id : ids) {
            html.open("li", "class", "out").element("b", sign, "class", style, "aria-hidden", "true");
            var observation = seen.get(id);
            if (observation == null) {
                html.text(id);
            } else {
                html.element("a", observation.mark(), "href", "#" + observation.anchor());
                html.text(" " + Observations.kind(observation.signal()) + ": "
                        + Observations.label(observation.signal()));
            }
            html.close("li");
        }
        html.close("ul").line();
    }

    private static void cost(Html html, CostDelta cost) {
        if (cost.lines().isEmpty() && cost.unpriced().isEmpty()) {
            return;
        }
        html.element("h4", "Cost, USD a month").open("ul");
        cost.lines()
                .forEach(l -> html.element(
                        "li",
                        l.item() + ": " + CostWords.side(l.expected()) + " → " + CostWords.side(l.actual()) + ", "
                                + l.basis(),
                        "class",
                        "out"));
        cost.unpriced().forEach(why -> html.element("li", "not priced: " + why, "class", "out"));
        html.close("ul").line();
    }

    private void pullRequest(Html html) {
        var outcome = ranked.judged().pullRequest();
        if (outcome == null) {
            return;
        }
        html.element("h4", "Pull request").open("p", "class", "out");
        html.link(outcome.url(), outcome.url()).text(" " + line(outcome)).close("p");
        if (!outcome.proof().lines().isEmpty()) {
            html.open("ul");
            outcome.proof().lines().forEach(line -> html.element("li", proof(line), "class", "out"));
            html.close("ul").line();
        }
    }

    private static String line(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.MERGED || outcome.words().isEmpty()
                ? outcome.line()
                : outcome.kind().text() + ": " + outcome.words();
    }

    private static String proof(Proof.Line line) {
        return line.check().text() + ": " + line.result().name().toLowerCase(Locale.ROOT) + ", " + line.detail();
    }
}
