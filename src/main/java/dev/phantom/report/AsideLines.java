package dev.phantom.report;

import dev.phantom.analysis.Aside;
import dev.phantom.analysis.Notice;
import dev.phantom.analysis.Verdict;
import dev.phantom.fault.Plural;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What is said of a verdict beside the decision, in lines for people. The text is not escaped.
record AsideLines(PlainText plain) {
    private static final int MOST = 20;

    List<String> of(Verdict verdict) {
        var aside = verdict.opinion().aside();
        var lines = new ArrayList<String>();
        if (aside.proposalUsd() != null) {
            lines.add("the proposed value costs " + CostWords.signed(aside.proposalUsd())
                    + " USD/month compared with the repository's");
        }
        if (aside.explanation() != null) {
            lines.add(explanation(aside.explanation()));
        }
        aside.others().stream().map(this::other).forEach(lines::add);
        aside.notices().stream().limit(MOST).map(AsideLines::notice).forEach(lines::add);
        if (aside.notices().size() > MOST) {
            lines.add("notice: %d more texts that instruct the analyst were withheld; the JSON report has them"
                    .formatted(aside.notices().size() - MOST));
        }
        if (aside.spent().calls() > 0) {
            lines.add(spent(aside.spent()));
        }
        return lines;
    }

    private static String explanation(Aside.Explanation e) {
        var rival = e.rival().isBlank() ? "" : "; other explanation: " + e.rival();
        return "ended by: %s; need: %s%s".formatted(word(e.endedBy()), word(e.need()), rival);
    }

    private String other(Aside.Other o) {
        var values = o.edits().isEmpty()
                ? ""
                : o.edits().stream()
                        .map(e -> e.path() + " = " + plain.value(e.value()))
                        .collect(Collectors.joining(", ", " (", ")"));
        return "also asked: %s answers %s%s, confidence %s, severity %s: %s"
                .formatted(
                        o.analyst(),
                        o.recommendation().text(),
                        values,
                        o.confidence().text(),
                        o.severity().text(),
                        o.reasoning());
    }

    private static String spent(Aside.Spent s) {
        var usd = s.usd();
        return String.format(
                Locale.ROOT,
                "asking took %s, %,d tokens, %s and %.1f s",
                Plural.counted(s.calls(), "call"),
                s.tokens(),
                usd == null
                        ? "an unknown price"
                        : usd.setScale(4, RoundingMode.HALF_UP).toPlainString() + " USD",
                s.millis() / 1000.0);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String notice(Notice notice) {
        return "notice: %s tries to instruct the analyst; it was withheld and had no effect: \"%s\""
                .formatted(notice.where(), notice.text());
    }
}
