package dev.phantom.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Unchecked;
import dev.phantom.iac.Origin;
import dev.phantom.pullrequest.Fingerprint;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SARIF 2.1.0 for code scanning: one result per finding, and one per change that no finding speaks of
/// (`docs/sarif.md`).
public final class ReportSarif {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final PlainText plain;
    private final String version;
    private final Path folder;

    /// One thing to tell of a drift.
    ///
    /// @param path   of the property; empty for the whole resource
    /// @param values what was expected and what is there; empty if there is nothing to compare
    /// @param finding the one that it tells; none where it tells a change
    private record Reported(
            SarifRule rule,
            Severity severity,
            String path,
            String title,
            String values,
            Origin origin,
            List<Finding> finding) {}

    /// @param folder that the user stands in
    public ReportSarif(PlainText plain, String version, Path folder) {
        this.plain = plain;
        this.version = version;
        this.folder = folder;
    }

    public ObjectNode log(RunReport report) {
        var node = JSON.objectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        var run = node.putArray("runs").addObject();
        var driver = run.putObject("tool").putObject("driver");
        driver.put("name", "phantom").put("version", version).put("semanticVersion", version);
        var rules = driver.putArray("rules");
        invocation(run.putArray("invocations").addObject(), report);
        var results = run.putArray("results");
        var places = SarifPlace.of(folder, report);
        var used = new LinkedHashMap<String, SarifRule>();
        var highest = new LinkedHashMap<String, Severity>();
        for (var stack : report.reports()) {
            for (var drift : stack.drifts()) {
                for (var reported : reported(drift, stack.stack().environment())) {
                    used.merge(reported.rule().id(), reported.rule(), (a, b) -> a.security() ? a : b);
                    highest.merge(reported.rule().id(), reported.severity(), Severity::or);
                    results.add(result(stack, drift, reported, places)
                            .put(
                                    "ruleIndex",
                                    List.copyOf(used.keySet())
                                            .indexOf(reported.rule().id())));
                }
            }
        }
        for (var stack : report.reports()) {
            for (var hidden : stack.suppressed()) {
                for (var finding : hidden.findings()) {
                    var rule = SarifRule.of(finding);
                    used.putIfAbsent(finding.rule(), rule);
                    highest.merge(finding.rule(), finding.level(), Severity::or);
                    results.add(SuppressedResult.of(stack, hidden, finding)
                            .put("ruleIndex", List.copyOf(used.keySet()).indexOf(finding.rule())));
                }
            }
        }
        used.forEach((id, rule) -> rule.write(rules, highest.getOrDefault(id, Severity.LOW)));
        return node;
    }

    /// What was not walked, not compared or not known: without it no result would look like no drift.
    private static void invocation(ObjectNode node, RunReport report) {
        node.put("executionSuccessful", report.failures().isEmpty());
        var notices = node.putArray("toolExecutionNotifications");
        for (var failure : report.failures()) {
            var line = failure.stack() + " (" + failure.stage() + "): "
                    + failure.diagnostic().line();
            notice(notices, "error", line)
                    .putObject("descriptor")
                    .put("id", failure.diagnostic().code().id());
        }
        for (var stack : report.reports()) {
            var name = name(stack).isEmpty() ? "" : name(stack) + ": ";
            stack.gaps().forEach(gap -> notice(notices, "note", name + gap));
            stack.comparison()
                    .coverage()
                    .unchecked()
                    .forEach(u -> notice(notices, "note", name + "not compared: " + unchecked(u)));
        }
        if (notices.isEmpty()) {
            node.remove("toolExecutionNotifications");
        }
    }

    private static String unchecked(Unchecked u) {
        return u.logicalId() + (u.path() == null ? "" : u.path()) + " ("
                + u.reason().text() + ")";
    }

    private static ObjectNode notice(ArrayNode notices, String level, String text) {
        var node = notices.addObject().put("level", level);
        node.putObject("message").put("text", unlinked(PlainText.sentence(text)));
        return node;
    }

    private List<Reported> reported(JudgedDrift judged, String environment) {
        var drift = judged.drift();
        var findings = judged.assessment().findings();
        var all = new ArrayList<Reported>();
        findings.forEach(finding -> all.add(reported(judged, finding)));
        for (var change : drift.changes()) {
            if (findings.stream().noneMatch(f -> of(f, change))) {
                all.add(new Reported(
                        SarifRule.of(change),
                        severity(judged, Assessor.base(change, environment)),
                        change.path().toString(),
                        "",
                        values(change),
                        change.circumstances().origin(),
                        List.of()));
            }
        }
        if (all.isEmpty()) {
            all.add(new Reported(
                    SarifRule.of(drift.status()),
                    StackReport.severity(judged),
                    "",
                    title(drift),
                    "",
                    Origin.ABSENT,
                    List.of()));
        }
        return all;
    }

    /// The analyst raises what makes the floor.
    private static Severity severity(JudgedDrift judged, Severity computed) {
        return computed == judged.assessment().floor() ? StackReport.severity(judged) : computed;
    }

    private static String title(Drift drift) {
        return switch (drift.status()) {
            case DELETED -> "deleted";
            case UNMANAGED -> "unmanaged";
            case MODIFIED -> "modified";
        };
    }

