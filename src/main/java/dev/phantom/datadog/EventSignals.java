package dev.phantom.datadog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import dev.phantom.evidence.Signal;
import dev.phantom.evidence.Signal.Event.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Deployments, rollbacks, tickets, announcements, maintenance and what else was noted about the service, the resource
/// or the stack: from a month before the change until now, and what was announced once in the half year before it.
final class EventSignals {
    private EventSignals() {}

    /// A deployment that caused the trouble is at most so much older than the change, or lies in the window, or is the
    /// last one before.
    private static final Duration RELEASED = Duration.ofDays(7);

    private static final int MOST = 1000;

    /// Those nearest to the change, and so many deployments.
    private static final int TOLD = 40;

    private static final int DEPLOYMENTS = 40;

    /// Those that are older than a month.
    private static final int ANNOUNCEMENTS = 5;

    private static final Pattern ROLLBACK =
            Pattern.compile("\\b(roll(ed|ing)?[ -]?back|rollback|revert(ed|ing)?|undo)\\b");
    private static final Pattern DEPLOY =
            Pattern.compile("\\b(deploy(s|ed|ing|ment)?|release(d)?|roll(ed|ing)?[ -]?out|shipped)\\b");

    static List<Signal> read(DriftQueries inquiry) {
        var query = "-source:alert " + EventScope.of(inquiry);
        var from = EventScope.announced(inquiry);
        var to = inquiry.window().to();
        var answer = inquiry.answered(
                "events",
                "events " + query + from + to,
                () -> EventSearch.read(inquiry.api(), Search.newest(query, from, to, MOST)));
        var events = answer.orElse(List.of());
        if (events.size() == MOST) {
            inquiry.skips("events: only the newest %d since %s were read".formatted(MOST, SummaryText.clock(from, to)));
        }
        var all = Stream.concat(events.stream(), LaterEvents.read(inquiry).stream())
                .flatMap(e -> signal(inquiry, e, query, from))
                .toList();
        var signals = new ArrayList<Signal>(notices(inquiry, all));
        signals.addAll(deployments(inquiry, all, answer.isPresent()));
        return signals;
    }

    /// The nearest of each wording before any is told twice: what comes every night leaves room for what comes once.
    private static List<Signal.Event> notices(DriftQueries inquiry, List<Signal.Event> all) {
        var month = EventScope.from(inquiry);
        var notices = nearest(inquiry, all.stream().filter(e -> !isDeploy(e)));
        var others = notices.stream().filter(e -> !e.at().isBefore(month)).toList();
        var old = notices.stream().filter(e -> e.at().isBefore(month)).toList();
        var seen = new HashSet<String>();
        var repeated = new ArrayList<Signal.Event>();
        var kept = new ArrayList<Signal.Event>();
        others.forEach(e -> (seen.add(wording(e)) ? kept : repeated).add(e));
        kept.addAll(repeated);
        if (kept.size() > TOLD) {
            inquiry.skips("events: of %d that are no deployment the %d nearest to the change are told"
                    .formatted(kept.size(), TOLD));
        }
        return Stream.concat(kept.stream().limit(TOLD), announced(inquiry, old, seen)).toList();
    }

    /// What was put down once, longer ago, and never again in these words.
    private static Stream<Signal.Event> announced(
            DriftQueries inquiry, List<Signal.Event> old, Set<String> seen) {
        var alike = old.stream().collect(groupingBy(EventSignals::wording, LinkedHashMap::new, toList()));
        alike.keySet().removeAll(seen);
        var once = alike.values().stream().filter(all -> all.size() == 1).toList();
        if (once.size() > ANNOUNCEMENTS) {
            inquiry.skips("events: of %d that are more than %d days older than the change the newest %d are told"
                    .formatted(once.size(), EventScope.EARLIER.toDays(), ANNOUNCEMENTS));
        }
        return once.stream().limit(ANNOUNCEMENTS).map(List::getFirst);
    }

    private static String wording(Signal.Event event) {
        return event.source() + event.summary().replaceAll("\\d+", "#");
    }

    /// What was running at the change was deployed in the week before it, or longer ago.
    ///
    /// @param known whether there was an answer: else nothing says that there were none
    private static List<Signal.Event> deployments(DriftQueries inquiry, List<Signal.Event> all, boolean known) {
        var change = inquiry.window().changedAt();
        var begin = inquiry.window().from();
        var since = begin.isBefore(change.minus(RELEASED)) ? begin : change.minus(RELEASED);
        var deploys = nearest(inquiry, all.stream().filter(EventSignals::isDeploy));
        var near = deploys.stream().filter(e -> !e.at().isBefore(since)).toList();
        if (near.size() > DEPLOYMENTS) {
            inquiry.skips(
                    "deployments: the %d nearest to the change of %d are told".formatted(DEPLOYMENTS, near.size()));
        }
        var kept = new ArrayList<>(near.stream().limit(DEPLOYMENTS).toList());
        if (kept.stream().noneMatch(e -> e.at().isBefore(change))) {
            var last = deploys.stream().filter(e -> e.at().isBefore(since)).findFirst();
            if (last.isEmpty() && known) {
                inquiry.skips(
                        "deployments: none found in the %d days before the change, and none earlier was looked for"
                                .formatted(EventScope.ANNOUNCED.toDays()));
            }
            last.ifPresent(kept::add);
        }
        return kept;
    }

    private static List<Signal.Event> nearest(DriftQueries inquiry, Stream<Signal.Event> events) {
        var change = inquiry.window().changedAt();
        return events.sorted(Comparator.comparing(
                        e -> Duration.between(e.at(), change).abs()))
                .toList();
    }

    private static boolean isDeploy(Signal.Event event) {
        return event.kind() != Kind.OTHER;
    }

    /// What is tagged with another service only names this one: it says whose it is, and releases nothing here.
    private static Stream<Signal.Event> signal(
            DriftQueries inquiry, EventSearch.Line event, String query, Instant from) {
        var at = event.at();
        if (at == null || event.monitor() != null) {
            return Stream.empty();
        }
        var window = inquiry.window();
        var other = EventScope.otherService(inquiry, event);
        return Stream.of(new Signal.Event(
                at,
                SummaryText.line(event.source()),
                other.isEmpty() ? kind(event) : Kind.OTHER,
                (other.isEmpty() ? "" : SummaryText.line(other) + " (another service): ") + EventText.of(event),
                inquiry.links().events(query, from, at.isAfter(window.to()) ? inquiry.now() : window.to())));
    }

    /// Tags say it, else the title does. A rollback is a deployment too, so it is looked for first.
    static Kind kind(EventSearch.Line event) {
        var tags = String.join(" ", event.tags()).toLowerCase(Locale.ROOT);
        if (tags.contains("event_type:rollback")
                || tags.contains("deployment_type:rollback")
                || tags.contains("rollback:true")) {
            return Kind.ROLLBACK;
        }
        var title = EventText.title(event);
        if (ROLLBACK.matcher(title).find()) {
            return Kind.ROLLBACK;
        }
        return tags.contains("event_type:deploy")
                        || tags.contains("event_type:deployment")
                        || DEPLOY.matcher(title).find()
                ? Kind.DEPLOY
                : Kind.OTHER;
    }
}
