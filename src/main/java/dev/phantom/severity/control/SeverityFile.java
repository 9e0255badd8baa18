package dev.phantom.severity.control;

import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Nearest;
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.Adjustment;
import dev.phantom.severity.Adjustments;
import dev.phantom.severity.CostGrowth;
import dev.phantom.severity.Severity;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads `.phantom/severity.yaml` (`docs/severity.md`): `version: 1`, `adjust`, `controls`, `files`. What cannot be
/// used
/// is a problem of its own, in a line; the rest counts.
public final class SeverityFile {

    public static final String PATH = ".phantom/severity.yaml";

    private static final int LONGEST = 1_000_000;
    private static final int MOST = 1_000;
    private static final int LONGEST_ID = 120;
    private static final int LONGEST_PATH = 500;
    private static final Set<String> KEYS = Set.of("version", "adjust", "controls", "files");
    private static final Set<String> WAYS = Set.of("raise", "lower", "off");
    private static final Set<String> ADJUST = Stream.concat(
                    Stream.of("control", "stack", "resource", "type", "account", "region", "reason", "until"),
                    WAYS.stream())
            .collect(Collectors.toUnmodifiableSet());

    /// What the file is held against.
    ///
    /// @param catalogue what comes with Phantom
    /// @param rules     ids of all rules, of those too that are logic
    /// @param types     what is known of resource types
    public record Against(Controls catalogue, Set<String> rules, TypeKnowledge types) {
        public Against {
            rules = Set.copyOf(rules);
        }
    }

    private final Against against;
    private final LocalDate today;
    private final Map<String, Control> own = new LinkedHashMap<>();
    private final List<Adjustment> adjustments = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private SeverityFile(Against against, LocalDate today) {
        this.against = against;
        this.today = today;
    }

    /// @param file  for messages
    /// @param other the text of another file of the repository; it throws for one that it does not give
    public static TeamSeverity read(
            String file, String text, Function<String, String> other, Against against, LocalDate today) {
        var reader = new SeverityFile(against, today);
        reader.attempt(() -> reader.all(file, text, other));
        return new TeamSeverity(
                new Adjustments(reader.adjustments, today), List.copyOf(reader.own.values()), reader.problems);
    }

