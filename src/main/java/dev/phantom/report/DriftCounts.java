package dev.phantom.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.analysis.Recommendation;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How many drifts there are of each severity and of each recommendation; a drift that nobody judged has none.
final class DriftCounts {

    private static final List<Severity> WORST_FIRST =
            List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW);

    private final Map<Severity, Integer> severities = new EnumMap<>(Severity.class);
    private final Map<Recommendation, Integer> recommendations = new EnumMap<>(Recommendation.class);

    static DriftCounts of(Collection<JudgedDrift> drifts) {
        var counts = new DriftCounts();
        drifts.forEach(counts::add);
        return counts;
    }

    void add(JudgedDrift drift) {
        severities.merge(StackReport.severity(drift), 1, Integer::sum);
        if (drift.verdict() != null) {
            recommendations.merge(drift.verdict().recommendation(), 1, Integer::sum);
        }
    }

    int of(Severity severity) {
        return severities.getOrDefault(severity, 0);
    }

    int of(Recommendation recommendation) {
        return recommendations.getOrDefault(recommendation, 0);
    }

    static List<Severity> worstFirst() {
        return WORST_FIRST;
    }

    /// `bySeverity` and `byRecommendation`, each with all of its values.
    void json(ObjectNode summary) {
        var bySeverity = summary.putObject("bySeverity");
        WORST_FIRST.forEach(severity -> bySeverity.put(severity.text(), of(severity)));
        var byRecommendation = summary.putObject("byRecommendation");
        for (var recommendation : Recommendation.values()) {
            byRecommendation.put(recommendation.text(), of(recommendation));
        }
    }
}
