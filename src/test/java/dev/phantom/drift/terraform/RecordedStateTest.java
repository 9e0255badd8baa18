package dev.phantom.drift.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeNode;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.terraform.TerraformResources.Resource;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A state that the real provider wrote, as properties: each is one that AWS's schema has.
class RecordedStateTest {

    private static final Path STATE = Path.of("src/test/resources/terraform/orders/state.json");

    @Test
    void becomesWhatAwssSchemasDescribe() throws IOException {
        Map<String, Resource> resources = new LinkedHashMap<>();
        var state = (MapValue) ValueJson.parse(Files.readString(STATE));
        module((MapValue) ((MapValue) state.entries().get("values")).entries().get("root_module"), resources);
        assertThat(resources).hasSizeGreaterThan(15);
        var terraform = new TerraformResources(Known.HERE.terraform(), resources);
        var strange = new ArrayList<String>();
        resources.keySet().forEach(address -> {
            var type = terraform.awsType(address);
            assertThat(type).as(address).isPresent();
            var root = Known.TYPES.find(type.orElseThrow()).orElseThrow().root();
            var properties = terraform.actual(address).orElseThrow();
            assertThat(properties.entries()).as(address).isNotEmpty();
            unknown(address, properties, root, strange);
        });
        assertThat(strange).isEmpty();
    }

    private static void module(MapValue module, Map<String, Resource> into) {
        items(module, "resources").forEach(r -> {
            var values = (MapValue) r.entries().get("values");
            if (text(r, "mode").equals("managed")) {
                into.put(text(r, "address"), new Resource(text(r, "type"), values, values));
            }
        });
        items(module, "child_modules").forEach(child -> module(child, into));
    }

    private static List<MapValue> items(MapValue map, String key) {
        return map.get(key) instanceof ListValue list
                ? list.items().stream().map(MapValue.class::cast).toList()
                : List.of();
    }

    private static String text(MapValue map, String key) {
        return map.get(key) instanceof Scalar s ? s.text() : "";
    }

    private static void unknown(String at, Value value, TypeNode node, List<String> strange) {
        if (!node.isKnown()) {
            strange.add(at);
        } else if (value instanceof MapValue map && !node.properties().isEmpty()) {
            map.entries().forEach((name, v) -> unknown(at + "/" + name, v, node.child(name), strange));
        } else if (value instanceof ListValue list && node.hasItems()) {
            list.items().forEach(v -> unknown(at + "/*", v, node.items(), strange));
        }
    }
}
