package dev.phantom.datadog.api;

import dev.phantom.evidence.Sample;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often something was seen, over time: one group of an aggregation.
///
/// @param by     facet → value; all text is untrusted
/// @param points counts by the begin of each interval; intervals without any are left out
/// @param p95    of the measure that was asked for; NaN if none was
public record Counted(Map<String, String> by, List<Sample> points, double p95) {

    public Counted {
        by = Collections.unmodifiableMap(new LinkedHashMap<>(by));
        points = List.copyOf(points);
    }

    public long total() {
        return Math.round(points.stream().mapToDouble(Sample::value).sum());
    }
}
