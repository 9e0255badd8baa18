package dev.phantom.datadog.api;

import java.time.Instant;

/// A search in Datadog's query syntax over a span of time.
///
/// @param from  ISO-8601, or date mathematics as Datadog knows it (`now-15m`)
/// @param limit how many at most; pages are asked for until then
/// @param oldestFirst else newest first
/// @param page how many at a time, at most a thousand
public record Search(String query, String from, String to, int limit, boolean oldestFirst, int page) {

    private static final int LARGEST_PAGE = 1000;

    Search(String query, String from, String to, int limit, boolean oldestFirst) {
        this(query, from, to, limit, oldestFirst, LARGEST_PAGE);
    }

    public static Search newest(String query, Instant from, Instant to, int limit) {
        return new Search(query, from.toString(), to.toString(), limit, false);
    }

    public static Search oldest(String query, Instant from, Instant to, int limit) {
        return new Search(query, from.toString(), to.toString(), limit, true);
    }

    /// A text as it stands: `"db-1"`.
    public static String phrase(String text) {
        return '"' + text.replaceAll("[\"\\\\\\p{Cntrl}]", "?") + '"';
    }

    /// `key:value` with the value quoted where the syntax needs it.
    public static String term(String key, String value) {
        return key + ":" + (value.matches("[\\p{L}\\p{N}_.\\-/]+") ? value : phrase(value));
    }
}
