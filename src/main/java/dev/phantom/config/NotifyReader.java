package dev.phantom.config;

import dev.phantom.config.PhantomConfig.NotifyChannel;
import dev.phantom.fault.Code;
import dev.phantom.notify.Audience;
import dev.phantom.notify.QuietHours;
import dev.phantom.severity.Severity;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `notify:`. What a channel does not say itself it takes from the section. Two things it never takes: pages are
/// for what is critical, and whoever is on call has hours of their own, so the section's quiet hours are not theirs.
final class NotifyReader {

    private static final List<Severity> USUAL = List.of(Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);

    private NotifyReader() {}

    static List<NotifyChannel> read(ConfigNode node, ConfigProblems problems) {
        problems.of(() -> audience(node, null, node));
        return Stream.of(NotifyChannel.Kind.values())
                .filter(kind ->
                        problems.of(() -> channel(node, kind).isPresent()).orElse(false))
                .map(kind -> problems.of(() -> new NotifyChannel(kind, audience(channel(node, kind), kind, node))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static ConfigNode channel(ConfigNode node, NotifyChannel.Kind kind) {
        return node.get(PhantomConfig.text(kind));
    }

    private static Audience audience(ConfigNode channel, NotifyChannel.@Nullable Kind kind, ConfigNode section) {
        var pages = kind == NotifyChannel.Kind.PAGERDUTY;
        var own = channel.get("severities");
        var severities = pages
                ? List.of(Severity.CRITICAL)
                : (own.isPresent() ? own : section.get("severities")).choices(Severity.class, USUAL);
        if (severities.isEmpty()) {
            throw own.bad("a list of severities, at least one");
        }
        var environments = channel.get("environments").isPresent()
                ? channel.get("environments").texts(List.of())
                : section.get("environments").texts(List.of());
        var quiet = channel.get("quiet").isPresent() || pages ? channel.get("quiet") : section.get("quiet");
        return new Audience(Set.copyOf(severities), Set.copyOf(environments), quiet(quiet));
    }

    private static @Nullable QuietHours quiet(ConfigNode node) {
        if (!node.isPresent()) {
            return null;
        }
        var from = time(node.get("from"));
        var to = time(node.get("to"));
        if (from.equals(to)) {
            throw node.get("to")
                    .fail(
                            Code.CONFIG_BAD_VALUE,
                            node.get("to").path() + " '" + to
                                    + "' is the same as from, so there would be no hour for messages",
                            "choose another time");
        }
        return new QuietHours(from, to, zone(node.get("zone")));
    }

    private static LocalTime time(ConfigNode node) {
        var text = node.required();
        try {
            if (text.matches("\\d\\d:\\d\\d")) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw node.bad("a time of the form \"22:00\", in quotes");
    }

    private static ZoneId zone(ConfigNode node) {
        var text = node.required();
        try {
            if (ZoneId.getAvailableZoneIds().contains(text)) {
                return ZoneId.of(text);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw node.bad("a time zone of the form Europe/Berlin, or UTC");
    }
}
