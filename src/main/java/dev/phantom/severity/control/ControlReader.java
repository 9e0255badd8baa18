package dev.phantom.severity.control;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.PhantomException;
import dev.phantom.severity.Severity;
import dev.phantom.severity.SeverityRule.Card;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a file of controls. An entry that lacks a source, an example or anything else does not load, and neither does
/// one with a word too many.
///
/// @param file its name, for messages
/// @param code what a damaged one is called
record ControlReader(String file, ErrorCode code) {

    /// Of a file that comes with Phantom.
    ControlReader(String file) {
        this(file, Code.INTERNAL_ERROR);
    }

    private static final Set<String> KEYS = Set.of(
            "id", "rule", "types", "path", "must", "absent", "when", "level", "aws", "title", "why", "page", "fires",
            "silent");
    private static final Pattern TYPE = Pattern.compile("\\w+::\\w+::\\w+");

    /// @param families whose ids the entries may name
    List<Control> controls(InputStream yaml, Map<String, Controls.Family> families) {
        var read = new ArrayList<Control>();
        for (var entry : list(document(yaml), "the file")) {
            read.add(control(map(entry, "an entry"), families));
        }
        return read;
    }

    List<Controls.Family> families(InputStream yaml) {
        var root = map(document(yaml), "the file");
        return list(root.get("rules"), "rules").stream()
                .map(entry -> map(entry, "a rule"))
                .map(entry -> new Controls.Family(
                        new Card(text(entry, "id"), text(entry, "title"), text(entry, "why"), page(entry)),
                        Boolean.parseBoolean(text(entry, "security"))))
                .toList();
    }

    Levels levels(InputStream yaml) {
        var kinds = new LinkedHashMap<String, String>();
        map(map(document(yaml), "the file").get("data"), "data")
                .forEach((kind, types) -> list(types, kind).forEach(type -> kinds.put(String.valueOf(type), kind)));
        return new Levels(kinds);
    }

    /// One of a file that was read elsewhere.
    ///
    /// @throws PhantomException of the code
    Control control(MapValue entry, Map<String, Controls.Family> families) {
        var says = map(plain(entry), "an entry");
        try {
            return control(says, families);
        } catch (NumberFormatException e) {
            throw bad(says, "'must' asks for a number");
        }
    }

