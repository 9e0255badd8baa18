package dev.phantom.analysis.rules;

import dev.phantom.analysis.Notes;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words of a change, by which a note is known to speak of it: names, paths, values, and what the template says
/// beside it.
record Words(Set<String> all) {
    private static final Pattern PARTS = Pattern.compile("[^\\p{Alnum}]+|(?<=\\p{Lower})(?=\\p{Upper})");
    private static final int LONG = 4;

    /// Words that most notes hold, whatever they speak of.
    private static final Set<String> COMMON = Set.of(
            "with", "from", "that", "this", "they", "have", "until", "true", "false", "none", "null", "prod", "value",
            "what", "when", "were", "will", "allow", "owner", "name", "type", "system", "service", "change");

    static Words of(CaseFacts d) {
        var drift = d.file().drift();
        var own = Stream.of(drift.logicalId(), drift.physicalId());
        var changed = drift.changes().stream()
                .flatMap(c -> Stream.concat(Stream.of(c.path().toString()), texts(c)));
        var found = d.file().assessment().findings().stream().map(f -> f.title());
        return new Words(Stream.of(own, changed, found, beside(d))
                .flatMap(s -> s)
                .flatMap(Words::split)
                .collect(Collectors.toSet()));
    }

    /// Those of any texts.
    static Words in(Stream<String> texts) {
        return new Words(texts.flatMap(Words::split).collect(Collectors.toSet()));
    }

    /// The comments that stand in the resource's own source.
    static Stream<String> beside(CaseFacts d) {
        return d.file().background().architecture().stream()
                .filter(e -> e.distance() == 0)
                .flatMap(Notes::comments);
    }

    boolean speakOf(String note) {
        return split(note).anyMatch(all::contains);
    }

    /// Long words, and short ones that are written in capitals as names are.
    static Stream<String> split(String text) {
        return Arrays.stream(PARTS.split(text))
                .filter(w -> w.length() >= LONG
                        || w.length() == LONG - 1 && w.chars().allMatch(Character::isUpperCase))
                .filter(w -> !w.chars().allMatch(Character::isDigit) || w.length() >= LONG)
                .map(w -> w.toLowerCase(Locale.ROOT))
                .filter(w -> !COMMON.contains(w))
                .map(w -> w.endsWith("s") && w.length() > LONG ? w.substring(0, w.length() - 1) : w);
    }

    private static Stream<String> texts(Change change) {
        return switch (change) {
            case Change.Add a -> texts(a.actual());
            case Change.Remove r -> texts(r.expected());
            case Change.NotEqual n -> Stream.concat(texts(n.expected()), texts(n.actual()));
        };
    }

    /// All scalars of a value.
    static Stream<String> texts(Value value) {
        return switch (value.settled()) {
            case Value.Scalar s -> Stream.of(s.text());
            case Value.ListValue list -> list.items().stream().flatMap(Words::texts);
            case Value.MapValue map -> map.entries().values().stream().flatMap(Words::texts);
            case Value other -> Stream.empty();
        };
    }

    /// What live has and the safe state does not.
    static List<Value> came(Drift drift) {
        return drift.changes().stream()
                .<Value>mapMulti((c, each) -> {
                    switch (c) {
                        case Change.Add a -> each.accept(a.actual());
                        case Change.NotEqual n -> each.accept(n.actual());
                        case Change.Remove r -> {}
                    }
                })
                .toList();
    }
}
