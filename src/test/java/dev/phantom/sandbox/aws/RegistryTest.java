package dev.phantom.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.schema.SchemaRow;
import org.junit.jupiter.api.Test;

class RegistryTest {

    /// The folding and the schemas made back from the table are each other's inverse: for every type of the table.
    @Test
    void everySchemaFoldsIntoTheRowsItWasMadeFrom() {
        var catalog = Known.TYPES;
        assertThat(catalog.types()).allSatisfy(type -> {
            var rows = ResourceTypes.rows(type);
            var region =
                    catalog.find(type).map(TypeFacts::provenance).orElseThrow().region();
            var folded = SchemaRow.of(Registry.schema(rows), region);
            assertThat(folded.lines()).isEqualTo(String.join("\n", rows) + "\n");
            assertThat(folded.leftOut()).isEmpty();
        });
    }
}
