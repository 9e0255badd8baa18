package dev.phantom.report;

import dev.phantom.cost.CostSum;
import dev.phantom.fault.Plural;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The first screen: one sentence, five numbers, what to do next, and what failed.
///
/// @param drifts of the run, the most severe first
record HtmlOverview(RunReport run, List<RankedDrift> drifts) {

    void write(Html html) {
        html.open("header").element("h1", title()).line();
        html.element("p", sentence(), "class", "lead out").line();
        numbers(html);
        next(html);
        failures(html);
        html.close("header").line();
    }

    private String title() {
        var when = run.reports().stream()
                .flatMap(r -> Optional.ofNullable(r.live().capturedAt()).stream())
                .max(Comparator.naturalOrder())
                .orElse(run.startedAt());
        var stacks = run.reports().size() == 1
                ? stack(run.reports().getFirst())
                : run.reports().size() + " stacks";
        var moment = ReportHtml.moment(when);
        return "Drift report · " + stacks + (moment.isEmpty() ? "" : " · read " + moment);
    }

    static String stack(StackReport report) {
        var name = report.stack().id().name().isEmpty()
                ? report.safe().path()
                : report.stack().id().name();
        var environment = report.stack().environment();
        return name + (environment.isEmpty() ? "" : " (" + environment + ")");
    }

    /// What is worst, who did it, whether it was right.
    private String sentence() {
        if (drifts.isEmpty()) {
            var blind = run.reports().stream()
                    .anyMatch(r -> r.comparison().coverage().blind());
            return (blind && compared() == 0 ? "Drift is not known: " : "No drift: ") + comparedOfAll()
                    + " resources were compared.";
        }
        var worst = drifts.getFirst();
        var where = run.reports().size() == 1 ? "" : " in " + stack(worst.stack());
        var morning = worst.morning();
        return (drifts.size() == 1 ? "One drift" : "The worst of " + drifts.size() + " drifts") + where + ": "
                + morning.what() + judged(morning);
    }

    private static String judged(Morning morning) {
        return switch (morning.answer()) {
            case RIGHT, PARTLY_RIGHT, WRONG -> ". That was " + morning.answer().text() + ": " + morning.advice() + ".";
            case UNCLEAR -> ". Whether that was right is not clear: a person must decide.";
            case NOT_JUDGED -> ".";
        };
    }

    private void numbers(Html html) {
        html.open("dl", "class", "numbers");
        var fresh = drifts.stream().filter(d -> d.judged().isNew()).count();
        var judged = drifts.stream().anyMatch(d -> d.judged().verdict() != null);
        number(
                html,
                "" + drifts.size(),
                Plural.word(drifts.size(), "drift"),
                judged ? fresh + " new" : "nothing was judged");
        var critical = count(Severity.CRITICAL);
        var high = count(Severity.HIGH);
        number(html, "" + (critical + high), "critical or high", critical + " critical, " + high + " high");
        if (judged) {
            number(html, "" + count(Morning.Answer.WRONG), "wrong", answers());
        } else {
            var left = resources() - compared();
            var more = left == 0 ? "none left out" : Plural.counted(left, "resource") + " not compared";
            number(html, comparedOfAll(), "resources compared", more);
        }
        cost(html);
        pullRequests(html);
        html.close("dl").line();
    }

    private static void number(Html html, String number, String what, String more) {
        html.open("div").element("dt", what).element("dd", number, "class", "n");
        html.element("dd", more, "class", "s").close("div");
    }

    private void cost(Html html) {
        var sum = drifts.stream().map(d -> d.judged().costSum()).reduce(CostSum.NOTHING, CostSum::plus);
        number(
                html,
                sum.monthly() == null ? "not priced" : CostWords.signed(sum.monthly()),
                "USD a month by these changes",
                sum.unpriced() == 0 ? "every change priced" : Plural.counted(sum.unpriced(), "change") + " not priced");
    }

    private void pullRequests(Html html) {
        var open = drifts.stream().filter(d -> NextSteps.inReview(d.judged())).toList();
        var count = NextSteps.addresses(open).size();
        var undecided =
                drifts.stream().filter(d -> NextSteps.undecided(d.judged())).count();
        number(
                html,
                "" + count,
                Plural.word(count, "pull request") + " to review",
                undecided == 0 ? "nothing else to decide" : undecided + " more for a person to decide");
    }

    private String answers() {
        var others = Arrays.stream(Morning.Answer.values())
                .filter(a -> a != Morning.Answer.WRONG && count(a) > 0)
                .map(a -> count(a) + " " + a.text())
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? "no other answer" : "the others: " + others;
    }

    private long count(Severity severity) {
        return drifts.stream().filter(d -> d.severity() == severity).count();
    }

    private long count(Morning.Answer answer) {
        return drifts.stream().filter(d -> d.morning().answer() == answer).count();
    }

    private String comparedOfAll() {
        return compared() + " of " + resources();
    }

    private long compared() {
        return run.reports().stream()
                .mapToLong(r -> r.comparison().coverage().compared())
                .sum();
    }

    private long resources() {
        return run.reports().stream()
                .mapToLong(r -> r.comparison().coverage().resources())
                .sum();
    }

    private void next(Html html) {
        html.open("section", "class", "next", "aria-labelledby", "next").element("h2", "What to do next", "id", "next");
        html.open("ol");
        for (var step : NextSteps.of(run, drifts, "each drift below")) {
            html.open("li").text(Morning.capital(step.text()));
            if (!step.address().isEmpty()) {
                html.text(" ").link(step.address(), name(step.address()));
            }
            if (step.drift() > 0) {
                html.text(": ").element("a", "how", "href", "#d" + step.drift());
            }
            html.close("li");
        }
        html.close("ol").close("section").line();
    }

    /// `#3`, the end of a pull request's address; the address where it ends otherwise.
    static String name(String address) {
        var last = address.substring(address.lastIndexOf('/') + 1);
        return !last.isEmpty() && last.length() < 10 && last.chars().allMatch(c -> c >= '0' && c <= '9')
                ? "#" + last
                : address;
    }

    private void failures(Html html) {
        if (run.failures().isEmpty()) {
            return;
        }
        html.open("section", "class", "alarm", "aria-labelledby", "failed").element("h2", "FAILED", "id", "failed");
        html.open("ul");
        run.failures()
                .forEach(f -> html.element(
                        "li",
                        (f.stack().isEmpty() ? "" : f.stack() + " ") + "(" + f.stage() + "): "
                                + f.diagnostic().line(),
                        "class",
                        "out"));
        html.close("ul").close("section").line();
    }
}
