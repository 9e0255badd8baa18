package dev.phantom.datadog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A line of a log without what differs from one to the next: numbers, ids and quoted parts are the same line said
/// again.
///
/// @param text    with `*` for what differs
/// @param search  the words that stay, as a search finds them
/// @param status  of the line that it was seen in
/// @param figures the numbers in it, in their order; NaN for what differs and is none
record LogPattern(String text, String search, String status, List<Double> figures) {

    private static final Pattern FIGURE = Pattern.compile("\\d{1,6}(\\.\\d+)?");

    private static final Pattern VARIABLE = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|\\b[0-9a-fA-F]{12,}\\b|\\d+([.,:]\\d+)*");

    private static final Pattern WORDS = Pattern.compile("[\\p{L}_][\\p{L}_]*(?: [\\p{L}_]+)*");
    private static final int PHRASES = 3;

    static LogPattern of(String message, String status) {
        var text = SummaryText.line(VARIABLE.matcher(message).replaceAll("*"));
        var figures = VARIABLE.matcher(message)
                .results()
                .map(MatchResult::group)
                .map(part -> FIGURE.matcher(part).matches() ? Double.parseDouble(part) : Double.NaN)
                .toList();
        return new LogPattern(text, search(text), SummaryText.line(status), figures);
    }

    /// `88.2 to 540.8`, for each number that differs among lines of one pattern; at most three, empty if none does.
    static String ranges(List<LogPattern> lines) {
        var slots = lines.stream().mapToInt(p -> p.figures().size()).min().orElse(0);
        return IntStream.range(0, slots)
                .mapToObj(slot -> lines.stream().map(p -> p.figures().get(slot)).toList())
                .filter(values -> values.stream().noneMatch(v -> v.isNaN()))
                .map(values -> values.stream().mapToDouble(v -> v).summaryStatistics())
                .filter(seen -> seen.getMin() < seen.getMax())
                .limit(3)
                .map(seen -> SummaryText.exact(seen.getMin()) + " to " + SummaryText.exact(seen.getMax()))
                .collect(Collectors.joining(", "));
    }

    /// The longest runs of plain words, each as a phrase.
    private static String search(String text) {
        List<String> phrases = new ArrayList<>();
        var words = WORDS.matcher(text);
        while (words.find()) {
            phrases.add(words.group());
        }
        return phrases.stream()
                .filter(p -> p.length() > 2)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(PHRASES)
                .map(p -> '"' + p + '"')
                .collect(Collectors.joining(" "));
    }
}
