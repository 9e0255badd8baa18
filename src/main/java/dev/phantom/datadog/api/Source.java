package dev.phantom.datadog.api;

/// A kind of thing that Datadog keeps, and the permission that reading or writing it needs.
public enum Source {
    LOGS("logs", "logs_read_data"),
    SPANS("traces", "apm_read"),
    METRICS("metrics", "timeseries_query"),
    METRIC_NAMES("metric names", "metrics_read"),
    EVENTS("events", "events_read"),
    MONITORS("monitors", "monitors_read"),
    INCIDENTS("incidents", "incident_read"),
    OBJECTIVES("SLOs", "slos_read"),
    DEPENDENCIES("dependencies", "apm_read"),
    CATALOG("software catalog", "apm_service_catalog_read"),
    DASHBOARDS("dashboards", "dashboards_read"),
    MONITORS_WRITE("monitors", "monitors_write"),
    OBJECTIVES_WRITE("SLOs", "slos_write"),
    DASHBOARDS_WRITE("dashboards", "dashboards_write"),
    /// Datadog names no permission for it.
    EVENTS_WRITE("events", "");

    private final String noun;
    private final String permission;

    Source(String noun, String permission) {
        this.noun = noun;
        this.permission = permission;
    }

    public String noun() {
        return noun;
    }

    public String permission() {
        return permission;
    }
}
