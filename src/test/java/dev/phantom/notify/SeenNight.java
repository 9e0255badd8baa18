package dev.phantom.notify;

import dev.phantom.report.ReportReader;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as its report says it, written drift by drift.
public final class SeenNight {

    private final List<String> drifts = new ArrayList<>();
    private String unchecked = "";
    private String ignored = "";
    private String failures = "";
    private int compared = 3;
    private String stack = "payments";
    private StackReport.@Nullable Below below;

    public static RunReport calm() {
        return new SeenNight().run();
    }

    /// One drift of stack payments; what is not said is usual.
    public record Seen(
            String id,
            String hash,
            String resource,
            String severity,
            String recommendation,
            String outcome,
            String url,
            String refactor) {

        public static Seen of(String id, String severity) {
            return new Seen(id, "h1", "Db", severity, "revert", "held-back", "", "");
        }

        public Seen hash(String other) {
            return new Seen(id, other, resource, severity, recommendation, outcome, url, refactor);
        }

        public Seen resource(String other) {
            return new Seen(id, hash, other, severity, recommendation, outcome, url, refactor);
        }

        public Seen judged(String other) {
            return new Seen(id, hash, resource, severity, other, outcome, url, refactor);
        }

        /// The value that a refactor would set.
        public Seen instead(String value) {
            var edit = "{\"path\": \"/DBInstanceClass\", \"value\": \"" + value + "\"}";
            return new Seen(id, hash, resource, severity, recommendation, outcome, url, edit);
        }

        public Seen pullRequest(String kind, String address) {
            return new Seen(id, hash, resource, severity, recommendation, kind, address, refactor);
        }
    }

    public SeenNight with(Seen seen) {
        return with(seen, "db.r5.large", "db.r5.4xlarge");
    }

    public SeenNight with(Seen seen, String expected, String actual) {
        drifts.add("""
                {"driftId": "%s", "contentHash": "%s", "logicalId": "%s", "physicalId": "payments-db",
                 "type": "AWS::RDS::DBInstance", "status": "MODIFIED",
                 "changes": [{"path": "/DBInstanceClass", "kind": "NOT_EQUAL", "tier": "declared", "confirmed": true,
                   "expected": "%s", "actual": "%s",
                   "origin": {"kind": "literal", "name": "", "file": "a.yaml", "line": 7, "column": 14},
                   "occurred": {"at": "2026-11-21T03:04:11Z", "precision": "exact", "actor": "role/OnCall",
                     "via": "console", "eventId": "7c1e"},
                   "witnesses": ["comparison", "write"]}],
                 "severity": {"level": "%s", "floor": "%s", "findings": []},
                 "cost": {"monthlyDeltaUsd": 2452.80, "lines": [], "unpriced": [], "pricesAsOf": "2026-07-20"},
                 "verdict": {"recommendation": "%s", "confidence": {"level": "high", "score": 0.9, "basis": "nominal"},
                   "reasoning": "because", "evidence": [], "against": [], "severity": "%s", "refactor": [%s],
                   "reviewAt": null, "analyst": "rules", "caseDigest": "c", "gaps": []},
                 "pullRequest": {"outcome": "%s", "url": "%s", "branch": "", "proof": []}}
                """.formatted(
                        seen.id(),
                        seen.hash(),
                        seen.resource(),
                        expected,
                        actual,
                        seen.severity(),
                        seen.severity(),
                        seen.recommendation(),
                        seen.severity(),
                        seen.refactor(),
                        seen.outcome(),
                        seen.url()));
        return this;
    }

    public SeenNight unread(String resource) {
        unchecked = """
                {"logicalId": "%s", "type": "AWS::RDS::DBInstance", "path": null, "reason": "read-failed"}
                """.formatted(resource);
        return this;
    }

    public SeenNight ignoring(String resource) {
        ignored = """
                {"logicalId": "%s", "physicalId": "x", "type": "AWS::RDS::DBInstance", "path": "/DBInstanceClass",
                 "kind": "NOT_EQUAL", "reason": "we know"}
                """.formatted(resource);
        return this;
    }

    public SeenNight failing(String stage) {
        failures = """
                {"stack": "payments", "stage": "%s", "code": "PH-GHB-002", "summary": "away"}
                """.formatted(stage);
        return this;
    }

    public SeenNight comparing(int resources) {
        compared = resources;
        return this;
    }

    /// Of another stack than payments.
    public SeenNight of(String other) {
        stack = other;
        return this;
    }

    /// Nested there.
    public SeenNight below(String parent) {
        below = new StackReport.Below(parent, "Nested");
        return this;
    }

    public RunReport run() {
        var read = read();
        var reports = read.reports().stream()
                .map(r -> new StackReport(
                        r.stack(),
                        r.safe(),
                        r.live(),
                        r.comparison(),
                        r.drifts(),
                        r.gaps(),
                        r.failures(),
                        below,
                        r.suppressed()))
                .toList();
        return new RunReport(read.startedAt(), reports, read.failures());
    }

    private RunReport read() {
        return new ReportReader("night.json").run("""
                {"schema": "phantom.run/v1", "startedAt": "2026-11-22T04:00:00Z", "failures": [%s],
                 "reports": [{"schema": "phantom.report/v1",
                   "stack": {"name": "%s", "account": "111122223333", "region": "us-east-1", "environment": "prod"},
                   "safeState": {"source": "github", "repository": "acme/infra", "commit": "c", "path": "a.yaml"},
                   "live": {"source": "iac-generator", "capturedAt": "2026-11-22T03:12:00Z"},
                   "coverage": {"resources": 3, "compared": %d, "unchecked": [%s]},
                   "drifts": [%s], "undeployed": [], "managed": [], "ignored": [%s], "inventory": [], "gaps": [],
                   "summary": {"drifted": %d, "new": 0}}]}
                """.formatted(
                        failures, stack, compared, unchecked, String.join(",", drifts), ignored, drifts.size()));
    }
}
