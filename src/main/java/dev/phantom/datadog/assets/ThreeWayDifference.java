package dev.phantom.datadog.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What was installed last, what is there now, and what would be written, each in [NormalForm].
///
/// @param installed as Datadog answered it then; null if it is not known here
record ThreeWayDifference(@Nullable JsonNode installed, JsonNode there, JsonNode wanted) {

    private static final int MOST = 20;
    private static final int WIDTH = 90;

    /// Something would have to be written.
    boolean behind() {
        return !NormalForm.covers(there, wanted);
    }

    /// Somebody changed it since it was installed; unknown counts as yes where it is not as Phantom writes it.
    boolean edited() {
        return installed == null ? behind() : !installed.equals(there);
    }

    /// Phantom would write something else than it did; unknown counts as yes.
    boolean moved() {
        return installed == null || !NormalForm.covers(installed, wanted);
    }

    /// One line per place, `options.thresholds.critical: installed 0, in Datadog 5, would write 1`.
    List<String> lines() {
        var before = leaves(installed);
        var now = leaves(there);
        var then = leaves(wanted);
        var lines = new ArrayList<String>();
        var paths = new TreeSet<>(now.keySet());
        paths.addAll(then.keySet());
        paths.addAll(before.keySet());
        for (var path : paths) {
            var behind = then.containsKey(path) && !then.get(path).equals(now.get(path));
            var edited = installed != null && !String.valueOf(before.get(path)).equals(String.valueOf(now.get(path)));
            if (behind || edited) {
                lines.add("%s: installed %s, in Datadog %s, would write %s"
                        .formatted(
                                path,
                                installed == null ? "unknown" : said(before.get(path)),
                                said(now.get(path)),
                                said(then.get(path))));
            }
        }
        if (lines.size() <= MOST) {
            return lines;
        }
        var shown = new ArrayList<>(lines.subList(0, MOST));
        shown.add("and " + (lines.size() - MOST) + " more places");
        return shown;
    }

    private static String said(@Nullable String value) {
        return value == null ? "nothing" : value.length() <= WIDTH ? value : value.substring(0, WIDTH - 1) + "…";
    }

    private static Map<String, String> leaves(@Nullable JsonNode node) {
        var leaves = new TreeMap<String, String>();
        if (node != null) {
            collect("", node, leaves);
        }
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(e ->
                                collect(path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), leaves));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    collect(path + "[" + i + "]", array.get(i), leaves);
                }
            }
            default -> leaves.put(path, node.toString());
        }
    }
}
