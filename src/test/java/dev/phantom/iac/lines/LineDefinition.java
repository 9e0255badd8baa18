package dev.phantom.iac.lines;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Declaration.DeclaredResource;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Edits;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.FileEdit;
import dev.phantom.iac.Format;
import dev.phantom.iac.Input;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Resource;
import dev.phantom.iac.SourceFiles;
import dev.phantom.iac.Synthesis;
import dev.phantom.iac.lines.LineFormat.Line;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one file of lines says, declares, and how it is edited.
record LineDefinition(Format format, String file, String text, List<Line> lines) implements Definition, Declaration.Places {

    @Override
    public String notation() {
        return "lines";
    }

    @Override
    public MapValue document() {
        return (MapValue) format.document(file, text);
    }

    @Override
    public Map<String, Resource> resources() {
        Map<String, Resource> all = new LinkedHashMap<>();
        lines.stream()
                .filter(Line::isResource)
                .forEach(line -> all.put(
                        line.name(),
                        new Resource(line.name(), line.meaning().type(), properties(line), null, MapValue.EMPTY)));
        return all;
    }

    @Override
    public Map<String, Input> inputs() {
        return Map.of();
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
        Map<String, DeclaredResource> all = new LinkedHashMap<>();
        resources().forEach((name, r) -> all.put(name, new DeclaredResource(r, r.properties(), true)));
        return new Declaration(all, Map.of(), this);
    }

    private MapValue properties(Line line) {
        Map<String, Value> properties = new LinkedHashMap<>();
        line.words().forEach((word, written) -> {
            var path = line.meaning().words().get(word);
            var value = line.meaning().value(let(written).map(l -> l.words().getOrDefault("", "")).orElse(written));
            if (path != null) {
                properties.put(
                        path.segments().getFirst(),
                        path.segments().size() == 1 ? value : new MapValue(Map.of(path.last(), value)));
            }
        });
        return new MapValue(properties);
    }

    private Optional<Line> let(String written) {
        return written.startsWith("$") ? Optional.of(line(written.substring(1))) : Optional.empty();
    }

    private Line line(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PhantomException(Code.PATCH_NO_SUCH_PATH, "there is no line " + name));
    }

    private @Nullable String word(Line line, PropertyPath property) {
        return line.meaning().words().entrySet().stream()
                .filter(e -> e.getValue().equals(property))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Origin origin(String address, PropertyPath property) {
        var line = line(address);
        var word = word(line, property);
        var written = word == null ? null : line.words().get(word);
        return written == null
                ? Origin.ABSENT
                : let(written)
                        .map(let -> at(Origin.Kind.PARAMETER_DEFAULT, let, ""))
                        .orElseGet(() -> at(Origin.Kind.LITERAL, line, word));
    }

    private Origin at(Origin.Kind kind, Line line, @Nullable String word) {
        return new Origin(kind, line.name(), file, PropertyPath.of(line.name()).child(word + ""), line.number(), 1);
    }

    @Override
    public Optional<PropertyPath> node(String address, PropertyPath property) {
        return place(address, property).map(Origin::document);
    }

    @Override
    public Optional<Origin> place(String address, PropertyPath property) {
        var word = word(line(address), property);
        return word == null ? Optional.empty() : Optional.of(at(Origin.Kind.LITERAL, line(address), word));
    }

    @Override
    public Edits edits(Declaration declared, SourceFiles files) {
        return new LineEdits();
    }

    private final class LineEdits implements Edits {

        @Override
        public Optional<Candidate> property(String address, PropertyPath property, Intent intent, Way way) {
            var line = line(address);
            var word = word(line, property);
            if (word == null) {
                throw new PhantomException(Code.PATCH_NO_NODE, "no word of a " + line.kind() + " says " + property);
            }
            var let = let(line.words().getOrDefault(word, ""));
            return switch (intent) {
                case Intent.Set(Scalar value)
                when way == Way.ORIGIN && let.isPresent() ->
                    Optional.of(edit(let.get().with("", line.meaning().written(value)), "", readers(let.get(), line)));
                case Intent.Set(Scalar value)
                when way == Way.IN_PLACE || way == Way.ORIGIN ->
                    Optional.of(edit(line.with(word, line.meaning().written(value)), word, List.of()));
                case Intent.Remove remove when way == Way.IN_PLACE -> Optional.of(edit(line.without(word), word, List.of()));
                case Intent other -> Optional.empty();
            };
        }

        private List<String> readers(Line let, Line own) {
            return lines.stream()
                    .filter(line -> line != own && line.words().containsValue("$" + let.name()))
                    .map(line -> let.name() + " is also read by " + line.name())
                    .toList();
        }

        @Override
        public Candidate added(String address, String type, MapValue properties) {
            var kind = LineFormat.KINDS.entrySet().stream()
                    .filter(e -> e.getValue().type().equals(type))
                    .findFirst()
                    .orElseThrow(() -> new PhantomException(Code.PATCH_NO_NODE, "no line says a " + type));
            var line = new Line(0, kind.getKey(), address, new LinkedHashMap<>());
            for (var word : kind.getValue().words().entrySet()) {
                var value = ModelEdit.find(properties, word.getValue());
                line = value.isPresent() && value.get() instanceof Scalar scalar
                        ? line.with(word.getKey(), kind.getValue().written(scalar))
                        : line;
            }
            return candidate(Stream.of(text, line.text(), "\n"), address, "", List.of());
        }

        @Override
        public Candidate removed(String address) {
            var all = new ArrayList<>(List.of(text.split("(?<=\n)")));
            all.remove(line(address).number() - 1);
            return candidate(all.stream(), address, null, List.of());
        }

        @Override
        public List<String> readers(String address) {
            return List.of();
        }

        private Candidate edit(Line edited, String word, List<String> readers) {
            var all = text.split("(?<=\n)");
            var end = all[edited.number() - 1].endsWith("\n") ? "\n" : "";
            all[edited.number() - 1] = edited.text() + end;
            return candidate(Stream.of(all), edited.name(), word, readers);
        }

        private Candidate candidate(Stream<String> parts, String name, @Nullable String word, List<String> readers) {
            var node = word == null || word.isEmpty() && !name.isEmpty() ? PropertyPath.of(name) : PropertyPath.of(name, word);
            var edit = new FileEdit(file, parts.reduce("", String::concat), List.of(node));
            return new Candidate(List.of(edit), Origin.ABSENT, "the line " + name, readers, List.of());
        }
    }
}
