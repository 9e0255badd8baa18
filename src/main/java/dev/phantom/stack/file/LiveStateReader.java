package dev.phantom.stack.file;

import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Format;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads live state in every format that `--live` and `--previous` take: `phantom.live/v1` (one document, or one stack
/// per line), or a template made by the IaC Generator, JSON or YAML, bare or as `get-generated-template` prints it.
///
/// @param formats     for templates in YAML
/// @param identifiers names of the properties that identify a type, as far as known; for resolving references
public record LiveStateReader(List<Format> formats, Function<String, List<String>> identifiers) {

    public static final String SCHEMA = "phantom.live/v1";

    public LiveStateReader {
        formats = List.copyOf(formats);
    }

    /// Reads the live state of one stack.
    ///
    /// @param described what describe-generated-template says, by logical id; may be empty
    /// @throws PhantomException LIVE_UNREADABLE, or what a template reader throws
    public LiveState read(String file, String text, Map<String, GeneratedResource> described) {
        var found = new ArrayList<LiveState>(1);
        each(file, new StringReader(text), described, found::add);
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new PhantomException(new Diagnostic(
                Code.LIVE_UNREADABLE,
                found.isEmpty() ? "the file is empty" : found.size() + " stacks in one file",
                "",
                file));
    }

    /// Reads one stack after the other; only one is in memory at a time.
    public void each(String file, Reader text, Map<String, GeneratedResource> described, Consumer<LiveState> sink) {
        try {
            var in = new BufferedReader(text, 1 << 16);
            if (firstCharacter(in) == '{') {
                json(file, in, described, sink);
            } else {
                sink.accept(yaml(file, in.readAllAsString(), described));
            }
        } catch (IOException e) {
            throw FileFields.unreadable(Code.LIVE_UNREADABLE, file, e);
        }
    }

    private void json(String file, Reader in, Map<String, GeneratedResource> described, Consumer<LiveState> sink)
            throws IOException {
        try (var parser = ValueJson.FACTORY.createParser(in)) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token != JsonToken.START_OBJECT) {
                    throw new IOException("unexpected " + token + " between stacks");
                }
                sink.accept(state(
                        FileFields.of(file, "the document", Code.LIVE_UNREADABLE, ValueJson.read(parser)), described));
            }
        }
    }

    private LiveState state(FileFields document, Map<String, GeneratedResource> described) {
        if (document.text("schema").equals(SCHEMA)) {
            return live(document);
        }
        if (document.map().get("TemplateBody") instanceof Value.Scalar body) {
            return read(document.file(), body.text(), described);
        }
        var body = document.object("TemplateBody").orElse(document);
        if (!body.has("Resources")) {
            throw document.wrong("neither \"schema\": \"" + SCHEMA + "\" nor 'Resources' is there");
        }
        return GeneratedTemplate.of(body).live(described, identifiers);
    }

    private LiveState yaml(String file, String text, Map<String, GeneratedResource> described) {
        if (text.isBlank()) {
            throw new PhantomException(new Diagnostic(Code.LIVE_UNREADABLE, "the file is empty", "", file));
        }
        var format = formats.stream().filter(f -> f.reads(file, text)).findFirst();
        var template = format.orElseThrow(() -> new PhantomException(
                        new Diagnostic(Code.LIVE_UNREADABLE, "neither JSON nor a YAML template", "", file)))
                .read(file, text);
        return GeneratedTemplate.of(FileFields.of(file, "the document", Code.LIVE_UNREADABLE, template.document()))
                .live(described, identifiers);
    }

    private static LiveState live(FileFields document) {
        var id = document.object("stack")
                .map(s -> new StackId(s.text("account"), s.text("region"), s.text("name")))
                .orElse(new StackId("", "", ""));
        return new LiveState(
                id,
                document.text("scanId"),
                choice(document, "source", LiveState.Source.FILE, LiveState.Source.class),
                document.instant("capturedAt"),
                resources(document, "resources"),
                resources(document, "unmanaged"));
    }

    private static List<LiveResource> resources(FileFields document, String key) {
        var found = new ArrayList<LiveResource>();
        for (var row : document.objects(key)) {
            found.add(new LiveResource(
                    row.text("logicalId"),
                    row.text("physicalId"),
                    row.required("type"),
                    row.texts("identifier"),
                    row.object("properties").map(FileFields::map).orElse(MapValue.EMPTY),
                    choice(row, "provenance", LiveResource.Provenance.FILE, LiveResource.Provenance.class),
                    choice(row, "status", LiveResource.Status.READ, LiveResource.Status.class),
                    row.text("detail")));
        }
        return found;
    }

    private static <E extends Enum<E>> E choice(FileFields row, String key, E otherwise, Class<E> choices) {
        var text = row.text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        var name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (var choice : choices.getEnumConstants()) {
            if (choice.name().equals(name)) {
                return choice;
            }
        }
        throw row.wrong("'" + key + "' is not known: " + text);
    }

    private static int firstCharacter(Reader in) throws IOException {
        int c;
        do {
            in.mark(1);
            c = in.read();
        } while (c == '\uFEFF' || Character.isWhitespace(c));
        if (c >= 0) {
            in.reset();
        }
        return c;
    }
}
