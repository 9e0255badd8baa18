package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/// CloudTrail's event history: LookupEvents by each name that a resource may go by. It keeps 90 days and answers two
/// calls a second; what could not be asked is a gap, in words.
public final class CloudTrailChangeLog implements ChangeLog {

    private static final Duration HISTORY = Duration.ofDays(90);
    private static final int SHORTEST_NAME = 3;
    private static final int PAGES = 20;

    /// One question: a name, in a region.
    private record Question(String region, String name) {}

    private final AwsClients clients;
    private final InstantSource clock;

    public CloudTrailChangeLog(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        var gaps = new LinkedHashSet<Gap>();
        var oldest = clock.instant().minus(HISTORY);
        var start = from.isBefore(oldest) ? oldest : from;
        if (from.isBefore(oldest)) {
            gaps.add(Gap.of("CloudTrail keeps 90 days: nothing before "
                    + oldest.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        }
        if (!start.isBefore(to)) {
            return new Writes(List.of(), List.copyOf(gaps));
        }
        var found = new LinkedHashMap<String, Write>();
        var waiting = clients.waiting(stack, clock);
        var questions = questions(stack, resources);
        var asked = 0;
        var failed = new LinkedHashSet<String>();
        for (var question : questions) {
            if (waiting.over()) {
                gaps.add(new Gap(
                        "CloudTrail was too slow: %d of %d names looked up".formatted(asked, questions.size()),
                        Cause.AWAY));
                break;
            }
            if (!failed.contains(question.region())) {
                ask(stack, question, start, to, found, gaps, failed);
                asked++;
            }
        }
        var writes = found.values().stream()
                .sorted(Comparator.comparing(Write::at).thenComparing(Write::eventId))
                .toList();
        return new Writes(writes, List.copyOf(gaps));
    }

    private void ask(
            StackId stack,
            Question question,
            Instant from,
            Instant to,
            Map<String, Write> found,
            Set<Gap> gaps,
            Set<String> failed) {
        try {
            var pages = clients.cloudTrail(stack.account(), question.region())
                    .lookupEventsPaginator(r -> r.startTime(from)
                            .endTime(to)
                            .lookupAttributes(List.of(LookupAttribute.builder()
                                    .attributeKey(LookupAttributeKey.RESOURCE_NAME)
                                    .attributeValue(question.name())
                                    .build())));
            var count = 0;
            for (var page : pages) {
                if (!page.hasEvents()) {
                    throw AwsErrors.lacking("looking up writes", "Events");
                }
                page.events()
                        .forEach(e -> write(e, question.name())
                                .ifPresent(w -> found.merge(w.eventId(), w, CloudTrailChangeLog::both)));
                if (++count == PAGES) {
                    gaps.add(Gap.of("CloudTrail has more events for " + question.name() + " than were read"));
                    return;
                }
            }
        } catch (SdkException e) {
            if (e instanceof software.amazon.awssdk.core.exception.AbortedException) {
                throw AwsErrors.interrupted("looking up writes", e);
            }
            failed.add(question.region());
            gaps.add(gap(question.region(), e));
        } catch (PhantomException e) {
            gaps.add(Gap.of("CloudTrail cannot be queried in " + question.region() + ": ", e.diagnostic()));
            failed.add(question.region());
        }
    }

    private static Gap gap(String region, SdkException e) {
        var why = AwsErrors.translate("looking up writes in " + region, e).diagnostic();
        return AwsErrors.denied(e)
                ? new Gap(
                        "CloudTrail denied access (cloudtrail:LookupEvents is not allowed) in %s: %s"
                                .formatted(region, AwsErrors.text(e)),
                        Cause.DENIED)
                : Gap.of("CloudTrail: ", why);
    }

    /// Physical id, identifier values, ARNs of the model that name the resource, and their tails.
    private static List<Question> questions(StackId stack, List<LiveResource> resources) {
        var questions = new LinkedHashSet<Question>();
        for (var resource : resources) {
            var region = EventRegion.of(resource.type(), stack.region());
            names(resource).stream()
                    .filter(n -> n.length() >= SHORTEST_NAME)
                    .forEach(n -> questions.add(new Question(region, n)));
        }
        return List.copyOf(questions);
    }

    private static Set<String> names(LiveResource resource) {
        var names = new LinkedHashSet<String>();
        var physical = resource.physicalId();
        names.add(physical);
        names.addAll(resource.identifier().values());
        if (physical.contains("|")) {
            names.addAll(List.of(physical.split("\\|")));
        }
        resource.properties().entries().forEach((name, value) -> {
            if (value instanceof Value.Scalar s && name.endsWith("Arn") && ownArn(s.text(), physical)) {
                names.add(s.text());
            }
        });
        names.stream()
                .filter(n -> n.startsWith("arn:"))
                .map(CloudTrailChangeLog::tail)
                .toList()
                .forEach(names::add);
        return names;
    }

    private static boolean ownArn(String arn, String physicalId) {
        return arn.startsWith("arn:")
                && !physicalId.isEmpty()
                && (arn.endsWith("/" + physicalId) || arn.endsWith(":" + physicalId));
    }

    private static String tail(String arn) {
        return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
    }

    /// A call that changed something; empty for failed and for reading ones.
    private static Optional<Write> write(Event event, String name) {
        try {
            var json = event.cloudTrailEvent();
            var record = json == null ? Value.MapValue.EMPTY : ModelJson.model(json);
            var error = EventOrigin.text(record, "errorCode");
            var reading = "true".equals(event.readOnly())
                    || EventOrigin.text(record, "readOnly").equals("true");
            if (reading || !error.isEmpty()) {
                return Optional.empty();
            }
            var origin = EventOrigin.of(record);
            var resources = new LinkedHashSet<String>(List.of(name));
            event.resources().stream()
                    .map(r -> r.resourceName())
                    .filter(n -> n != null && !n.isEmpty())
                    .forEach(resources::add);
            if (event.eventId() == null || event.eventTime() == null || event.eventName() == null) {
                throw AwsErrors.lacking("looking up writes", "EventId, EventTime or EventName");
            }
            return Optional.of(new Write(
                    event.eventId(),
                    event.eventTime(),
                    event.eventName(),
                    event.eventSource(),
                    origin,
                    List.copyOf(resources),
                    ModelJson.map(record, "requestParameters"),
                    error));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Write both(Write one, Write other) {
        var names = new ArrayList<>(one.resources());
        other.resources().stream().filter(n -> !names.contains(n)).forEach(names::add);
        return new Write(
                one.eventId(),
                one.at(),
                one.name(),
                one.service(),
                one.origin(),
                names,
                one.request(),
                one.error());
    }
}
