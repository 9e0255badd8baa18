package dev.phantom.drift;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The table of resource types: a dated copy of AWS's registry schemas, boiled down. Built by `make types`.
///
/// Files: `index.json`, and per service one of JSON lines (`AWS-EC2.jsonl`). A service is read when one of its types is
/// first asked for, and a type is parsed then. Safe for use by several threads.
public final class TypeCatalog {

    private static final String TYPE_LINE = "{\"type\":\"";

    private final Function<String, InputStream> tables;
    private final String source;
    private final LocalDate date;
    private final SortedSet<String> types;
    private final Map<String, Map<String, String>> services;
    private final Map<String, TypeFacts> read;
    private final Map<String, TypeFacts> later;
    private final Map<String, Optional<TypeFacts>> asked = new ConcurrentHashMap<>();
    private final TypeSource beyond;

    /// @param tables opens a file of the table by its name
    public TypeCatalog(Function<String, InputStream> tables) {
        this.tables = tables;
        var head = new HashMap<String, String>();
        var names = new TreeSet<String>();
        try (var json = TableJson.of(text("index.json"))) {
            json.nextLine();
            json.fields(field -> {
                if (json.isText()) {
                    head.put(field, json.text());
                } else {
                    json.fields(service -> json.texts().forEach(type -> names.add(service + "::" + type)));
                }
            });
        } catch (IOException e) {
            throw damaged("index.json", e);
        }
        this.source = head.getOrDefault("source", "");
        this.date = LocalDate.parse(head.getOrDefault("date", ""));
        this.types = Collections.unmodifiableSortedSet(names);
        this.services = new ConcurrentHashMap<>();
        this.read = new ConcurrentHashMap<>();
        this.later = Map.of();
        this.beyond = TypeSource.NONE;
    }

    /// What was read of the table is read once for all that stand on it.
    private TypeCatalog(TypeCatalog table, Map<String, TypeFacts> later, TypeSource beyond) {
        this.tables = table.tables;
        this.source = table.source;
        this.date = table.date;
        this.types = table.types;
        this.services = table.services;
        this.read = table.read;
        this.later = Map.copyOf(later);
        this.beyond = beyond;
    }

    /// This table with later facts of some types; those that are older than the table are passed over.
    public TypeCatalog with(Collection<TypeFacts> answers) {
        var all = new HashMap<>(later);
        answers.stream()
                .filter(facts -> !types.contains(facts.type())
                        || facts.provenance().date().isAfter(date))
                .forEach(facts -> all.put(facts.type(), facts));
        return new TypeCatalog(this, all, beyond);
    }

    /// This table with a source for the types that it does not have.
    public TypeCatalog with(TypeSource other) {
        return new TypeCatalog(this, later, other);
    }

    /// One type's lines of a table, as facts.
    ///
    /// @throws IOException if they are damaged
    public static TypeFacts facts(String lines, String source, LocalDate date) throws IOException {
        return TypeReader.read(lines, source, date);
    }

    /// What is known of a type; empty if neither the table nor a later answer of AWS has it.
    public Optional<TypeFacts> find(String type) {
        var said = later.get(type);
        if (said != null) {
            return Optional.of(said);
        }
        var known = read.get(type);
        if (known != null) {
            return Optional.of(known);
        }
        return types.contains(type)
                ? Optional.of(read.computeIfAbsent(type, this::parse))
                : asked.computeIfAbsent(type, beyond::find);
    }

    /// Names of the properties that identify a type; empty if they are not known.
    public List<String> identifiers(String type) {
        return find(type).map(TypeFacts::primaryIdentifier).orElse(List.of()).stream()
                .map(path -> path.toString().substring(1))
                .toList();
    }

    /// Whether a resource of this type is compared without any facts, although there could be some.
    public boolean lacks(String type) {
        return !type.startsWith("Custom::")
                && !type.startsWith("AWS::CDK::")
                && find(type).isEmpty();
    }

    /// Says of a type that there are no facts of it.
    public String lacking(String type) {
        return type + " is not in the type table of " + date;
    }

    /// Every type of the table.
    public SortedSet<String> types() {
        return types;
    }

    /// Package and version that the table was built from: `cfn-lint 1.58.0`.
    public String source() {
        return source;
    }

    /// Date of the schemas.
    public LocalDate date() {
        return date;
    }

    private TypeFacts parse(String type) {
        var file = type.substring(0, type.lastIndexOf("::")).replace("::", "-") + ".jsonl";
        var block = services.computeIfAbsent(file, this::blocks).getOrDefault(type, "");
        try {
            return TypeReader.read(block, source, date);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    /// The lines of each type of a service, unparsed.
    private Map<String, String> blocks(String file) {
        var text = text(file);
        var blocks = new HashMap<String, String>();
        int start = 0;
        while (start < text.length()) {
            int next = text.indexOf("\n" + TYPE_LINE, start);
            int end = next < 0 ? text.length() : next + 1;
            int name = start + TYPE_LINE.length();
            blocks.put(text.substring(name, text.indexOf('"', name)), text.substring(start, end));
            start = end;
        }
        return blocks;
    }

    private String text(String file) {
        try (var in = tables.apply(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static PhantomException damaged(String file, IOException cause) {
        return new PhantomException(
                Diagnostic.of(Code.INTERNAL_ERROR, "the table of resource types is damaged: " + file), cause);
    }
}