    private Reported reported(JudgedDrift judged, Finding finding) {
        var change = at(judged.drift(), finding);
        return new Reported(
                SarifRule.of(finding),
                severity(judged, finding.level()),
                finding.path().toString(),
                finding.title(),
                change.map(this::values).orElse(""),
                change.map(c -> c.circumstances().origin()).orElse(Origin.ABSENT),
                List.of(finding));
    }

    /// The change that a finding is about: the one at its path, else one above or below it whose place is known.
    private static Optional<Change> at(Drift drift, Finding finding) {
        var about = drift.changes().stream().filter(c -> of(finding, c)).toList();
        return about.stream()
                .filter(c -> c.path().equals(finding.path()))
                .findFirst()
                .or(() -> about.stream()
                        .filter(c -> c.circumstances().origin().line() > 0)
                        .findFirst())
                .or(() -> about.stream().findFirst());
    }

    private static boolean of(Finding finding, Change change) {
        return !finding.path().equals(PropertyPath.ROOT)
                && (change.path().startsWith(finding.path()) || finding.path().startsWith(change.path()));
    }

    private String values(Change change) {
        return "expected %s, actual %s"
                .formatted(
                        change.expectedValue().map(plain::value).orElse("(absent)"),
                        change.actualValue().map(plain::value).orElse("(absent)"));
    }

    private ObjectNode result(StackReport report, JudgedDrift judged, Reported reported, SarifPlace places) {
        var drift = judged.drift();
        var node = JSON.objectNode()
                .put("ruleId", reported.rule().id())
                .put("level", SarifRule.level(reported.severity()));
        node.putObject("message").put("text", unlinked(message(report, judged, reported)));
        var location = node.putArray("locations").addObject();
        places.write(location, report, drift.logicalId(), reported.origin());
        var construct = report.construct(judged);
        location.putArray("logicalLocations")
                .addObject()
                .put("name", drift.logicalId())
                .put("fullyQualifiedName", construct.isEmpty() ? drift.logicalId() + reported.path() : construct)
                .put("kind", "resource");
        node.putObject("partialFingerprints")
                .put("primaryLocationLineHash", hash(drift, reported))
                .put("driftId/v1", drift.driftId())
                .put("path/v1", reported.path());
        suppression(node, judged.pullRequest());
        var properties = node.putObject("properties")
                .put("contentHash", drift.contentHash())
                .put("stack", name(report))
                .put("severity", reported.severity().text());
        reported.finding().forEach(finding -> weigh(properties, finding));
        return node;
    }

    /// What made the level, and the page of the control: the rule has a page of its own.
    private static void weigh(ObjectNode properties, Finding finding) {
        if (!finding.control().isEmpty()) {
            properties.put("control", finding.control());
        }
        if (!finding.reasons().isEmpty()) {
            var reasons = properties.putArray("reasons");
            finding.reasons().forEach(reasons::add);
        }
        properties.put("page", finding.reference());
    }

    /// The one fingerprint that code scanning reads. By default it hashes the line of the template, where two drifts
    /// of one line would be one alert.
    private static String hash(Drift drift, Reported reported) {
        return Fingerprint.of(drift.driftId(), reported.rule().id(), reported.path(), reported.title())
                        .substring(0, 16) + ":1";
    }

    /// A person closed the pull request: they know, and want it so.
    private static void suppression(ObjectNode node, @Nullable Outcome outcome) {
        if (outcome != null && outcome.kind() == Outcome.Kind.CLOSED_BY_PERSON) {
            node.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("status", "accepted")
                    .put(
                            "justification",
                            unlinked("its pull request was closed by a person: " + outcome.url()
                                    + (outcome.reason().isEmpty() ? "" : "; " + outcome.reason())));
        }
    }

    private static String message(StackReport report, JudgedDrift judged, Reported reported) {
        var drift = judged.drift();
        var construct = report.construct(judged);
        return PlainText.line(drift.logicalId() + " " + drift.type()
                        + (reported.path().isEmpty() ? "" : " " + reported.path()))
                + ": " + (reported.title().isEmpty() ? "" : PlainText.sentence(reported.title()))
                + (reported.title().isEmpty() || reported.values().isEmpty() ? "" : "; ") + reported.values() + " ("
                + (judged.assessment().unknown() ? "unknown, at least " : "")
                + reported.severity().text() + ")" + accepted(judged.pullRequest())
                + (construct.isEmpty() ? "" : ", construct " + PlainText.line(construct));
    }

    /// Code scanning shows what is suppressed like any other result unless it is told otherwise.
    private static String accepted(@Nullable Outcome outcome) {
        return outcome == null || outcome.kind() != Outcome.Kind.CLOSED_BY_PERSON
                ? ""
                : ", accepted: its pull request was closed by a person"
                        + (outcome.reason().isEmpty() ? "" : "; " + PlainText.sentence(outcome.reason()));
    }

    private static String name(StackReport report) {
        return report.stack().id().name();
    }

    /// Nothing in a message becomes a link: `[text](address)` is one in SARIF.
    static String unlinked(String text) {
        return text.replace("](", "] (");
    }
}
