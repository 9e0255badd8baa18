package dev.phantom.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.PhantomException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeCatalogTest {

    private static final Map<String, String> TABLE = Map.of(
            "index.json", """
            {"source": "made 1", "date": "2026-01-31", "services": {"AWS::A": ["X", "Y"], "AWS::B": ["Z"]}}""",
            "AWS-A.jsonl", """
            {"type":"AWS::A::X","identifier":["Id"],"handlers":{"read":[]}}
            {"definition":"","shape":{"kind":"object","properties":{"Id":"string"}}}
            {"type":"AWS::A::Y","futureFact":{"deep":[1]},"handlers":{}}
            {"definition":"","shape":{"kind":"object","futureWord":[{"a":1}],"properties":{"Next":"#Y"}}}
            {"definition":"Y","shape":{"kind":"object","properties":{"Next":"#Y"}}}
            """,
            "AWS-B.jsonl", "{\"type\":\"AWS::B::Z\",\"identif");

    private final List<String> opened = new ArrayList<>();
    private final TypeCatalog catalog = new TypeCatalog(this::open);

    private InputStream open(String name) {
        opened.add(name);
        return new ByteArrayInputStream(TABLE.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aServiceIsReadOnceAndOnlyWhenAsked() {
        assertThat(catalog.types()).containsExactly("AWS::A::X", "AWS::A::Y", "AWS::B::Z");
        assertThat(opened).containsExactly("index.json");
        assertThat(catalog.find("AWS::A::X")).isPresent();
        assertThat(catalog.find("AWS::A::Y")).isPresent();
        assertThat(catalog.find("AWS::A::X")).isEqualTo(catalog.find("AWS::A::X"));
        assertThat(opened).containsExactly("index.json", "AWS-A.jsonl");
    }

    @Test
    void anUnknownTypeOpensNothing() {
        assertThat(catalog.find("AWS::A::None")).isEmpty();
        assertThat(catalog.find("Custom")).isEmpty();
        assertThat(opened).containsExactly("index.json");
    }

    @Test
    void wordsOfALaterTableArePassedOver() {
        var type = catalog.find("AWS::A::Y").orElseThrow();
        assertThat(type.root().child("Next").child("Next").definition()).isEqualTo("Y");
    }

    @Test
    void aDamagedTableSaysSo() {
        assertThatThrownBy(() -> catalog.find("AWS::B::Z"))
                .isInstanceOf(PhantomException.class)
                .hasMessageContaining("AWS-B.jsonl");
    }
}
