package dev.phantom.store.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.phantom.analysis.DriftJson;
import dev.phantom.drift.attribute.Sighting;
import dev.phantom.drift.attribute.Sightings;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.FieldReader;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `{"at": "…", "unread": {"Db": "…"}, "open": [{"place": "d-…", "content": "…", "live": "…", "cut": "d-…",
/// "firstSeen": "…", "undrifted": "…", "before": "…", "drift": {…}}], "hidden": []}`: a drift as a case has it, without
/// models.
final class SightingsJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    /// What is kept holds tags, which every mask passes through.
    private static final Mask TAGS_ONLY = Mask.of("");

    private SightingsJson() {}

    static ObjectNode write(Sightings sightings) {
        var root = JSON.createObjectNode().put("at", sightings.at().toString());
        var unread = root.putObject("unread");
        sightings.unread().forEach((logicalId, at) -> unread.put(logicalId, at.toString()));
        write(root.putArray("open"), sightings.open());
        write(root.putArray("hidden"), sightings.hidden());
        return root;
    }

    private static void write(ArrayNode into, List<Sighting> sightings) {
        for (var sighting : sightings) {
            into.addObject()
                    .put("place", sighting.place())
                    .put("content", sighting.content())
                    .put("live", sighting.live())
                    .put("cut", sighting.cut())
                    .put("firstSeen", sighting.firstSeen().toString())
                    .put("undrifted", text(sighting.undrifted()))
                    .put("before", text(sighting.before()))
                    .putRawValue("drift", new RawValue(ValueJson.text(DriftJson.tree(sighting.drift()), TAGS_ONLY)));
        }
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    /// @param look the whole text of a look; one of an earlier version holds none
    /// @throws IllegalArgumentException where it is something else
    static Sightings read(String look) {
        try {
            return FieldReader.of("look.json", "the look", Code.FILE_UNREADABLE, ValueJson.parse(look))
                    .objectIfAny("seen")
                    .map(SightingsJson::read)
                    .orElse(Sightings.NONE);
        } catch (IOException | PhantomException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Sightings read(FieldReader tree) {
        var unread = new TreeMap<String, Instant>();
        tree.members("unread").forEach((logicalId, at) -> unread.put(logicalId, Instant.parse(at)));
        return new Sightings(
                tree.moment("at"),
                unread,
                tree.list("open", SightingsJson::sighting),
                tree.list("hidden", SightingsJson::sighting));
    }

    private static Sighting sighting(FieldReader tree) {
        return new Sighting(
                tree.text("place"),
                tree.text("content"),
                tree.textOrEmpty("live"),
                tree.text("cut"),
                tree.moment("firstSeen"),
                tree.instant("undrifted"),
                tree.instant("before"),
                DriftJson.read(tree.object("drift")));
    }
}
