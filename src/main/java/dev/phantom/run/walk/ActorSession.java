package dev.phantom.run.walk;

import dev.phantom.analysis.background.Act;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.detect.Detection;
import dev.phantom.fault.Gap;
import dev.phantom.secret.SecretCollector;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.StackId;
import dev.phantom.stack.Write;
import dev.phantom.value.JsonRendering;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the actor of a drift wrote beside it within the hour, on the resources of the stack, on what these refer to, and
/// elsewhere. For the drifts of one stack; each caller and time is looked up once.
final class ActorSession {

    static final Duration NEAR = Duration.ofHours(1);
    private static final int ACTS = 20;
    private static final int LOOKUPS = 4;
    private static final int REQUEST = 600;
    private static final int SHORTEST = 8;
    private static final String HIDDEN = "(secret)";

    /// @param more how many were left out
    /// @param gaps what could not be looked up
    record Found(List<Act> acts, int more, List<String> gaps) {}

    /// A stretch of time in which a caller is looked up.
    private record Stretch(String user, Set<String> types, Instant from, Instant to) {
        boolean holds(String caller, Instant at) {
            return user.equals(caller) && !at.isBefore(from) && !at.isAfter(to);
        }

        Optional<Stretch> joined(Stretch later) {
            if (!user.equals(later.user) || later.from.isAfter(to)) {
                return Optional.empty();
            }
            var all = new TreeSet<>(types);
            all.addAll(later.types);
            return Optional.of(new Stretch(user, all, from, later.to.isAfter(to) ? later.to : to));
        }
    }

    /// How near the stack a resource is.
    private enum Ring {
        STACK,
        REFERRED,
        ELSEWHERE
    }

    private record Placed(Write write, Ring ring, String resource) {}

    private final ChangeLog log;
    private final StackId stack;
    private final Writes known;
    private final Arns arns;
    private final Map<String, String> resources = new HashMap<>();
    private final Set<String> referred = new HashSet<>();
    private final List<Stretch> stretches;
    private final Map<Stretch, Writes> asked = new LinkedHashMap<>();

    ActorSession(ChangeLog log, StackId stack, Detection detection, Writes known) {
        this.log = log;
        this.stack = stack;
        this.known = known;
        this.arns = new Arns(stack.account(), stack.region());
        detection.models().forEach((id, model) -> {
            resources.put(model.live().physicalId(), id);
            model.live().identifier().values().forEach(name -> resources.putIfAbsent(name, id));
            texts(model.live().properties(), referred);
        });
        resources.remove("");
        referred.removeIf(text -> text.length() < SHORTEST);
        stretches = stretches(detection.report().drifts());
    }

