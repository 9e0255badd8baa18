package dev.phantom.aws;

import static java.util.stream.Collectors.toCollection;

import dev.phantom.aws.EventLookup.Question;
import dev.phantom.drift.compare.Arns;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.ResourceNames;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/// CloudTrail's event history: LookupEvents by each name that a resource may go by, by the caller, or by the name of a
/// call.
public final class CloudTrailChangeLog implements ChangeLog {

    private static final int PAGES = 20;
    private static final int FEW_PAGES = 3;
    private static final int SWEPT_PAGES = 4;
    private static final int USED_NAMES = 3;
    private static final int CALLERS = 4;

    /// Calls that name what they tag by its ARN alone (`any.yaml` of the type facts has their pages).
    private static final List<String> TAGGING = List.of(
            "TagResource",
            "UntagResource",
            "TagResources",
            "UntagResources",
            "AddTagsToResource",
            "RemoveTagsFromResource");

    private final AwsClients clients;
    private final InstantSource clock;

    public CloudTrailChangeLog(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        return writes(new EventLookup(clients, clock, stack, PAGES), questions(stack, resources), from, to);
    }

    private static Writes writes(EventLookup lookup, Collection<Question> questions, Instant from, Instant to) {
        var found = new LinkedHashMap<String, Write>();
        lookup.ask(
                questions,
                from,
                to,
                (question, event) -> event.write(
                                question.by() == LookupAttributeKey.RESOURCE_NAME ? question.value() : "")
                        .ifPresent(w -> found.merge(w.eventId(), w, TrailEvent::both)));
        return new Writes(sorted(found), lookup.gaps());
    }

    private static List<Write> sorted(Map<String, Write> found) {
        return found.values().stream()
                .sorted(Comparator.comparing(Write::at).thenComparing(Write::eventId))
                .toList();
    }

    @Override
    public Writes tagging(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        var questions = TAGGING.stream()
                .map(name -> new Question(stack.region(), LookupAttributeKey.EVENT_NAME, name))
                .toList();
        var all = writes(new EventLookup(clients, clock, stack, FEW_PAGES), questions, from, to);
        var arns = new Arns(stack.account(), stack.region());
        var names =
                resources.stream().flatMap(r -> ResourceNames.of(r).stream()).collect(toCollection(LinkedHashSet::new));
        return new Writes(
                all.writes().stream()
                        .filter(w -> texts(w.request()).anyMatch(text -> named(text, names, arns)))
                        .toList(),
                all.gaps());
    }

    private static boolean named(String text, Set<String> names, Arns arns) {
        return names.stream().anyMatch(name -> text.equals(name) || arns.sameThing(text, name));
    }

    private static Stream<String> texts(Value value) {
        return switch (value) {
            case MapValue map -> map.entries().values().stream().flatMap(CloudTrailChangeLog::texts);
            case ListValue list -> list.items().stream().flatMap(CloudTrailChangeLog::texts);
            case Scalar s -> Stream.of(s.text());
            case Value other -> Stream.empty();
        };
    }

    /// One question for each region, by what all writes have in common; given up after as many pages as there are names
    /// to ask about, a few at most.
    @Override
    public Optional<Writes> sweep(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        var byName = questions(stack, resources);
        var lookup = new EventLookup(clients, clock, stack, Math.min(SWEPT_PAGES, byName.size()));
        var regions = byName.stream().map(Question::region).distinct();
        var arns = new Arns(stack.account(), stack.region());
        var names = byName.stream().map(Question::value).collect(toCollection(LinkedHashSet::new));
        var found = new LinkedHashMap<String, Write>();
        lookup.ask(
                regions.map(region -> new Question(region, LookupAttributeKey.READ_ONLY, "false"))
                        .toList(),
                from,
                to,
                (question, event) -> event.write("")
                        .filter(w -> w.resources().stream().anyMatch(names::contains)
                                || TAGGING.contains(w.name())
                                        && texts(w.request()).anyMatch(text -> named(text, names, arns)))
                        .ifPresent(w -> found.put(w.eventId(), w)));
        return lookup.gaps().isEmpty() ? Optional.of(new Writes(sorted(found), List.of())) : Optional.empty();
    }

    @Override
    public Writes writesBy(StackId stack, Set<String> types, String user, Instant from, Instant to) {
        var homes = types.stream().map(type -> EventRegion.of(type, stack.region()));
        var questions = Stream.concat(Stream.of(stack.region()), homes)
                .distinct()
                .map(region -> new Question(region, LookupAttributeKey.USERNAME, user))
                .toList();
        return writes(new EventLookup(clients, clock, stack, FEW_PAGES), questions, from, to);
    }

    /// A role is assumed wherever its user is: both in the stack's region and at IAM's home.
    @Override
    public Uses uses(StackId stack, LiveResource resource, List<String> sessions, Instant from, Instant to) {
        var lookup = new EventLookup(clients, clock, stack, FEW_PAGES);
        var names = ResourceNames.of(resource);
        if (names.size() > USED_NAMES) {
            lookup.leaves("CloudTrail was asked by %d of the %d names of %s"
                    .formatted(USED_NAMES, names.size(), resource.logicalId()));
        }
        var questions = Stream.of(EventRegion.of(resource.type(), stack.region()), stack.region())
                .distinct()
                .flatMap(region -> names.stream()
                        .limit(USED_NAMES)
                        .map(name -> new Question(region, LookupAttributeKey.RESOURCE_NAME, name)))
                .toList();
        var found = new LinkedHashMap<String, TrailEvent>();
        lookup.ask(questions, from, to, (question, event) -> found.put(event.id(), event));
        var callers = callers(stack, resource, sessions, List.copyOf(found.values()));
        if (callers.size() > CALLERS) {
            lookup.leaves(
                    "CloudTrail was asked what %d of %d sessions of the role did".formatted(CALLERS, callers.size()));
        }
        lookup.ask(callers.subList(0, Math.min(CALLERS, callers.size())), from, to, (question, event) -> {
            if (event.by(resource)) {
                found.put(event.id(), event);
            }
        });
        return new Uses(
                found.values().stream()
                        .map(TrailEvent::use)
                        .sorted(Comparator.comparing(Use::at))
                        .toList(),
                lookup.gaps());
    }

    /// What a role did is found by the names of its sessions, what a user did by his own.
    private static List<Question> callers(
            StackId stack, LiveResource resource, List<String> sessions, List<TrailEvent> assumed) {
        var names = switch (resource.type()) {
            case "AWS::IAM::Role" ->
                Stream.concat(sessions.stream(), assumed.reversed().stream().flatMap(e -> e.session().stream()));
            case "AWS::IAM::User" -> Stream.of(resource.physicalId());
            default -> Stream.<String>empty();
        };
        return names.distinct()
                .map(name -> new Question(stack.region(), LookupAttributeKey.USERNAME, name))
                .toList();
    }

    private static Collection<Question> questions(StackId stack, List<LiveResource> resources) {
        return resources.stream()
                .flatMap(resource -> ResourceNames.of(resource).stream()
                        .map(name -> new Question(
                                EventRegion.of(resource.type(), stack.region()),
                                LookupAttributeKey.RESOURCE_NAME,
                                name)))
                .collect(toCollection(LinkedHashSet::new));
    }
}
