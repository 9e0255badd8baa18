package dev.phantom.analysis.prompt;

import dev.phantom.analysis.Aside;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.severity.Severity;
import java.util.List;

/// A model's answer as it stands, not yet believed.
///
/// @param owner    word for word, what somebody who answers for the resource wrote of the change; empty if nobody did
/// @param choices  ids of candidates: `C-1`
/// @param raisedBy exhibits for which the severity is above the floor
record ModelAnswer(
        List<Observation> observations,
        List<Observation> counterEvidence,
        Aside.Explanation explanation,
        String owner,
        String reasoning,
        Recommendation recommendation,
        List<String> choices,
        Severity severity,
        List<String> raisedBy,
        Confidence.Level confidence) {

    /// @param exhibit `E-01`
    /// @param quote   word for word from that exhibit
    record Observation(String exhibit, String quote, String meaning) {}
}
