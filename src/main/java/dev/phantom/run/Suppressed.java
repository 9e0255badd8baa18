package dev.phantom.run;

import dev.phantom.drift.Drift;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.Eased;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Findings of level high or critical that a file of the repository hides: never silently, and never without an end.
///
/// @param path     null for the whole resource
/// @param findings the gravest first, never empty
/// @param by       how: `hidden by an ignore rule`
/// @param reason   the team's
/// @param until    the last day on which they are hidden
public record Suppressed(
        String logicalId,
        String physicalId,
        String type,
        @Nullable PropertyPath path,
        List<Finding> findings,
        String by,
        String reason,
        LocalDate until) {

    public Suppressed {
        findings = List.copyOf(findings);
    }

    public Severity level() {
        return findings.stream().map(Finding::level).reduce(Severity.LOW, Severity::or);
    }

    /// `hidden by an ignore rule until 2027-01-31 (scheduled): Web /Ingress/2: critical PH-SEV-001 port 22 is open`.
    public String text() {
        return how() + ": " + logicalId
                + (path == null ? "" : " " + path) + ": "
                + findings.stream()
                        .map(f -> f.level().text() + " " + f.rule() + " " + f.title())
                        .collect(Collectors.joining(", "));
    }

    /// `hidden by an ignore rule until 2027-01-31 (scheduled)`.
    public String how() {
        return by + " until " + until + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /// What the team's file on severity lowers or switches off; the drifts themselves stay.
    public static List<Suppressed> eased(List<JudgedDrift> drifts) {
        return drifts.stream()
                .flatMap(judged -> judged.assessment().eased().stream().map(eased -> of(judged.drift(), eased)))
                .toList();
    }

    private static Suppressed of(Drift drift, Eased eased) {
        return new Suppressed(
                drift.logicalId(),
                drift.physicalId(),
                drift.type(),
                eased.finding().path().isRoot() ? null : eased.finding().path(),
                List.of(eased.finding()),
                eased.by(),
                eased.reason(),
                eased.until());
    }

    /// As a person may see it.
    public Suppressed shown(Secrets secrets) {
        return new Suppressed(
                logicalId,
                physicalId,
                type,
                path == null ? null : secrets.shown(path),
                findings.stream().map(f -> f.shown(secrets)).toList(),
                by,
                secrets.shown(reason),
                until);
    }
}
