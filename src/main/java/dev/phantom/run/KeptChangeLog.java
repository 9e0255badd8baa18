package dev.phantom.run;

import dev.phantom.secret.Secrets;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.ContentDigest;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ResourceNames;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.Value.MapValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A change log that is asked about a time once. Nothing is added to the past of an event history but what is delivered
/// late, so a resource that was asked about to the end is asked about from there on, a while before it included. An
/// answer with a gap is not kept; nor is a write whose request holds a secret, and what it names is asked about anew.
public final class KeptChangeLog implements ChangeLog {

    /// AWS delivers an event minutes after the call, which it does not guarantee
    /// (docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html).
    private static final Duration LATE = Duration.ofHours(2);

    /// What an event history holds.
    private static final Duration LONGEST = Duration.ofDays(90);

    private final ChangeLog log;
    private final KeptAnswers answers;
    private final Map<StackId, Sweep> sweeps = new ConcurrentHashMap<>();

    public KeptChangeLog(ChangeLog log, KeptAnswers answers) {
        this.log = log;
        this.answers = answers;
    }

    /// What was asked about a resource.
    record Asked(Instant from, Instant through) {}

    /// @param asked by [#key(LiveResource)]
    record Memory(Map<String, Asked> asked, Map<String, Write> writes) {
        static Memory none() {
            return new Memory(new HashMap<>(), new LinkedHashMap<>());
        }
    }

    private record Sweep(Set<String> keys, Instant from, Instant to, Optional<Writes> found) {
        boolean answers(Set<String> others, Instant since, Instant until) {
            return keys.containsAll(others) && !from.isAfter(since) && to.equals(until);
        }
    }

    @FunctionalInterface
    private interface Search {
        Writes of(StackId stack, List<LiveResource> resources, Instant from, Instant to);
    }

    @Override
    public Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        return searched("writes", log::writes, stack, resources, from, to);
    }

    @Override
    public Writes tagging(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        return searched("writes-of-tags", log::tagging, stack, resources, from, to);
    }

    @Override
    public Optional<Writes> sweep(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        return log.sweep(stack, resources, from, to);
    }

    @Override
    public Writes writesBy(StackId stack, Set<String> types, String user, Instant from, Instant to) {
        return log.writesBy(stack, types, user, from, to);
    }

    @Override
    public Uses uses(StackId stack, LiveResource resource, List<String> sessions, Instant from, Instant to) {
        return log.uses(stack, resource, sessions, from, to);
    }

    private Writes searched(
            String name, Search search, StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        var place = KeptAnswers.of(stack, name);
        var memory = answers.find(place).flatMap(KeptWritesJson::read).orElseGet(Memory::none);
        var known = new ArrayList<LiveResource>();
        var fresh = new ArrayList<LiveResource>();
        resources.forEach(r -> (covers(memory.asked().get(key(r)), from, to) ? known : fresh).add(r));
        var found = fresh.isEmpty() ? Writes.NONE : search.of(stack, fresh, from, to);
        if (found.gaps().isEmpty()) {
            fresh.forEach(r -> memory.asked().put(key(r), new Asked(from, to)));
        }
        if (!known.isEmpty()) {
            var late = late(search, stack, known, memory, from, to);
            if (late.gaps().isEmpty()) {
                known.forEach(r ->
                        memory.asked().computeIfPresent(key(r), (key, asked) -> new Asked(asked.from(), to)));
            }
            found = new Writes(kept(memory, known, from), List.of()).and(late).and(found);
        }
        answers.keep(place, KeptWritesJson.write(remembered(memory, resources, found, to)));
        return found;
    }

    private static boolean covers(@Nullable Asked asked, Instant from, Instant to) {
        return asked != null
                && !asked.from().isAfter(from)
                && !asked.through().isBefore(from)
                && !asked.through().isAfter(to);
    }

    /// What was written since the last look, or told late.
    private Writes late(
            Search search, StackId stack, List<LiveResource> known, Memory memory, Instant from, Instant to) {
        var keys = new HashSet<String>();
        var since = to;
        for (var resource : known) {
            keys.add(key(resource));
            var through = memory.asked()
                    .getOrDefault(key(resource), new Asked(from, from))
                    .through();
            since = Collections.min(List.of(since, through.minus(LATE)));
        }
        since = Collections.max(List.of(from, since));
        var before = sweeps.get(stack);
        var swept =
                before != null && before.answers(keys, since, to) ? before.found() : log.sweep(stack, known, since, to);
        sweeps.put(stack, new Sweep(keys, since, to, swept));
        return swept.isPresent() ? swept.get() : search.of(stack, known, since, to);
    }

    private static List<Write> kept(Memory memory, List<LiveResource> resources, Instant from) {
        var names = new HashSet<String>();
        resources.forEach(r -> names.addAll(ResourceNames.of(r)));
        return memory.writes().values().stream()
                .filter(w -> !w.at().isBefore(from) && w.resources().stream().anyMatch(names::contains))
                .toList();
    }

    /// What may be kept of it.
    private static Memory remembered(Memory memory, List<LiveResource> resources, Writes found, Instant to) {
        memory.writes().values().removeIf(w -> w.at().isBefore(to.minus(LONGEST)));
        memory.asked().values().removeIf(asked -> asked.through().isBefore(to.minus(LONGEST)));
        for (var write : found.writes()) {
            if (holdsSecret(write)) {
                resources.stream()
                        .filter(r -> ResourceNames.of(r).stream().anyMatch(write.resources()::contains))
                        .forEach(r -> memory.asked().remove(key(r)));
            } else {
                memory.writes().put(write.eventId(), write);
            }
        }
        return memory;
    }

    private static boolean holdsSecret(Write write) {
        return write.request() instanceof MapValue request
                && !Secrets.NONE.alone().shown(request).equals(request);
    }

    /// One that goes by other names is another resource to the log.
    private static String key(LiveResource resource) {
        var all = new ContentDigest(Mask.of("")).add(resource.type());
        ResourceNames.of(resource).stream().sorted().forEach(all::add);
        return all.hex().substring(0, 16);
    }
}
