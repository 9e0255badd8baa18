package dev.phantom.pullrequest.body;

import static dev.phantom.pullrequest.body.OutsideText.prose;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.pullrequest.Decision;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The exhibits of one case in time order, each with its number, linked only to hosts that were configured.
record TimelineSection(Redaction redaction, Set<String> linkHosts) {

    private static final int MOST = 24;
    private static final int WORDS = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final Pattern PLAIN_URL =
            Pattern.compile("https://[A-Za-z0-9.-]+(:\\d+)?(/[A-Za-z0-9/_.~%?&=:,+-]*)?");

    /// Empty if there is no evidence.
    Optional<String> render(Decision decision) {
        var exhibits = decision.file().evidence().exhibits();
        if (exhibits.isEmpty()) {
            return Optional.empty();
        }
        var cited = Set.copyOf(java.util.stream.Stream.concat(
                        decision.verdict().opinion().evidence().stream(),
                        decision.verdict().opinion().against().stream())
                .toList());
        var shown = exhibits.stream()
                .sorted(Comparator.comparing((Exhibit e) -> !cited.contains(e.id())))
                .limit(MOST)
                .sorted(Comparator.comparing(e -> e.signal().at()))
                .toList();
        var days = shown.stream().map(e -> day(e.signal().at())).distinct().toList();
        var clock = days.size() == 1 ? TIME : DAY_AND_TIME;
        var lines = shown.stream().map(e -> "- " + line(e, clock)).collect(Collectors.joining("\n"));
        var more = exhibits.size() > shown.size()
                ? "\n- and " + (exhibits.size() - shown.size()) + " more in the case file"
                : "";
        return Optional.of("**Timeline (UTC, " + days.getFirst() + ")**\n" + lines + more);
    }

    /// The exhibits that speak against the verdict, in words.
    String against(Decision decision) {
        return decision.verdict().opinion().against().stream()
                .map(id -> sentence(id, decision.file().evidence().exhibits()))
                .collect(Collectors.joining(" "));
    }

    private String sentence(String id, List<Exhibit> exhibits) {
        var text = redaction.hidesEvidence()
                ? Optional.<String>empty()
                : exhibits.stream()
                        .filter(e -> e.id().equals(id))
                        .map(e -> prose(redaction.of(e.signal().summary()), WORDS))
                        .findFirst();
        return text.map(t -> t + " (" + prose(id, 20) + ").").orElse(prose(id, 20) + ".");
    }

    private String line(Exhibit exhibit, DateTimeFormatter clock) {
        var signal = exhibit.signal();
        var summary = redaction.hidesEvidence() ? "" : prose(redaction.of(signal.summary()), WORDS) + " — ";
        return clock.format(signal.at().atOffset(ZoneOffset.UTC)) + " " + summary + number(exhibit) + " "
                + kind(signal);
    }

    private String number(Exhibit exhibit) {
        var id = prose(exhibit.id(), 20);
        var link = exhibit.signal().link();
        return allowed(link) && !redaction.hidesEvidence() ? "[" + id + "](" + link + ")" : id;
    }

    /// A link that would show what the text may not show is left out.
    private boolean allowed(String link) {
        return link.length() < 2_000
                && redaction.of(decoded(link)).equals(decoded(link))
                && PLAIN_URL.matcher(link).matches()
                && linkHosts.contains(URI.create(link.replaceAll("[?%].*", "")).getHost());
    }

    private static String decoded(String link) {
        try {
            return URLDecoder.decode(link, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return link;
        }
    }

    private static String kind(Signal signal) {
        return switch (signal) {
            case Signal.Alert s -> "alert";
            case Signal.Metric s -> "metric";
            case Signal.Incident s -> "incident";
            case Signal.Guard s -> "guard";
            case Signal.Nearby s -> "nearby";
            case Signal.Access s -> "access";
            case Signal.Health s -> "health";
            case Signal.Log s -> "log";
            case Signal.Trace s -> "trace";
            case Signal.Event s -> s.kind().name().toLowerCase(Locale.ROOT).replace("other", "event");
            case Signal.Usage s -> "usage";
            case Signal.Write s -> "CloudTrail";
        };
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
