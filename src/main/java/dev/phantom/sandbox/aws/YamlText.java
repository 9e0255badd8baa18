package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/// YAML as the IaC Generator prints it: each string double-quoted, long ones folded with a backslash, keys plain.
final class YamlText {

    private static final DumpSettings SETTINGS =
            DumpSettings.builder().setIndicatorIndent(0).setSplitLines(true).build();

    private YamlText() {}

    static String of(JsonNode document) {
        var events = new ArrayList<Event>();
        events.add(new StreamStartEvent());
        events.add(new DocumentStartEvent(true, Optional.empty(), Map.of()));
        emit(document, events);
        events.add(new DocumentEndEvent(false));
        events.add(new StreamEndEvent());
        return new Present(SETTINGS).emitToString(events.iterator());
    }

    private static void emit(JsonNode node, List<Event> out) {
        if (node.isObject()) {
            out.add(new MappingStartEvent(Optional.empty(), Optional.empty(), true, flow(node)));
            node.properties().forEach(e -> {
                out.add(scalar(e.getKey(), ScalarStyle.PLAIN));
                emit(e.getValue(), out);
            });
            out.add(new MappingEndEvent());
        } else if (node.isArray()) {
            out.add(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, flow(node)));
            node.forEach(n -> emit(n, out));
            out.add(new SequenceEndEvent());
        } else {
            out.add(scalar(node.asText(), node.isTextual() ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.PLAIN));
        }
    }

    private static FlowStyle flow(JsonNode node) {
        return node.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private static ScalarEvent scalar(String text, ScalarStyle style) {
        return new ScalarEvent(Optional.empty(), Optional.empty(), new ImplicitTuple(true, true), text, style);
    }
}
