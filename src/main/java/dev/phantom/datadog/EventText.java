package dev.phantom.datadog;

import dev.phantom.datadog.api.EventSearch;
import java.util.Locale;

/// What an event says: its title, and its text where that says more.
final class EventText {
    private EventText() {}

    /// Around a text in Markdown (https://docs.datadoghq.com/api/latest/events/post-an-event/).
    private static final String MARKDOWN = "%%%";

    /// One line, not endless: the title as before, the text a little longer.
    static String of(EventSearch.Line event) {
        var title = SummaryText.line(event.title());
        var text = SummaryText.verbatim(event.message().replace(MARKDOWN, " "));
        if (title.isEmpty() || begins(text, title)) {
            return text.isEmpty() ? title : text;
        }
        return text.isEmpty() || begins(title, text) ? title : title + ": " + text;
    }

    /// What it is called, to tell what kind it is.
    static String title(EventSearch.Line event) {
        return (event.title().isEmpty() ? event.message() : event.title()).toLowerCase(Locale.ROOT);
    }

    private static boolean begins(String text, String with) {
        return text.regionMatches(true, 0, with, 0, with.length());
    }
}
