package dev.phantom.iac.lines;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Edits;
import dev.phantom.iac.Element;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.FileEdit;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.iac.Input;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Origin.Kind;
import dev.phantom.iac.Resource;
import dev.phantom.iac.SourceFiles;
import dev.phantom.iac.SourcePlaces;
import dev.phantom.iac.Synthesis;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.SourceSpan;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A format that only tests know: two kinds of resources, a line each, and values with a name: `let patience 30`,
/// `queue jobs name=jobs timeout=$patience`, `bucket logs name=acme versioning=on`.
public final class LineFormat implements Format {

    private static final Map<String, String> TYPES = Map.of("queue", "AWS::SQS::Queue", "bucket", "AWS::S3::Bucket");
    private static final Map<String, PropertyPath> WORDS = Map.of(
            "queue name", PropertyPath.of("QueueName"),
            "queue timeout", PropertyPath.of("VisibilityTimeout"),
            "bucket name", PropertyPath.of("BucketName"),
            "bucket versioning", PropertyPath.of("VersioningConfiguration", "Status"));
    private static final Map<String, String> SPELLED = Map.of("on", "Enabled", "off", "Suspended");
    /// Of what stands at the end of a text.
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^#.*\n)+\\z");

    private static final Pattern WORD = Pattern.compile("(\\w+)=(\\S+)");

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public boolean reads(String file, String text) {
        return file.endsWith(".lines");
    }

    @Override
    public Lines read(String file, String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(l -> lines.put(l.split(" ")[1], l));
        return new Lines(this, file, text, lines);
    }

    @Override
    public Map<String, Given> values(String file, String text) {
        throw new PhantomException(Code.PARAMETERS_SHAPE, "no file stands beside one of lines");
    }

    @Override
    public Value document(String file, String text) {
        return read(file, text).document();
    }

    @Override
    public SourcePlaces places(String file, String text) {
        var lines = read(file, text).lines();
        return new SourcePlaces() {
            @Override
            public Optional<SourceSpan> node(PropertyPath path) {
                return Optional.ofNullable(lines.get(path.segments().getFirst()))
                        .map(line -> span(text, line, ""));
            }

            @Override
            public Optional<SourceSpan> passage(PropertyPath path) {
                return Optional.ofNullable(lines.get(path.segments().getFirst()))
                        .map(line -> span(
                                text,
                                line,
                                COMMENT.matcher(text.substring(0, text.indexOf(line + "\n")))
                                        .results()
                                        .map(found -> found.group())
                                        .findFirst()
                                        .orElse("")));
            }
        };
    }

    private static SourceSpan span(String text, String line, String comment) {
        int from = text.indexOf(comment + line + "\n");
        int number =
                (int) text.substring(0, from).chars().filter(c -> c == '\n').count() + 1;
        return new SourceSpan(from, from + comment.length() + line.length(), number, 1);
    }

    @Override
    public void verify(String file, String text) {
        read(file, text).resources();
    }

