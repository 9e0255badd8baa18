package dev.phantom.stack.file;

import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Format;
import dev.phantom.stack.FieldReader;
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

    private static final int LOOK_AHEAD = 1 << 16;

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
            throw JsonDocument.unreadable(Code.LIVE_UNREADABLE, file, e);
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
                        FieldReader.of(file, "the document", Code.LIVE_UNREADABLE, ValueJson.read(parser)), described));
            }
        }
    }

    private LiveState state(FieldReader document, Map<String, GeneratedResource> described) {
        if (document.textOrEmpty("schema").equals(SCHEMA)) {
            return live(document);
        }
        if (document.map().get("TemplateBody") instanceof Value.Scalar body) {
            return read(document.file(), body.text(), described);
        }
        var body = document.objectIfAny("TemplateBody").orElse(document);
        if (!body.has("Resources")) {
            throw document.wrong("it has neither \"schema\": \"" + SCHEMA + "\" nor 'Resources'");
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
        return GeneratedTemplate.of(FieldReader.of(file, "the document", Code.LIVE_UNREADABLE, template.document()))
                .live(described, identifiers);
    }

    private static LiveState live(FieldReader document) {
        var id = document.objectIfAny("stack")
                .map(s -> new StackId(s.textOrEmpty("account"), s.textOrEmpty("region"), s.textOrEmpty("name")))
                .orElse(new StackId("", "", ""));
        return new LiveState(
                id,
                document.textOrEmpty("scanId"),
                document.word("source", LiveState.Source.class, LiveState.Source.FILE),
                document.instant("capturedAt"),
                resources(document, "resources"),
                resources(document, "unmanaged"));
    }

    private static List<LiveResource> resources(FieldReader document, String key) {
        var found = new ArrayList<LiveResource>();
        for (var row : document.objects(key)) {
            found.add(new LiveResource(
                    row.textOrEmpty("logicalId"),
                    row.textOrEmpty("physicalId"),
                    row.required("type"),
                    row.members("identifier"),
                    row.objectIfAny("properties").map(FieldReader::map).orElse(MapValue.EMPTY),
                    row.word("provenance", LiveResource.Provenance.class, LiveResource.Provenance.FILE),
                    row.word("status", LiveResource.Status.class, LiveResource.Status.READ),
                    row.textOrEmpty("detail")));
        }
        return found;
    }

    /// Takes nothing but a byte order mark: what stands before it, YAML reads as indentation and messages count as
    /// lines.
    private static int firstCharacter(Reader in) throws IOException {
        in.mark(LOOK_AHEAD);
        int c = in.read();
        if (c == '\uFEFF') {
            in.mark(LOOK_AHEAD);
            c = in.read();
        }
        for (int read = 1; Character.isWhitespace(c) && read < LOOK_AHEAD; read++) {
            c = in.read();
        }
        in.reset();
        return c;
    }
}
