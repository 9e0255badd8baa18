package dev.phantom.value.read;

import dev.phantom.value.SourceSpan;
import dev.phantom.value.read.SourceNode.AliasNode;
import dev.phantom.value.read.SourceNode.Entry;
import dev.phantom.value.read.SourceNode.Form;
import dev.phantom.value.read.SourceNode.MappingNode;
import dev.phantom.value.read.SourceNode.Place;
import dev.phantom.value.read.SourceNode.ScalarNode;
import dev.phantom.value.read.SourceNode.SequenceNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Makes [SourceNode]s of YAML events. Own composer instead of the engine's: it keeps aliases with their own places,
/// ends block collections at their last child, and is bounded in depth.
public final class YamlComposer {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();

    private final String file;
    private final Offsets offsets;
    private final ParserImpl events;
    private final Map<String, SourceNode> anchors = new HashMap<>();

    private YamlComposer(String file, Offsets offsets) {
        this.file = file;
        this.offsets = offsets;
        this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, offsets.body()));
    }

    /// The one document of the file.
    public static SourceNode compose(String file, String text) {
        if (text.length() > TemplateErrors.MAX_YAML) {
            throw TemplateErrors.limit(
                    file,
                    0,
                    0,
                    "is " + text.length() + " characters long; the limit for YAML is " + TemplateErrors.MAX_YAML);
        }
        try {
            return new YamlComposer(file, Offsets.of(text)).document();
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            throw TemplateErrors.syntax(
                    file,
                    mark.map(m -> m.getLine() + 1).orElse(0),
                    mark.map(m -> m.getColumn() + 1).orElse(0),
                    "not valid YAML: " + e.getProblem());
        } catch (YamlEngineException | IndexOutOfBoundsException | ClassCastException e) {
            throw TemplateErrors.syntax(file, 0, 0, "not valid YAML: " + e.getMessage());
        }
    }

    private SourceNode document() {
        take(Event.ID.StreamStart);
        if (events.checkEvent(Event.ID.StreamEnd)) {
            throw TemplateErrors.shape(file, 1, 1, "the file is empty");
        }
        take(Event.ID.DocumentStart);
        SourceNode root = node(0);
        take(Event.ID.DocumentEnd);
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            var mark = events.peekEvent().getStartMark();
            throw TemplateErrors.syntax(file, line(mark), column(mark), "more than one YAML document in the file");
        }
        return root;
    }

    private void take(Event.ID id) {
        if (!events.checkEvent(id)) {
            var mark = events.peekEvent().getStartMark();
            throw TemplateErrors.syntax(
                    file,
                    line(mark),
                    column(mark),
                    "not valid YAML: unexpected " + events.peekEvent().getEventId());
        }
        events.next();
    }

    private SourceNode node(int depth) {
        Event event = events.next();
        if (depth > TemplateErrors.MAX_DEPTH) {
            throw TemplateErrors.limit(
                    file,
                    line(event.getStartMark()),
                    column(event.getStartMark()),
                    "nested deeper than " + TemplateErrors.MAX_DEPTH + " levels");
        }
        return switch (event) {
            case AliasEvent alias -> alias(alias);
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent start when start.getEventId() == Event.ID.SequenceStart -> sequence(start, depth);
            case CollectionStartEvent start -> mapping(start, depth);
            default ->
                throw TemplateErrors.syntax(
                        file,
                        line(event.getStartMark()),
                        column(event.getStartMark()),
                        "not valid YAML: unexpected " + event.getEventId());
        };
    }

    private SourceNode alias(AliasEvent event) {
        String name = event.getAlias().getValue();
        SourceNode target = anchors.get(name);
        if (target == null) {
            throw TemplateErrors.syntax(
                    file,
                    line(event.getStartMark()),
                    column(event.getStartMark()),
                    "the alias *" + name + " has no anchor before it");
        }
        return new AliasNode(place(event, Optional.empty(), Optional.empty(), end(event)), name, target);
    }

    private SourceNode scalar(ScalarEvent event) {
        Form form = switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> Form.SINGLE;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Form.DOUBLE;
            case LITERAL -> Form.LITERAL;
            case FOLDED -> Form.FOLDED;
            case PLAIN -> Form.PLAIN;
        };
        int end = end(event);
        if (form == Form.LITERAL || form == Form.FOLDED) {
            end = offsets.withoutTrailingBlank(start(event), end);
        }
        return anchored(new ScalarNode(place(event, event.getTag(), event.getAnchor(), end), event.getValue(), form));
    }

    private SourceNode sequence(CollectionStartEvent start, int depth) {
        List<SourceNode> items = new ArrayList<>();
        int last = end(start);
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
            last = items.getLast().span().end();
        }
        int end = closing(start, last);
        return anchored(new SequenceNode(place(start, start.getTag(), start.getAnchor(), end), start.isFlow(), items));
    }

    private SourceNode mapping(CollectionStartEvent start, int depth) {
        List<Entry> entries = new ArrayList<>();
        int last = end(start);
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            SourceNode key = node(depth + 1);
            SourceNode value = node(depth + 1);
            entries.add(new Entry(key, value));
            last = Math.max(key.span().end(), value.span().end());
        }
        int end = closing(start, last);
        return anchored(new MappingNode(place(start, start.getTag(), start.getAnchor(), end), start.isFlow(), entries));
    }

    /// A flow collection ends with its bracket, a block collection (and a pair without braces) with its last child.
    private int closing(CollectionStartEvent start, int last) {
        Event end = events.next();
        return start.isFlow() && offsets.isBracket(start(start), last) ? Math.max(end(end), last) : last;
    }

    private SourceNode anchored(SourceNode node) {
        if (!node.place().anchor().isEmpty()) {
            anchors.put(node.place().anchor(), node);
        }
        return node;
    }

    private Place place(Event event, Optional<String> tag, Optional<Anchor> anchor, int end) {
        int start = start(event);
        var span = new SourceSpan(start, end, line(event.getStartMark()), column(event.getStartMark()));
        boolean decorated = tag.isPresent() || anchor.isPresent();
        return new Place(
                span,
                decorated ? offsets.afterProperties(start, end) : start,
                tag.orElse(""),
                anchor.map(Anchor::getValue).orElse(""));
    }

    private int start(Event event) {
        return offsets.of(event.getStartMark().orElseThrow().getIndex());
    }

    private int end(Event event) {
        return offsets.of(event.getEndMark().orElseThrow().getIndex());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(m -> m.getLine() + 1).orElse(0);
    }

    private static int column(Optional<Mark> mark) {
        return mark.map(m -> m.getColumn() + 1).orElse(0);
    }
}