    record Lines(Format format, String file, String text, Map<String, String> lines)
            implements Definition, Declaration.Places, Edits {

        @Override
        public String notation() {
            return format.name();
        }

        @Override
        public MapValue document() {
            Map<String, Value> document = new LinkedHashMap<>();
            lines.forEach((name, line) -> document.put(name, Value.string(line)));
            return new MapValue(document);
        }

        @Override
        public Map<String, Resource> resources() {
            Map<String, Resource> all = new LinkedHashMap<>();
            lines.forEach((name, line) -> Optional.ofNullable(TYPES.get(kind(name)))
                    .ifPresent(type ->
                            all.put(name, new Resource(name, type, properties(name, line), null, MapValue.EMPTY))));
            return all;
        }

        private String kind(String name) {
            return lines.getOrDefault(name, "").split(" ")[0];
        }

        private MapValue properties(String name, String line) {
            Map<String, Value> properties = new LinkedHashMap<>();
            WORD.matcher(line).results().forEach(word -> {
                var path = WORDS.getOrDefault(kind(name) + " " + word.group(1), PropertyPath.ROOT);
                var text = let(word.group(2))
                        .map(let -> lines.getOrDefault(let, "").split(" ")[2]);
                Value value = Value.plain(SPELLED.getOrDefault(text.orElse(word.group(2)), text.orElse(word.group(2))));
                properties.put(
                        path.segments().getFirst(),
                        path.segments().size() == 1 ? value : new MapValue(Map.of(path.last(), value)));
            });
            return new MapValue(properties);
        }

        private static Optional<String> let(String written) {
            return written.startsWith("$") ? Optional.of(written.substring(1)) : Optional.empty();
        }

        /// The word that says a property, and what stands behind it.
        private Optional<Map.Entry<String, String>> word(String name, PropertyPath property) {
            return WORDS.entrySet().stream()
                    .filter(e -> e.getKey().startsWith(kind(name) + " ")
                            && e.getValue().equals(property))
                    .map(e -> e.getKey().split(" ")[1])
                    .findFirst()
                    .map(word -> Map.entry(
                            word,
                            WORD.matcher(lines.getOrDefault(name, ""))
                                    .results()
                                    .filter(r -> r.group(1).equals(word))
                                    .map(r -> r.group(2))
                                    .findFirst()
                                    .orElse("")));
        }

        @Override
        public Map<String, Input> inputs() {
            return Map.of();
        }

        @Override
        public List<Element> elements() {
            return lines.keySet().stream()
                    .map(name -> new Element(
                            new Element.Id(
                                    kind(name).equals("let") ? Element.Kind.PARAMETER : Element.Kind.RESOURCE, name),
                            PropertyPath.of(name)))
                    .toList();
        }

        @Override
        public Set<Element.Id> references(PropertyPath node) {
            return WORD.matcher(lines.getOrDefault(node.segments().getFirst(), ""))
                    .results()
                    .flatMap(word -> let(word.group(2)).stream())
                    .map(let -> new Element.Id(Element.Kind.PARAMETER, let))
                    .collect(Collectors.toSet());
        }

        @Override
        public Optional<Diagnostic> unsupported() {
            return Optional.empty();
        }

        @Override
        public Synthesis synthesis() {
            return Synthesis.NONE;
        }

        @Override
        public Declaration declare(EvaluationContext context) {
            var declared = resources().values().stream()
                    .collect(Collectors.toMap(Resource::logicalId, r -> new DeclaredResource(r, r.properties(), true)));
            return new Declaration(declared, Map.of(), this);
        }

        @Override
        public Origin origin(String address, PropertyPath property) {
            return word(address, property)
                    .filter(word -> !word.getValue().isEmpty())
                    .map(word -> let(word.getValue())
                            .map(let -> at(Kind.PARAMETER_DEFAULT, let))
                            .orElseGet(() -> at(Kind.LITERAL, address)))
                    .orElse(Origin.ABSENT);
        }

        private Origin at(Kind kind, String name) {
            int line = text.lines().toList().indexOf(lines.getOrDefault(name, "")) + 1;
            return new Origin(kind, name, file, PropertyPath.of(name), line, 1);
        }

        @Override
        public Optional<Origin> place(String address, PropertyPath property) {
            return word(address, property).map(word -> at(Kind.LITERAL, address));
        }

        @Override
        public Optional<Origin> place(String address) {
            return lines.containsKey(address) ? Optional.of(at(Kind.LITERAL, address)) : Optional.empty();
        }

        @Override
        public Optional<PropertyPath> node(String address, PropertyPath property) {
            return place(address, property).map(Origin::document);
        }

        @Override
        public Edits edits(Declaration declared, SourceFiles files) {
            return this;
        }

        @Override
        public Optional<Candidate> property(String address, PropertyPath property, Intent intent, Way way) {
            var word = word(address, property)
                    .orElseThrow(() -> new PhantomException(
                            Code.PATCH_NO_NODE, "no word of a " + kind(address) + " says " + property));
            if (way == Way.VALUES_FILE || !(intent instanceof Intent.Set(Scalar value))) {
                return Optional.empty();
            }
            var shared = let(word.getValue()).filter(let -> way == Way.ORIGIN);
            var line = lines.getOrDefault(address, "");
            return Optional.of(shared.map(
                            let -> candidate(let, "let " + let + " " + written(value), readers(let, line)))
                    .orElseGet(() -> candidate(address, said(line, word, written(value)), List.of())));
        }

        private static String said(String line, Map.Entry<String, String> word, String value) {
            var now = word.getKey() + "=" + value;
            return word.getValue().isEmpty()
                    ? line + " " + now
                    : line.replace(word.getKey() + "=" + word.getValue(), now);
        }

        private static String written(Scalar value) {
            return SPELLED.entrySet().stream()
                    .filter(e -> e.getValue().equals(value.text()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(value.text());
        }

        private List<String> readers(String let, String own) {
            return lines.entrySet().stream()
                    .filter(e -> !e.getValue().equals(own) && e.getValue().endsWith("=$" + let))
                    .map(e -> let + " is also read by " + e.getKey())
                    .toList();
        }

        private Candidate candidate(String name, String line, List<String> readers) {
            var before = lines.containsKey(name) ? lines.getOrDefault(name, "") + "\n" : "";
            var edited = before.isEmpty() ? text + line : text.replace(before, line.isEmpty() ? "" : line + "\n");
            return new Candidate(
                    List.of(new FileEdit(file, edited, List.of(PropertyPath.of(name)))),
                    at(Kind.LITERAL, name),
                    "the line " + name,
                    readers,
                    List.of());
        }

        @Override
        public Candidate added(String address, String type, MapValue properties) {
            var line = new StringBuilder(type.equals("AWS::SQS::Queue") ? "queue " : "bucket ").append(address);
            WORDS.forEach((word, path) -> ModelEdit.find(properties, path)
                    .ifPresent(
                            value -> line.append(" " + word.split(" ")[1] + "=").append(written((Scalar) value))));
            return candidate(address, line + "\n", List.of());
        }

        @Override
        public Candidate removed(String address) {
            return candidate(address, "", List.of());
        }

        @Override
        public List<String> readers(String address) {
            return List.of();
        }
    }
}
