package dev.phantom.analysis.prompt;

import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.severity.Severity;
import java.util.List;

/// A model's answer as it stands, not yet believed.
///
/// @param choices ids of candidates: `C-1`
record ModelAnswer(
        List<Observation> observations,
        List<Observation> counterEvidence,
        String reasoning,
        Recommendation recommendation,
        List<String> choices,
        Severity severity,
        Confidence.Level confidence) {

    /// @param exhibit `E-01`
    /// @param quote   word for word from that exhibit
    record Observation(String exhibit, String quote, String meaning) {}
}
