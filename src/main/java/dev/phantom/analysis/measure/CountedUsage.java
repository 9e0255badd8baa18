package dev.phantom.analysis.measure;

import dev.phantom.cost.Usage;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Signal;
import java.math.BigDecimal;
import java.util.Optional;

/// What the evidence says was used.
public record CountedUsage(Evidence evidence) implements Usage {

    @Override
    public Optional<BigDecimal> monthly(String product) {
        return evidence.exhibits().stream()
                .map(exhibit -> exhibit.signal())
                .filter(signal ->
                        signal instanceof Signal.Usage used && used.of().equals(product))
                .map(signal -> BigDecimal.valueOf(((Signal.Usage) signal).monthly()))
                .findFirst();
    }
}
