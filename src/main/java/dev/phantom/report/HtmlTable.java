package dev.phantom.report;

import dev.phantom.cost.CostSum;
import dev.phantom.drift.Change;
import dev.phantom.drift.Occurred;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// All drifts of a run in one table that a reader can sort.
///
/// @param drifts the most severe first
/// @param stacks whether there are several, so that each row names its own
record HtmlTable(List<RankedDrift> drifts, boolean stacks) {

    private static final int NAMED = 3;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    void write(Html html) {
        if (drifts.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "all").element("h2", "All drifts", "id", "all");
        html.element("p", "", "id", "sorted", "class", "hidden", "role", "status");
        html.open("table", "class", "drifts stack", "role", "table");
        html.element("caption", "Each row links to its details below; click a heading to sort.");
        html.open("thead", "role", "rowgroup").open("tr", "role", "row");
        head(html, "Severity", "number", true);
        head(html, "What", "text", false);
        head(html, "Who", "text", false);
        head(html, "When, UTC", "text", false);
        head(html, "Verdict", "text", false);
        head(html, "USD a month", "number", false);
        head(html, "Pull request", "number", false);
        html.close("tr").close("thead").line().open("tbody", "role", "rowgroup");
        drifts.forEach(d -> row(html, d));
        html.close("tbody").close("table").close("section").line();
    }

    private static void head(Html html, String name, String type, boolean sorted) {
        if (sorted) {
            html.open("th", "scope", "col", "role", "columnheader", "data-type", type, "aria-sort", "descending");
        } else {
            html.open("th", "scope", "col", "role", "columnheader", "data-type", type);
        }
        html.element("button", name, "type", "button").close("th");
    }

    private static Html cell(Html html, String name, String sort, String style) {
        return html.open("td", "role", "cell", "class", style, "data-name", name, "data-sort", sort);
    }

    private void row(Html html, RankedDrift ranked) {
        var judged = ranked.judged();
        var when = Morning.occurred(judged.drift());
        html.open("tr", "role", "row");
        var level = ranked.severity();
        cell(html, "Severity", "" + level.ordinal(), "severity");
        html.element("span", level.text(), "class", "level " + level.text());
        html.text(judged.assessment().unknown() ? " at least" : "").close("td");
        what(html, ranked);
        var who = Morning.who(judged.drift()).orElse("unknown");
        cell(html, "Who", who, "who").element("bdi", who).close("td");
        cell(html, "When", when.at() == null ? "" : when.at().toString(), "when");
        html.text(when(when)).close("td");
        verdict(html, ranked.morning());
        cost(html, judged.costSum());
        pullRequest(html, ranked);
        html.close("tr").line();
    }

    private void what(Html html, RankedDrift ranked) {
        var drift = ranked.judged().drift();
        cell(html, "What", drift.logicalId(), "what").open("span");
        html.element("span", "" + ranked.rank(), "class", "rank").text(" ");
        html.element("a", drift.logicalId(), "href", "#" + ranked.anchor());
        if (stacks) {
            html.element("span", " in " + ranked.stack().stack().id().name(), "class", "soft");
        }
        drift.changes().stream()
                .findFirst()
                .map(Change::path)
                .filter(p -> !p.isRoot())
                .ifPresent(path -> html.text(" ").element("code", PlainText.line(path.toString())));
        var more = drift.changes().size() - 1;
        html.element("span", more > 0 ? " and " + more + " more" : "", "class", "soft");
        Morning.security(ranked.judged())
                .ifPresent(
                        finding -> html.text(" ").element("span", PlainText.line(finding.title()), "class", "finding"));
        html.close("span").close("td");
    }

    private static String when(Occurred when) {
        if (when.at() == null) {
            return "unknown";
        }
        var at = DAY.format(when.at());
        return when.precision() == Occurred.Precision.BRACKETED ? "by " + at : at;
    }

    private static void verdict(Html html, Morning morning) {
        cell(html, "Verdict", morning.answer().text(), "verdict").open("span");
        html.element("span", morning.answer().text(), "class", "answer");
        html.text(morning.advice().isEmpty() ? "" : ": " + morning.advice())
                .close("span")
                .close("td");
    }

    private static void cost(Html html, CostSum sum) {
        var usd = sum.monthly() == null ? BigDecimal.ZERO : sum.monthly();
        cell(html, "USD a month", usd.toPlainString(), "usd");
        html.text(sum.monthly() == null ? "not priced" : usd.signum() == 0 ? "0.00" : CostWords.signed(usd))
                .text(sum.monthly() != null && sum.unpriced() > 0 ? " and more" : "")
                .close("td");
    }

    private static void pullRequest(Html html, RankedDrift ranked) {
        var outcome = ranked.judged().pullRequest();
        var address = NextSteps.address(ranked.judged());
        var name = HtmlOverview.name(address);
        cell(html, "Pull request", name.startsWith("#") ? name.substring(1) : "0", "pull")
                .open("span");
        if (outcome == null) {
            html.text("none");
        } else {
            html.link(address, name).text(address.isEmpty() ? "" : " ");
            if (outcome.kind() == Outcome.Kind.MERGED) {
                html.text(PlainText.line(outcome.line()));
            } else {
                html.text(outcome.kind().text().replace('-', ' ').toLowerCase(Locale.ROOT));
                html.element("span", reason(outcome.because()), "class", "soft");
            }
        }
        html.close("span").close("td");
    }

    /// Short; the details have it all.
    private static String reason(OutcomeReason reason) {
        var text = reason instanceof OutcomeReason.RecordWaits waits ? waits.words(NAMED) : reason.text();
        return text.isEmpty() ? "" : ", " + PlainText.line(text);
    }
}
