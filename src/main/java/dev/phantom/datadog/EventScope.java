package dev.phantom.datadog;

import dev.phantom.datadog.api.EventSearch;
import dev.phantom.datadog.api.Search;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Which events are about a drift: those tagged with the service or the resource, and those that name the resource,
/// the stack, the service or what the change names in their words.
final class EventScope {
    private EventScope() {}

    /// Tickets, announcements and notices of maintenance are older than what they announce.
    static final Duration EARLIER = Duration.ofDays(31);

    /// An end is announced months before, and Datadog keeps events for fifteen
    /// (docs.datadoghq.com/data_security/data_retention_periods/).
    static final Duration ANNOUNCED = Duration.ofDays(183);

    /// A plain word is in everybody's texts; a name that means something has a hyphen or a digit, or is long.
    private static final Pattern NAME = Pattern.compile(".*[-_./:0-9].*|.{10,}");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{16}");

    /// CloudFormation's own tag, as Datadog writes keys of AWS with colons in them.
    private static final String STACK_TAG = "aws_cloudformation_stack-name";

    /// `(service:web OR dbinstanceidentifier:db OR "db" OR …)`; more than tags, for a ticket has none.
    static String of(DriftQueries inquiry) {
        var terms = tagged(inquiry);
        var stack = inquiry.subject().stack().id().name();
        if (!stack.isEmpty()) {
            terms.add(Search.term(STACK_TAG, stack));
        }
        named(terms, inquiry.service());
        named(terms, stack);
        named(terms, shortName(inquiry.subject().drift().physicalId()));
        ChangedNames.of(inquiry.subject()).forEach(name -> terms.add(Search.phrase(name)));
        return joined(terms);
    }

    /// By service where the stack names one, by tag and by physical id.
    static String tight(DriftQueries inquiry) {
        return joined(tagged(inquiry));
    }

    /// What the service logs, what the resource logs, and what names the resource; flow logs and the audit trail are
    /// counted by who and what.
    static String logs(DriftQueries inquiry) {
        var terms = tagged(inquiry);
        named(terms, shortName(inquiry.subject().drift().physicalId()));
        return joined(terms) + " -source:(vpc OR cloudtrail)";
    }

    private static Set<String> tagged(DriftQueries inquiry) {
        var terms = new LinkedHashSet<String>();
        if (inquiry.hasService()) {
            terms.add(Search.term("service", inquiry.service()));
        }
        if (!inquiry.tag().isEmpty()) {
            terms.add(inquiry.tag());
        }
        var name = shortName(inquiry.subject().drift().physicalId());
        if (isName(name) && !name.contains("/")) {
            terms.add(Search.term("service", name)); // what a function logs and sends is of a service of its name
        }
        if (!inquiry.subject().drift().physicalId().isEmpty()) {
            terms.add(Search.phrase(inquiry.subject().drift().physicalId()));
        }
        return terms;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static void named(Set<String> terms, String name) {
        if (isName(name)) {
            terms.add(Search.phrase(name));
        }
    }

    /// `app/web/50dc6c495c0c9188` of an ARN is called `web`: the last part that is no hash.
    static String shortName(String id) {
        if (!id.startsWith("arn:")) {
            return id;
        }
        var parts = id.split("[:/]");
        for (var i = parts.length - 1; i > 0; i--) {
            if (!HASH.matcher(parts[i]).matches()) {
                return parts[i];
            }
        }
        return id;
    }

    static String joined(Set<String> terms) {
        return terms.size() == 1 ? terms.iterator().next() : "(" + String.join(" OR ", terms) + ")";
    }

    /// A month before the change, or the window's begin where that is earlier.
    static Instant from(DriftQueries inquiry) {
        var month = inquiry.window().changedAt().minus(EARLIER);
        return inquiry.window().from().isBefore(month) ? inquiry.window().from() : month;
    }

    /// Half a year before the change.
    static Instant announced(DriftQueries inquiry) {
        return inquiry.window().changedAt().minus(ANNOUNCED);
    }

    /// The service that an event is tagged with where that is not the stack's; empty where it may be the stack's.
    static String otherService(DriftQueries inquiry, EventSearch.Line event) {
        var services = event.tags().stream()
                .filter(tag -> tag.startsWith("service:"))
                .map(tag -> tag.substring("service:".length()))
                .toList();
        var name = shortName(inquiry.subject().drift().physicalId());
        return services.isEmpty()
                        || !inquiry.hasService()
                        || services.stream().anyMatch(name::equalsIgnoreCase)
                        || services.stream().anyMatch(inquiry.service()::equalsIgnoreCase)
                ? ""
                : services.getFirst();
    }
}
