package dev.phantom.assembly;

import dev.phantom.analysis.ConfidenceTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The kept counts of `confidence.csv`: those of the part *counted* in `docs/accuracy.md`.
public final class KeptConfidence {
    private KeptConfidence() {}

    public static ConfidenceTable load() {
        try (var stream = Objects.requireNonNull(KeptConfidence.class.getResourceAsStream("confidence.csv"))) {
            return ConfidenceTable.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