    private static Set<String> own(Drift drift) {
        return drift.changes().stream()
                .map(change -> change.circumstances().occurred().eventId())
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    private List<Write> made(Set<String> own) {
        return known.writes().stream()
                .filter(w -> own.contains(w.eventId()) && w.isOutOfBand())
                .toList();
    }

    /// An hour around each write that made a drift, joined where they overlap: one look-up for a busy night.
    private List<Stretch> stretches(List<Drift> drifts) {
        var single = drifts.stream()
                .flatMap(drift -> made(own(drift)).stream()
                        .filter(w -> !w.origin().user().isEmpty())
                        .map(w -> new Stretch(
                                w.origin().user(),
                                Set.of(drift.type()),
                                w.at().minus(NEAR),
                                w.at().plus(NEAR))))
                .sorted(Comparator.comparing(Stretch::user).thenComparing(Stretch::from))
                .toList();
        var joined = new ArrayList<Stretch>();
        for (var stretch : single) {
            var both = joined.isEmpty() ? Optional.<Stretch>empty() : joined.getLast().joined(stretch);
            both.ifPresentOrElse(one -> joined.set(joined.size() - 1, one), () -> joined.add(stretch));
        }
        return joined;
    }

    Found of(Drift drift) {
        var own = own(drift);
        var made = made(own);
        var gaps = new LinkedHashSet<String>();
        var beside = new LinkedHashMap<String, Placed>();
        for (var write : made) {
            var all = known.and(others(write, gaps)).writes();
            all.stream()
                    .filter(w -> !own.contains(w.eventId()) && near(w, write))
                    .forEach(w -> beside.put(w.eventId(), placed(w)));
        }
        return new Found(
                acts(List.copyOf(beside.values())), Math.max(0, beside.size() - ACTS), List.copyOf(gaps));
    }

    private static boolean near(Write other, Write write) {
        return other.origin().sameCaller(write.origin())
                && Duration.between(write.at(), other.at()).abs().compareTo(NEAR) <= 0;
    }

    private Writes others(Write write, Set<String> gaps) {
        var there = stretches.stream()
                .filter(stretch -> stretch.holds(write.origin().user(), write.at()))
                .findFirst();
        if (there.isEmpty()) {
            return Writes.NONE;
        }
        var stretch = there.get();
        if (!asked.containsKey(stretch) && asked.size() == LOOKUPS) {
            gaps.add("what else the actor wrote was not looked up: %d look-ups for one stack are the most"
                    .formatted(LOOKUPS));
            return Writes.NONE;
        }
        var found = asked.computeIfAbsent(
                stretch, s -> log.writesBy(stack, s.types(), s.user(), s.from(), s.to()));
        Gap.texts(found.gaps()).stream()
                .map(gap -> "what else the actor wrote: " + gap)
                .forEach(gaps::add);
        return found;
    }

    private static List<Act> acts(List<Placed> beside) {
        return beside.stream()
                .sorted(Comparator.comparing(Placed::ring).thenComparing(p -> p.write().at()))
                .limit(ACTS)
                .sorted(Comparator.comparing((Placed p) -> p.write().at()).thenComparing(p -> p.write().eventId()))
                .map(ActorSession::act)
                .toList();
    }

    private static Act act(Placed placed) {
        var write = placed.write();
        var via = write.via() == Write.Via.UNKNOWN
                ? ""
                : write.via().name().toLowerCase(Locale.ROOT).replace('_', '-') + ", ";
        return new Act(
                write.at(),
                write.name(),
                placed.resource(),
                via + write.origin().source().text(),
                request(write.request()));
    }

    private Placed placed(Write write) {
        var names = new ArrayList<>(write.resources());
        var texts = new LinkedHashSet<String>();
        texts(write.request(), texts);
        names.addAll(texts);
        for (var name : names) {
            var id = logicalId(name);
            if (!id.isEmpty()) {
                return new Placed(write, Ring.STACK, id);
            }
        }
        var near = names.stream().filter(referred::contains).findFirst();
        var name = near.orElse(names.isEmpty() ? "" : names.getFirst());
        return new Placed(write, near.isPresent() ? Ring.REFERRED : Ring.ELSEWHERE, name);
    }

    private String logicalId(String name) {
        var exact = resources.get(name);
        if (exact != null) {
            return exact;
        }
        return name.startsWith("arn:")
                ? resources.entrySet().stream()
                        .filter(e -> arns.sameThing(name, e.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("")
                : "";
    }

    /// The parameters without what is named or shaped like a secret; bounded.
    static String request(Value request) {
        if (!(request instanceof MapValue map) || map.entries().isEmpty()) {
            return "";
        }
        var shown = new SecretCollector().model(map).secrets().shown(map);
        var json = JsonRendering.of(bare(shown)).orElse("");
        return json.length() <= REQUEST ? json : json.substring(0, REQUEST) + "… (cut)";
    }

    private static Value bare(Value value) {
        return switch (value) {
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> entries.put(key, bare(item)));
                yield new MapValue(entries);
            }
            case ListValue list ->
                new ListValue(list.items().stream().map(ActorSession::bare).toList());
            case Sensitive s -> Value.string(HIDDEN);
            case Value.Unknown u -> Value.string("(not known)");
            case Scalar s -> s;
            case Intrinsic i -> Value.string("(not known)");
            case Reference r -> bare(r.known());
        };
    }

    private static void texts(Value value, Set<String> into) {
        switch (value) {
            case MapValue map -> map.entries().values().forEach(item -> texts(item, into));
            case ListValue list -> list.items().forEach(item -> texts(item, into));
            case Scalar s -> into.add(s.text());
            case Reference r -> texts(r.known(), into);
            case Intrinsic i -> {}
            case Value.Unknown u -> {}
            case Sensitive s -> {}
        }
    }
}
