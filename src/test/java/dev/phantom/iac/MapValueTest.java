package dev.phantom.iac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A map value is what was written: every key with its value, in the order of the document, for good.
class MapValueTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 10, 500})
    void everyKeyIsThereInTheOrderOfTheDocument(int size) {
        var written = written(size);
        var map = new MapValue(written);
        assertThat(map.entries()).hasSize(size).containsExactlyEntriesOf(written);
        assertThat(List.copyOf(map.entries().keySet())).isEqualTo(List.copyOf(written.keySet()));
        assertThat(List.copyOf(map.entries().values())).isEqualTo(List.copyOf(written.values()));
        var visited = new LinkedHashMap<String, Value>();
        map.entries().forEach(visited::put);
        assertThat(visited).containsExactlyEntriesOf(written);
        assertThat(written.keySet()).allSatisfy(key -> {
            assertThat(map.get(key)).isEqualTo(written.get(key));
            assertThat(map.entries()).containsKey(key);
            assertThat(map.entries().keySet()).contains(key);
        });
        assertThat(map.get("absent")).isNull();
        assertThat(map.entries().containsKey("absent")).isFalse();
        assertThat(map.entries().keySet().contains("absent")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 500})
    void theOrderOfKeysIsNoPartOfEquality(int size) {
        var reversed = new LinkedHashMap<String, Value>();
        written(size).reversed().forEach(reversed::put);
        var map = new MapValue(written(size));
        assertThat(new MapValue(reversed)).isEqualTo(map).hasSameHashCodeAs(map);
        assertThat(map.entries()).isEqualTo(new HashMap<>(written(size)));
        reversed.put("more", Value.string("x"));
        assertThat(new MapValue(reversed)).isNotEqualTo(map);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9})
    void whatItWasMadeOfMayChangeAndItCannot(int size) {
        var source = written(size);
        var map = new MapValue(source);
        source.put("K0", Value.string("other"));
        source.put("later", Value.string("x"));
        assertThat(map.entries()).containsExactlyEntriesOf(written(size));
        Map<String, Value> entries = map.entries();
        assertThatThrownBy(() -> entries.put("K0", Value.string("x")))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(entries::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> entries.values().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> entries.keySet().remove("K0")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> entries.entrySet().iterator().next().setValue(Value.string("x")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /// Not in the order of the alphabet, nor of their hashes.
    private static LinkedHashMap<String, Value> written(int size) {
        var map = new LinkedHashMap<String, Value>();
        IntStream.range(0, size).forEach(i -> map.put("K" + i * 7 % 501, Value.plain(String.valueOf(i))));
        return map;
    }
}
