package dev.phantom.datadog.assets;

import dev.phantom.datadog.api.DatadogAccess;
import dev.phantom.datadog.api.Source;
import java.util.Set;

/// The kinds of assets, in the order in which they can be made: an SLO names monitors.
public enum AssetKind {
    MONITOR(
            "/api/v1/monitor",
            "/monitors/",
            Source.MONITORS,
            Source.MONITORS_WRITE,
            Set.of(
                    "id",
                    "org_id",
                    "creator",
                    "created",
                    "created_at",
                    "modified",
                    "modified_at",
                    "deleted",
                    "multi",
                    "matching_downtimes",
                    "overall_state",
                    "overall_state_modified",
                    "state")),
    SLO(
            "/api/v1/slo",
            "/slo?slo_id=",
            Source.OBJECTIVES,
            Source.OBJECTIVES_WRITE,
            Set.of("id", "creator", "created_at", "modified_at", "overall_status", "configured_alert_ids")),
    DASHBOARD(
            "/api/v1/dashboard",
            "/dashboard/",
            Source.DASHBOARDS,
            Source.DASHBOARDS_WRITE,
            Set.of("id", "url", "author_handle", "author_name", "created_at", "modified_at"));

    private final String path;
    private final String page;
    private final Source reading;
    private final Source writing;
    private final Set<String> own;

    AssetKind(String path, String page, Source reading, Source writing, Set<String> own) {
        this.path = path;
        this.page = page;
        this.reading = reading;
        this.writing = writing;
        this.own = own;
    }

    String path() {
        return path;
    }

    Source reading() {
        return reading;
    }

    Source writing() {
        return writing;
    }

    /// Members that are Datadog's: nobody edits them, and they change by themselves.
    Set<String> ownMembers() {
        return own;
    }

    /// Members of any depth that Datadog fills in: the ids of widgets, and how a target is written.
    Set<String> givenMembers() {
        return switch (this) {
            case MONITOR -> Set.of();
            case SLO -> Set.of("target_display", "warning_display");
            case DASHBOARD -> Set.of("id");
        };
    }

    /// Where a person finds one.
    String url(DatadogAccess access, String id) {
        return access.app() + page + id;
    }

    /// As people call it.
    public String noun() {
        return switch (this) {
            case MONITOR -> "monitor";
            case SLO -> "SLO";
            case DASHBOARD -> "dashboard";
        };
    }
}
