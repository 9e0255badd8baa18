package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.StackId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/// A series of questions to CloudTrail's event history, which keeps 90 days and answers two calls a second. All of them
/// together are waited for once. What could not be asked, or not to its end, is a gap.
///
/// @param pages at most, of one answer
final class EventLookup {

    private static final Duration HISTORY = Duration.ofDays(90);

    /// One question.
    record Question(String region, LookupAttributeKey by, String value) {}

    private final AwsClients clients;
    private final InstantSource clock;
    private final StackId stack;
    private final int pages;
    private final Deadline waiting;
    private final Set<Gap> gaps = new LinkedHashSet<>();
    private final Set<String> failed = new HashSet<>();

    EventLookup(AwsClients clients, InstantSource clock, StackId stack, int pages) {
        this.clients = clients;
        this.clock = clock;
        this.stack = stack;
        this.pages = pages;
        this.waiting = clients.waiting(stack, clock);
    }

    List<Gap> gaps() {
        return List.copyOf(gaps);
    }

    /// That something was not asked, and why.
    void leaves(String what) {
        gaps.add(Gap.of(what));
    }

    /// @param found hears of each event, and of the question that it answers
    void ask(Collection<Question> questions, Instant from, Instant to, BiConsumer<Question, TrailEvent> found) {
        var oldest = clock.instant().minus(HISTORY);
        var start = from.isBefore(oldest) ? oldest : from;
        if (from.isBefore(oldest)) {
            gaps.add(Gap.of("CloudTrail keeps 90 days: nothing before " + oldest.truncatedTo(ChronoUnit.SECONDS)));
        }
        if (!start.isBefore(to)) {
            return;
        }
        int asked = 0;
        for (var question : questions) {
            if (waiting.over()) {
                gaps.add(new Gap(
                        "CloudTrail was too slow: %d of %d names looked up".formatted(asked, questions.size()),
                        Cause.AWAY));
                return;
            }
            if (!failed.contains(question.region())) {
                ask(question, start, to, found);
                asked++;
            }
        }
    }

    private void ask(Question question, Instant from, Instant to, BiConsumer<Question, TrailEvent> found) {
        try {
            var answer = clients.cloudTrail(stack.account(), question.region())
                    .lookupEventsPaginator(r -> r.startTime(from)
                            .endTime(to)
                            .lookupAttributes(List.of(LookupAttribute.builder()
                                    .attributeKey(question.by())
                                    .attributeValue(question.value())
                                    .build())));
            int count = 0;
            for (var page : answer) {
                if (!page.hasEvents()) {
                    throw AwsErrors.lacking("looking up writes", "Events");
                }
                page.events().forEach(e -> TrailEvent.of(e).ifPresent(event -> found.accept(question, event)));
                if (++count == pages && page.nextToken() != null) {
                    gaps.add(Gap.of("CloudTrail has more events for " + question.value() + " than were read"));
                    return;
                }
            }
        } catch (SdkException e) {
            if (e instanceof AbortedException) {
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
}
