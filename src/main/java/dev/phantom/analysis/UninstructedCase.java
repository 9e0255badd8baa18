package dev.phantom.analysis;

import dev.phantom.analysis.background.Background;
import dev.phantom.drift.Drift;
import dev.phantom.evidence.Evidence;
import dev.phantom.fault.InertText;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A case without the texts that instruct its reader, names of tags and other keys among them, so that it is judged as
/// if they had never been written. Time, status, service, count and every value that a machine reads stay.
public final class UninstructedCase {

    private static final String NOTHING = "";
    private static final int SHOWN = 200;

    private UninstructedCase() {}

    /// As the rules read it. Candidates keep their values, for these are what a patch writes.
    public static CaseFile of(CaseFile file) {
        return new CaseFile(
                file.stack(),
                drift(file.drift()),
                file.coverage(),
                file.assessment().mapText(UninstructedCase::without),
                file.cost(),
                file.window(),
                of(file.evidence()),
                of(file.background()),
                file.candidates());
    }

    public static Evidence of(Evidence evidence) {
        return evidence.mapText(UninstructedCase::without);
    }

    private static Background of(Background background) {
        return background.mapText(UninstructedCase::without, UninstructedCase::without);
    }

    private static String without(String text) {
        return Instructions.withheld(text, NOTHING);
    }

    private static Drift drift(Drift drift) {
        return drift.with(drift.changes().stream()
                        .map(c -> c.mapped(UninstructedCase::path, UninstructedCase::value))
                        .toList())
                .between((MapValue) value(drift.expected()), (MapValue) value(drift.actual()));
    }

    private static PropertyPath path(PropertyPath path) {
        return new PropertyPath(
                path.segments().stream().map(UninstructedCase::without).toList());
    }

    private static Value value(Value value) {
        return switch (value) {
            case Scalar s -> new Scalar(without(s.text()), s.style());
            case ListValue list ->
                new ListValue(list.items().stream().map(UninstructedCase::value).toList());
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((key, item) -> entries.put(name(key, entries.keySet()), value(item)));
                yield new MapValue(entries);
            }
            case Value.Reference r -> value(r.known());
            case Value.Intrinsic i -> new Value.Intrinsic(i.name(), value(i.argument()));
            case Value.Unknown u -> u;
            case Value.Sensitive s -> s;
        };
    }

    /// Keys that differ only in what they instruct stay several.
    private static String name(String key, Set<String> taken) {
        var name = without(key);
        while (taken.contains(name)) {
            name += " ";
        }
        return name;
    }

    /// What people are shown of what was withheld, each text once, in the order of the case.
    public static List<Notice> notices(CaseFile file) {
        var seen = new Seen();
        var drift = file.drift();
        var live = "the live value of " + drift.logicalId();
        drift.changes()
                .forEach(c -> c.mapped(v -> {
                    texts(v, text -> seen.note(live + " " + path(c.path()), text));
                    return v;
                }));
        texts(drift.expected(), text -> seen.note("a value of " + drift.logicalId(), text));
        texts(drift.actual(), text -> seen.note("a value of " + drift.logicalId(), text));
        for (var exhibit : file.evidence().exhibits()) {
            exhibit.signal().mapText(seen.in(exhibit.id()));
        }
        var background = file.background();
        for (var excerpt : background.architecture()) {
            seen.note("the source of " + excerpt.element(), excerpt.text());
        }
        for (var commit : background.commits()) {
            seen.note("a commit of " + commit.at(), commit.subject());
        }
        for (var act : background.session()) {
            seen.note("a request of the same session, " + act.event(), act.request());
        }
        for (var decision : background.decisions()) {
            seen.note("an earlier decision", decision.text());
        }
        return seen.notices();
    }

    private static void texts(Value value, Consumer<String> each) {
        switch (value) {
            case Scalar s -> each.accept(s.text());
            case ListValue list -> list.items().forEach(item -> texts(item, each));
            case MapValue map ->
                map.entries().forEach((key, item) -> {
                    each.accept(key);
                    texts(item, each);
                });
            case Value.Reference r -> texts(r.known(), each);
            case Value.Intrinsic i -> texts(i.argument(), each);
            case Value.Unknown u -> {}
            case Value.Sensitive s -> {}
        }
    }

    private static final class Seen {
        private final LinkedHashMap<String, LinkedHashSet<String>> byPlace = new LinkedHashMap<>();
        private final LinkedHashSet<String> known = new LinkedHashSet<>();

        void note(String where, String text) {
            for (var piece : Instructions.of(text)) {
                var shown = shown(piece);
                if (known.stream().noneMatch(k -> k.contains(shown) || shown.contains(k))) {
                    known.add(shown);
                    byPlace.computeIfAbsent(where, w -> new LinkedHashSet<>()).add(shown);
                }
            }
        }

        /// Leaves every text as it is.
        UnaryOperator<String> in(String where) {
            return text -> {
                note(where, text);
                return text;
            };
        }

        List<Notice> notices() {
            var all = new ArrayList<Notice>();
            byPlace.forEach((where, texts) -> texts.forEach(t -> all.add(new Notice(where, t))));
            return List.copyOf(all);
        }

        private static String shown(String text) {
            var line = InertText.line(text).replaceAll("\\s+", " ").strip();
            return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
        }
    }
}
