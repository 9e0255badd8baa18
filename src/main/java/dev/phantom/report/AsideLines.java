package dev.phantom.report;

import dev.phantom.analysis.Notice;
import dev.phantom.analysis.Verdict;
import java.util.ArrayList;
import java.util.List;

/// What is said of a verdict beside the decision, in lines for people. The text is not escaped.
final class AsideLines {
    private AsideLines() {}

    static List<String> of(Verdict verdict) {
        var aside = verdict.opinion().aside();
        var lines = new ArrayList<String>();
        aside.notices().stream().map(AsideLines::notice).forEach(lines::add);
        return lines;
    }

    private static String notice(Notice notice) {
        return "notice: %s tries to tell the analyst what to decide; it was withheld and decided nothing: %s"
                .formatted(notice.where(), notice.text());
    }
}
