package dev.phantom.iac.lines;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A format of two kinds of resources, a line each, that only tests know:
///
/// ```
/// let patience 30
/// queue jobs name=jobs timeout=$patience
/// bucket logs name=acme-logs versioning=on
/// ```
public final class LineFormat implements Format {

    /// The words of each kind, and which property each stands for.
    static final Map<String, Kind> KINDS = Map.of(
            "queue",
            new Kind(
                    "AWS::SQS::Queue",
                    Map.of("name", PropertyPath.of("QueueName"), "timeout", PropertyPath.of("VisibilityTimeout")),
                    Map.of()),
            "bucket",
            new Kind(
                    "AWS::S3::Bucket",
                    Map.of(
                            "name",
                            PropertyPath.of("BucketName"),
                            "versioning",
                            PropertyPath.of("VersioningConfiguration", "Status")),
                    Map.of("on", "Enabled", "off", "Suspended")));

    /// @param spelled what a word of the file is called by AWS, where it is called otherwise
    record Kind(String type, Map<String, PropertyPath> words, Map<String, String> spelled) {

        Value value(String written) {
            return Value.plain(spelled.getOrDefault(written, written));
        }

        String written(Value.Scalar value) {
            return spelled.entrySet().stream()
                    .filter(e -> e.getValue().equals(value.text()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(value.text());
        }
    }

    /// @param words what stands behind the name, `timeout` → `$patience`; of `let` only the empty word
    record Line(int number, String kind, String name, Map<String, String> words) {

        static Line of(String file, int number, String text) {
            var parts = text.strip().split("\\s+");
            var words = new LinkedHashMap<String, String>();
            if (parts.length > 2 && parts[0].equals("let")) {
                words.put("", parts[2]);
            }
            for (int i = 2; i < parts.length && !parts[0].equals("let"); i++) {
                var at = parts[i].indexOf('=');
                words.put(parts[i].substring(0, Math.max(at, 0)), parts[i].substring(at + 1));
            }
            var kind = KINDS.get(parts[0]);
            if (kind == null ? !parts[0].equals("let") : !kind.words().keySet().containsAll(words.keySet())) {
                throw new PhantomException(Code.TEMPLATE_SYNTAX, file + ":" + number + " is no line: " + text);
            }
            return new Line(number, parts[0], parts[1], words);
        }

        boolean isResource() {
            return KINDS.containsKey(kind);
        }

        Kind meaning() {
            return Objects.requireNonNull(KINDS.get(kind));
        }

        Line with(String word, String value) {
            var all = new LinkedHashMap<>(words);
            all.put(word, value);
            return new Line(number, kind, name, all);
        }

        Line without(String word) {
            var all = new LinkedHashMap<>(words);
            all.remove(word);
            return new Line(number, kind, name, all);
        }

        String text() {
            var text = new StringBuilder(kind).append(' ').append(name);
            words.forEach((word, value) -> text.append(' ').append(word.isEmpty() ? "" : word + "=").append(value));
            return text.toString();
        }
    }

    @Override
    public String name() {
        return "lines";
    }

    @Override
    public boolean reads(String file, String text) {
        return file.endsWith(".lines");
    }

    @Override
    public Definition read(String file, String text) {
        return new LineDefinition(this, file, text, lines(file, text));
    }

    /// Comments and empty lines are none.
    static List<Line> lines(String file, String text) {
        var all = text.split("\n", -1);
        return java.util.stream.IntStream.range(0, all.length)
                .filter(i -> !all[i].isBlank() && !all[i].startsWith("#"))
                .mapToObj(i -> Line.of(file, i + 1, all[i]))
                .toList();
    }

    @Override
    public Map<String, Given> values(String file, String text) {
        throw new PhantomException(Code.PARAMETERS_SHAPE, "no file stands beside one of lines: " + file);
    }

    @Override
    public Value document(String file, String text) {
        Map<String, Value> document = new LinkedHashMap<>();
        for (var line : lines(file, text)) {
            Map<String, Value> words = new LinkedHashMap<>();
            line.words().forEach((word, value) -> words.put(word, Value.string(value)));
            document.put(line.name(), new MapValue(words));
        }
        return new MapValue(document);
    }

    @Override
    public void verify(String file, String text) {
        var all = text.split("\n", -1);
        for (var line : lines(file, text)) {
            if (!all[line.number() - 1].contains(line.name())) {
                throw new PhantomException(Code.INTERNAL_ERROR, line.name() + " is not where it was read");
            }
        }
    }
}
