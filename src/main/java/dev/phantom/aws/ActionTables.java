package dev.phantom.aws;

import static java.util.stream.Collectors.toMap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What is known of IAM actions: which ones the handlers of a resource type ask for, which ones can be held to a region
/// and
/// an account, and which ones are never given. Made by `make permissions` but for the last and the common types, which
/// are kept by hand.
///
/// @param handlers by resource type, of those that AWS can read
/// @param scopes   by action: `sqs/RA` is an ARN of SQS with region and account; without an entry only `*` is possible
/// @param withheld by action
/// @param common   the sixty types that most templates use
public record ActionTables(
        Map<String, Handlers> handlers,
        Map<String, List<String>> scopes,
        Map<String, Withheld> withheld,
        List<String> common) {

    /// What the handlers of one type ask for.
    ///
    /// @param read  to read a resource, of what reads
    /// @param list  to list the resources of the type, and not to read one
    /// @param never asked for though it changes something, or does not exist: never given
    public record Handlers(Set<String> read, Set<String> list, Set<String> never) {
        public Handlers {
            read = Set.copyOf(read);
            list = Set.copyOf(list);
            never = Set.copyOf(never);
        }

        /// Everything that reads.
        public Set<String> all() {
            var all = new TreeSet<>(read);
            all.addAll(list);
            return all;
        }

        private static Handlers of(List<String> words) {
            var read = new TreeSet<String>();
            var list = new TreeSet<String>();
            var never = new TreeSet<String>();
            for (var word : words) {
                switch (word.charAt(0)) {
                    case '+' -> list.add(word.substring(1));
                    case '!' -> never.add(word.substring(1));
                    default -> read.add(word);
                }
            }
            return new Handlers(read, list, never);
        }
    }

    /// The tables that come with Phantom.
    public static final ActionTables EMBEDDED = new ActionTables(
            lines("read-actions.txt")
                    .map(line -> List.of(line.split(" ", -1)))
                    .collect(toMap(List::getFirst, words -> Handlers.of(words.subList(1, words.size())))),
            scopes(lines("action-scopes.txt")),
            lines("never-read.tsv").map(ActionTables::withheld).collect(toMap(Withheld::action, w -> w)),
            lines("common-types.txt").toList());

    public ActionTables {
        handlers = new TreeMap<>(handlers);
        scopes = Map.copyOf(scopes);
        withheld = new TreeMap<>(withheld);
        common = List.copyOf(common);
    }

    /// The action as it is withheld in whole; empty if it may be given.
    public Optional<Withheld> never(String action) {
        return Optional.ofNullable(withheld.get(action)).filter(Withheld::whole);
    }

    /// What is withheld of those that a type's read handler asks for, by name.
    public List<Withheld> missing(String type) {
        var handler = handlers.get(type);
        var asked = handler == null ? Set.<String>of() : handler.read();
        return withheld.values().stream()
                .filter(w -> w.whole() ? asked.contains(w.action()) : w.types().contains(type))
                .toList();
    }

    private static Map<String, List<String>> scopes(Stream<String> lines) {
        var scopes = new HashMap<String, List<String>>();
        lines.forEach(line -> {
            var words = line.split(" ", -1);
            var scope = List.of(words[0].split(",", -1));
            Arrays.stream(words).skip(1).forEach(action -> scopes.put(action, scope));
        });
        return scopes;
    }

    private static Withheld withheld(String line) {
        var cells = line.split("\t", -1);
        return new Withheld(
                cells[0],
                Withheld.Kind.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                cells[2],
                cells.length > 3 ? List.of(cells[3].split(",", -1)) : List.of(),
                cells.length > 4 ? List.of(cells[4].split(",", -1)) : List.of());
    }

    private static Stream<String> lines(String file) {
        try (var in = Objects.requireNonNull(ActionTables.class.getResourceAsStream("/dev/phantom/aws/" + file))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines().filter(line -> !line.startsWith("#")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