    private Object plain(Value value) {
        return switch (value) {
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Object>();
                map.entries().forEach((key, v) -> entries.put(key, plain(v)));
                yield entries;
            }
            case ListValue list -> list.items().stream().map(this::plain).toList();
            case Scalar scalar -> scalar.text();
            case Value.Intrinsic i -> throw new PhantomException(damaged("a function such as !Ref is no value here"));
            case Value.Reference r -> throw new PhantomException(damaged("a function such as !Ref is no value here"));
            case Value.Unknown u -> throw new PhantomException(damaged("a value is not known"));
            case Value.Sensitive s -> throw new PhantomException(damaged("a value is not known"));
        };
    }

    private Control control(Map<String, Object> entry, Map<String, Controls.Family> families) {
        for (var key : entry.keySet()) {
            if (!KEYS.contains(key)) {
                throw bad(entry, "'" + key + "' is no word of a control");
            }
        }
        var family = families.get(text(entry, "rule"));
        if (family == null) {
            throw bad(entry, "no rule " + text(entry, "rule"));
        }
        var types =
                list(entry.get("types"), "types").stream().map(String::valueOf).toList();
        if (types.isEmpty() || !types.stream().allMatch(t -> TYPE.matcher(t).matches())) {
            throw bad(entry, "'types' names resource types such as AWS::RDS::DBInstance");
        }
        return new Control(
                text(entry, "id"),
                family.card().id(),
                types,
                demand(entry, entry),
                entry.containsKey("when")
                        ? list(entry.get("when"), "when").stream()
                                .map(guard -> demand(entry, map(guard, "when")))
                                .toList()
                        : List.of(),
                level(entry),
                entry.containsKey("aws") ? text(entry, "aws") : "",
                text(entry, "title"),
                entry.containsKey("why") ? text(entry, "why") : family.card().why(),
                page(entry),
                example(entry, "fires"),
                example(entry, "silent"));
    }

    private Demand demand(Map<String, Object> entry, Map<String, Object> says) {
        var path = text(says, "path");
        var absent = text(says, "absent");
        if (!path.startsWith("/") || !Set.of("fails", "passes").contains(absent)) {
            throw bad(entry, "'path' starts with a slash, and 'absent' is fails or passes");
        }
        return new Demand(
                List.of(path.substring(1).split("/", -1)), must(entry, says.get("must")), absent.equals("fails"));
    }

    private Must must(Map<String, Object> entry, @Nullable Object says) {
        if (says instanceof Map<?, ?> map && map.size() == 1) {
            var one = map.entrySet().iterator().next();
            return switch (String.valueOf(one.getKey())) {
                case "atLeast" -> new Must.AtLeast(new BigDecimal(String.valueOf(one.getValue())));
                case "atMost" -> new Must.AtMost(new BigDecimal(String.valueOf(one.getValue())));
                case "length" -> new Must.Longer(Integer.parseInt(String.valueOf(one.getValue())));
                case "oneOf" -> new Must.OneOf(globs(one.getValue()));
                case "noneOf" -> new Must.NoneOf(globs(one.getValue()));
                default -> throw bad(entry, "no such demand: " + one.getKey());
            };
        }
        return switch (String.valueOf(says)) {
            case "protect" -> new Must.Protect();
            case "on" -> new Must.On();
            case "off" -> new Must.Off();
            case "present" -> new Must.Present();
            case "absent" -> new Must.Absent();
            case "not-everybody" -> new Must.NotEverybody();
            case "not-lowered" -> new Must.NotLowered();
            case "no-literal" -> new Must.NoLiteral();
            case "ours" -> new Must.Ours();
            default -> throw bad(entry, "no such demand: " + says);
        };
    }

    private List<Pattern> globs(@Nullable Object says) {
        return list(says, "texts").stream()
                .map(text -> Must.glob(String.valueOf(text)))
                .toList();
    }

    private Severity level(Map<String, Object> entry) {
        try {
            return Severity.of(text(entry, "level"));
        } catch (IllegalArgumentException e) {
            throw bad(entry, "'level' is low, medium, high or critical");
        }
    }

    private String page(Map<String, Object> entry) {
        var page = text(entry, "page");
        if (!page.startsWith("https://")) {
            throw bad(entry, "'page' is an address that starts with https://");
        }
        return page;
    }

    private MapValue example(Map<String, Object> entry, String name) {
        if (!(value(entry.get(name)) instanceof MapValue map)) {
            throw bad(entry, "'" + name + "' is an example: the properties of a resource");
        }
        return map;
    }

    private static Value value(@Nullable Object object) {
        return switch (object) {
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.forEach((key, v) -> entries.put(String.valueOf(key), value(v)));
                yield new MapValue(entries);
            }
            case List<?> list ->
                new ListValue(list.stream().map(ControlReader::value).toList());
            case null -> Value.string("");
            case Object scalar -> Value.string(String.valueOf(scalar));
        };
    }

    private @Nullable Object document(InputStream yaml) {
        try {
            return new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(yaml);
        } catch (YamlEngineException e) {
            throw new PhantomException(
                    damaged(String.valueOf(e.getMessage()).lines().findFirst().orElse("")), e);
        }
    }

    private Map<String, Object> map(@Nullable Object object, String what) {
        if (!(object instanceof Map<?, ?> map)) {
            throw new PhantomException(damaged(what + " is no map"));
        }
        var entries = new LinkedHashMap<String, Object>();
        map.forEach((key, v) -> {
            if (v != null) {
                entries.put(String.valueOf(key), v);
            }
        });
        return entries;
    }

    private List<?> list(@Nullable Object object, String what) {
        if (!(object instanceof List<?> list)) {
            throw new PhantomException(damaged(what + " is no list"));
        }
        return list;
    }

    private String text(Map<String, Object> entry, String key) {
        var text = entry.get(key);
        if (text == null || String.valueOf(text).isBlank()) {
            throw bad(entry, "'" + key + "' is needed");
        }
        return String.valueOf(text);
    }

    private PhantomException bad(Map<String, Object> entry, String why) {
        return new PhantomException(damaged(entry.getOrDefault("id", "an entry") + ": " + why));
    }

    private Diagnostic damaged(String why) {
        return code == Code.INTERNAL_ERROR
                ? Diagnostic.of(code, "the controls are damaged: " + file + ": " + why)
                : new Diagnostic(code, why, "", file);
    }
}
