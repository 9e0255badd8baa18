package dev.phantom.datadog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A line of a log without what differs from one to the next: numbers, ids and quoted parts are the same line said
/// again.
///
/// @param text   with `*` for what differs
/// @param search the words that stay, as a search finds them
/// @param status of the line that it was seen in
record LogPattern(String text, String search, String status) {

    private static final Pattern VARIABLE = Pattern.compile(
            "\"[^\"]*\"|'[^']*'|\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b|\\b[0-9a-fA-F]{12,}\\b|\\d+([.,:]\\d+)*");

    private static final Pattern WORDS = Pattern.compile("[\\p{L}_][\\p{L}_]*(?: [\\p{L}_]+)*");
    private static final int PHRASES = 3;

    static LogPattern of(String message, String status) {
        var text = SummaryText.line(VARIABLE.matcher(message).replaceAll("*"));
        return new LogPattern(text, search(text), SummaryText.line(status));
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