    /// A PhantomException of whatever kind is a problem of this file.
    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (PhantomException e) {
            var d = e.diagnostic();
            problems.add(
                    d.code() == Code.SEVERITY_UNREADABLE
                            ? d
                            : new Diagnostic(Code.SEVERITY_UNREADABLE, d.summary(), "", d.address()));
        }
    }

    private void all(String file, String text, Function<String, String> other) {
        if (text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))) {
            return;
        }
        if (!(document(file, text) instanceof MapValue map)) {
            throw wrong(file, "the file must contain 'version', and 'adjust', 'controls' or 'files'");
        }
        known(file, "", map, KEYS);
        if (!(map.get("version") instanceof Scalar version) || !version.text().equals("1")) {
            throw wrong(file, "'version' must be 1");
        }
        attempt(() -> controls(file, list(file, map, "controls")));
        attempt(() -> list(file, map, "files").forEach(entry -> attempt(() -> controls(entry, other))));
        attempt(() -> {
            int at = 0;
            for (var entry : list(file, map, "adjust")) {
                var where = "adjust[" + at++ + "]";
                attempt(() -> adjustments.add(adjustment(file, where, entry)));
            }
        });
    }

    private static Value document(String file, String text) {
        if (text.length() > LONGEST) {
            throw wrong(file, "longer than " + LONGEST + " characters");
        }
        return DocumentReader.yaml(file, text);
    }

    private static List<Value> list(String file, MapValue map, String key) {
        var value = map.get(key);
        if (value == null || value instanceof Scalar s && s.text().isEmpty()) {
            return List.of();
        }
        if (!(value instanceof ListValue list)) {
            throw wrong(file, "'" + key + "' must be a list");
        }
        if (list.items().size() > MOST) {
            throw wrong(file, "'" + key + "' has more than " + MOST + " entries");
        }
        return list.items();
    }

    /// Another file holds nothing but controls.
    private void controls(Value entry, Function<String, String> other) {
        if (!(entry instanceof Scalar name) || name.text().isBlank()) {
            throw wrong(PATH, "'files' names files of the repository");
        }
        var file = name.text();
        if (!isPlain(file)) {
            throw wrong(PATH, "'files': " + shortened(file) + " is no path inside the repository");
        }
        if (!(document(file, other.apply(file)) instanceof ListValue list)) {
            throw wrong(file, "the file must be a list of controls");
        }
        controls(file, list.items());
    }

    private static boolean isPlain(String path) {
        return path.length() <= LONGEST_PATH
                && path.chars().noneMatch(c -> c < 0x20 || c == '\\' || c == ':' || c == 0x7f)
                && Stream.of(path.split("/", -1))
                        .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
    }

    private void controls(String file, List<Value> entries) {
        var reader = new ControlReader(file, Code.SEVERITY_UNREADABLE);
        var families = against.catalogue().families().stream()
                .filter(family -> !family.card().id().equals(CostGrowth.RULE))
                .collect(Collectors.toMap(f -> f.card().id(), Function.identity()));
        var check = new OwnControlCheck(against.catalogue(), against.types());
        for (var entry : entries) {
            attempt(() -> {
                if (own.size() >= MOST) {
                    throw wrong(file, "more than " + MOST + " controls");
                }
                if (!(entry instanceof MapValue map)) {
                    throw wrong(file, "a control must be a map");
                }
                var control = reader.control(map, families);
                check.objection(control).ifPresent(why -> {
                    throw wrong(file, shortened(control.id()) + ": " + why);
                });
                if (own.putIfAbsent(control.id(), control) != null) {
                    throw wrong(file, control.id() + ": there is another control of this id");
                }
            });
        }
    }

    private Adjustment adjustment(String file, String where, Value entry) {
        if (!(entry instanceof MapValue map)) {
            throw wrong(file, where + ": must be a map");
        }
        known(file, where + ": ", map, ADJUST);
        var tree = new FieldReader(file, where, Code.SEVERITY_UNREADABLE, map);
        var control = tree.required("control");
        unknown(control).ifPresent(why -> {
            throw tree.wrong(why);
        });
        var adjustment = new Adjustment(control, way(tree), IgnoreRulesReader.selectors(tree));
        var eases = !(adjustment.way() instanceof Adjustment.Way.Raise);
        if (eases && adjustment.where().reason().isBlank()) {
            throw tree.wrong("'reason' is required to lower a control or to switch it off");
        }
        return adjustment;
    }

    private static Adjustment.Way way(FieldReader tree) {
        var ways = WAYS.stream().filter(tree::has).toList();
        if (ways.size() != 1) {
            throw tree.wrong("one of 'raise', 'lower' and 'off' is required");
        }
        return switch (ways.getFirst()) {
            case "raise" -> new Adjustment.Way.Raise(tree.word("raise", Severity.class));
            case "lower" -> new Adjustment.Way.Lower(tree.word("lower", Severity.class));
            default -> {
                if (!tree.flag("off")) {
                    throw tree.wrong("'off' can only be true");
                }
                yield new Adjustment.Way.Off();
            }
        };
    }

    private Optional<String> unknown(String control) {
        if (control.equals(CostGrowth.RULE)) {
            return Optional.of(control + " has its limits in phantom.yaml: severity.cost");
        }
        if (own.containsKey(control)
                || against.rules().contains(control)
                || against.catalogue().has(control)) {
            return Optional.empty();
        }
        var names = new TreeSet<>(own.keySet());
        names.addAll(against.rules());
        int dot = control.indexOf('.');
        names.addAll(dot < 0 ? List.of() : against.catalogue().ids(control.substring(0, dot)));
        return Optional.of("no control or rule " + shortened(control)
                + (control.length() > LONGEST_ID
                        ? ""
                        : Nearest.slip(control, names)
                                .map(near -> ", did you mean " + near + "?")
                                .orElse("")));
    }

    private static String shortened(String id) {
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) + "…" : id;
    }

    private static void known(String file, String where, MapValue map, Set<String> keys) {
        var others = new HashSet<>(map.entries().keySet());
        others.removeAll(keys);
        others.stream().sorted().findFirst().ifPresent(key -> {
            throw wrong(
                    file,
                    where + "unknown key '" + shortened(key) + "'"
                            + (key.length() > LONGEST_ID
                                    ? ""
                                    : Nearest.slip(key, keys)
                                            .map(near -> "; did you mean '" + near + "'?")
                                            .orElse("")));
        });
    }

    private static PhantomException wrong(String file, String why) {
        return new PhantomException(new Diagnostic(Code.SEVERITY_UNREADABLE, why, "", file));
    }
}
