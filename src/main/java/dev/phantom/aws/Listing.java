package dev.phantom.aws;

import dev.phantom.fault.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A listing that a thread reads page by page. The SDK asks for the next page as long as an answer names one, so who
/// always names one would be asked for ever. The blocking clients make a call on the caller's own thread.
final class Listing {

    private static final int MOST_PAGES = 10_000;

    /// All pages together, as so many of the largest answers.
    private static final int ANSWERS = 8;

    private static final ThreadLocal<Map<String, Listing>> OPEN = ThreadLocal.withInitial(HashMap::new);

    private final long begun = System.nanoTime();
    private String last = "";
    private int pages;
    private long bytes;

    private Listing() {}

    /// @param service   whom is asked
    /// @param operation that lists
    /// @param token     of the page that is asked for; empty for the first one
    /// @return why it is not asked for; empty if it is
    static Optional<String> turned(String service, String operation, String token, Limits limits) {
        var name = service + " " + operation;
        if (token.isEmpty()) {
            OPEN.get().remove(name);
            return Optional.empty();
        }
        return OPEN.get()
                .computeIfAbsent(name, n -> new Listing())
                .next(operation, token, limits)
                .map(why -> service + " " + why);
    }

    /// That a page was answered in so many bytes.
    static void read(String service, String operation, long bytes) {
        var listing = OPEN.get().get(service + " " + operation);
        if (listing != null) {
            listing.bytes += bytes;
        }
    }

    private Optional<String> next(String operation, String token, Limits limits) {
        if (token.equals(last)) {
            return Optional.of("named the same next page of " + operation + " twice");
        }
        last = token;
        if (++pages > MOST_PAGES) {
            return Optional.of("named more than %,d pages of %s".formatted(MOST_PAGES, operation));
        }
        if (bytes > ANSWERS * limits.bytes()) {
            return Optional.of("still named another page of %s after %,d MB".formatted(operation, bytes >> 20));
        }
        return Duration.ofNanos(System.nanoTime() - begun).compareTo(limits.stack()) > 0
                ? Optional.of("still named another page of " + operation + " after " + Limits.said(limits.stack()))
                : Optional.empty();
    }
}
