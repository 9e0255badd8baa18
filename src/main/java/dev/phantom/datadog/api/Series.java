package dev.phantom.datadog.api;

import dev.phantom.evidence.Sample;
import java.util.List;

/// One timeseries, oldest point first. Buckets without a value are left out.
///
/// @param name  metric name
/// @param scope tags it was taken over; empty or `*` for all
/// @param unit  `second`; empty if unknown
public record Series(String name, String scope, String unit, List<Sample> points) {

    public Series {
        points = List.copyOf(points);
    }
}
