package dev.phantom.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/// JSON over several lines, each member that fits on one line on its own.
final class JsonLines {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int WIDTH = 100;

    private JsonLines() {}

    static List<String> of(String json) {
        try {
            var lines = new ArrayList<String>();
            write("", "", JSON.readTree(json), "", lines);
            return lines;
        } catch (JsonProcessingException e) {
            return List.of(json);
        }
    }

    private static void write(String indent, String name, JsonNode node, String end, List<String> lines) {
        var flat = node.toString();
        if (indent.length() + name.length() + flat.length() <= WIDTH || !node.isContainerNode() || node.isEmpty()) {
            lines.add(indent + name + flat + end);
            return;
        }
        lines.add(indent + name + (node.isObject() ? "{" : "["));
        int left = node.size();
        if (node.isObject()) {
            for (var member : node.properties()) {
                write(indent + "  ", '"' + member.getKey() + "\": ", member.getValue(), --left > 0 ? "," : "", lines);
            }
        } else {
            for (var item : node) {
                write(indent + "  ", "", item, --left > 0 ? "," : "", lines);
            }
        }
        lines.add(indent + (node.isObject() ? "}" : "]") + end);
    }
}
