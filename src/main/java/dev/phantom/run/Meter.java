package dev.phantom.run;

import dev.phantom.drift.Coverage;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sends the figures of a run. Names and tags are the contract's; nothing identifies a resource or a pull request.
record Meter(Telemetry telemetry) {

    void measure(RunReport run) {
        run.reports().forEach(this::stack);
        telemetry.count(
                "phantom.run.completed", 1, Map.of("outcome", run.failures().isEmpty() ? "ok" : "failed"));
    }

    private void stack(StackReport report) {
        var tags = tags(report);
        var withSeverity = new LinkedHashMap<>(tags);
        report.severity().ifPresent(s -> withSeverity.put("severity", s.text()));
        telemetry.gauge("phantom.drift.open", report.drifts().size(), withSeverity);
        telemetry.gauge(
                "phantom.drift.severity",
                report.severity().map(s -> s.ordinal() + 1).orElse(0),
                withSeverity);
        telemetry.gauge(
                "phantom.drift.cost_delta_usd",
                report.monthlyDelta().map(Number::doubleValue).orElse(0.0),
                withSeverity);
        telemetry.gauge("phantom.coverage", share(report.comparison().coverage()), tags);
        for (var drift : report.drifts()) {
            var one = new LinkedHashMap<>(tags);
            one.put("severity", StackReport.severity(drift).text());
            if (drift.isNew()) {
                telemetry.count("phantom.drift.detected", 1, one);
            }
            if (drift.verdict() != null) {
                telemetry.count(
                        "phantom.verdict.made",
                        1,
                        Map.of(
                                "recommendation",
                                        drift.verdict().recommendation().text(),
                                "severity", StackReport.severity(drift).text()));
            }
        }
    }

    private static Map<String, String> tags(StackReport report) {
        var tags = new LinkedHashMap<String, String>();
        tags.put("env", report.stack().environment());
        tags.put("stack", report.stack().id().name());
        tags.put("aws_account", report.stack().id().account());
        tags.put("region", report.stack().id().region());
        return tags;
    }

    private static double share(Coverage coverage) {
        return coverage.resources() == 0 ? 1 : (double) coverage.compared() / coverage.resources();
    }
}
