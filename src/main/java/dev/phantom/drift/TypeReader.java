package dev.phantom.drift;

import dev.phantom.drift.TypeFacts.Handler;
import dev.phantom.drift.TypeFacts.Provenance;
import dev.phantom.drift.TypeFacts.Tagging;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads one type's block of the table: a line of facts, then a line for each definition of its schema.
final class TypeReader {

    private static final String HOME_REGION = "us-east-1";
    /// A regular expression.
    private static final String ALTERNATIVES = " \\$OR ";

    private final TableJson json;
    private String type = "";
    private String region = HOME_REGION;
    private List<PropertyPath> identifier = List.of();
    private List<List<PropertyPath>> otherIdentifiers = List.of();
    private final Map<Trait, List<PropertyPath>> traits = new EnumMap<>(Trait.class);
    private final Map<Handler, SortedSet<String>> handlers = new EnumMap<>(Handler.class);
    private final Map<PropertyPath, List<String>> transforms = new HashMap<>();
    private Tagging tagging = new Tagging(false, "", false, false, false);
    private String replacementStrategy = "";
    private String lifecycle = "";
    private String definition = "";
    private final Map<String, Shape> definitions = new HashMap<>();

    private TypeReader(TableJson json) {
        this.json = json;
    }

    static TypeFacts read(String block, String source, LocalDate date) throws IOException {
        try (var json = TableJson.of(block)) {
            var reader = new TypeReader(json);
            while (json.nextLine()) {
                json.fields(reader::field);
            }
            return reader.facts(source, date);
        } catch (IllegalArgumentException e) {
            throw new IOException("it has a word that the table does not know", e);
        }
    }

    private TypeFacts facts(String source, LocalDate date) {
        return new TypeFacts(
                type,
                new Provenance(source, date, region),
                identifier,
                otherIdentifiers,
                traits,
                handlers,
                transforms,
                tagging,
                replacementStrategy,
                lifecycle,
                TypeNode.root(definitions, Marks.of(traits, transforms)));
    }

    private void field(String name) throws IOException {
        switch (name) {
            case "type" -> type = json.text();
            case "region" -> region = json.text();
            case "identifier" -> identifier = json.list(json::path);
            case "otherIdentifiers" -> otherIdentifiers = json.list(() -> json.list(json::path));
            case "readOnly" -> traits.put(Trait.READ_ONLY, json.list(json::path));
            case "writeOnly" -> traits.put(Trait.WRITE_ONLY, json.list(json::path));
            case "createOnly" -> traits.put(Trait.CREATE_ONLY, json.list(json::path));
            case "conditionalCreateOnly" -> traits.put(Trait.CONDITIONAL_CREATE_ONLY, json.list(json::path));
            case "deprecated" -> traits.put(Trait.DEPRECATED, json.list(json::path));
            case "handlers" -> json.fields(handler -> handlers.put(handler(handler), new TreeSet<>(json.texts())));
            case "transforms" -> json.fields(path -> transforms.put(PropertyPath.parse("/" + path), alternatives()));
            case "tagging" -> tagging = tagging();
            case "replacementStrategy" -> replacementStrategy = json.text();
            case "lifecycle" -> lifecycle = lifecycle();
            case "definition" -> definition = json.text();
            case "shape" -> definitions.put(definition, shape());
            default -> json.skip();
        }
    }

    private static Handler handler(String word) {
        return Handler.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private List<String> alternatives() throws IOException {
        return List.of(json.text().split(ALTERNATIVES));
    }

    private String lifecycle() throws IOException {
        var said = json.map(json::text);
        return said.getOrDefault("status", "") + " " + said.getOrDefault("date", "");
    }

    private Tagging tagging() throws IOException {
        var property = new StringBuilder();
        var flags = new HashSet<String>();
        json.fields(name -> {
            if (json.isText()) {
                property.append(json.text());
            } else if (json.flag()) {
                flags.add(name);
            }
        });
        return new Tagging(
                flags.contains("taggable"),
                property.toString(),
                flags.contains("tagOnCreate"),
                flags.contains("tagUpdatable"),
                flags.contains("cloudFormationSystemTags"));
    }

    private Shape shape() throws IOException {
        if (json.isText()) {
            return Shape.word(json.text());
        }
        var draft = new Draft();
        json.fields(draft::field);
        return draft.finished();
    }

    /// A shape while it is read.
    private final class Draft {
        private Set<Kind> kinds = Set.of();
        private final Map<String, Shape> children = new HashMap<>();
        private Order order = Order.UNSPECIFIED;
        private boolean unique;
        private @Nullable Value standard;
        private List<String> choices = List.of();
        private boolean ignoresCase;
        private List<String> formats = List.of();
        private List<String> relations = List.of();
        private Set<String> required = Set.of();
        private Map<String, List<String>> excludes = Map.of();

        void field(String name) throws IOException {
            switch (name) {
                case "kind" -> kinds = Shape.kinds(json.text());
                case "properties" -> children.putAll(json.map(TypeReader.this::shape));
                case "items", "values" -> children.put(Shape.ANY, TypeReader.this.shape());
                case "order" -> order = json.flag() ? Order.ORDERED : Order.UNORDERED;
                case "unique" -> unique = json.flag();
                case "default" -> standard = json.value();
                case "enum" -> choices = json.texts();
                case "ignoreCase" -> ignoresCase = json.flag();
                case "format" -> formats = json.texts();
                case "relations" -> relations = json.texts();
                case "required" -> required = Set.copyOf(json.texts());
                case "excludes" -> excludes = json.map(json::texts);
                default -> json.skip();
            }
        }

        Shape finished() {
            return new Shape(
                    "",
                    kinds,
                    children,
                    order,
                    unique,
                    standard,
                    choices,
                    ignoresCase,
                    formats,
                    relations,
                    required,
                    excludes);
        }
    }
}
