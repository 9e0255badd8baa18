package dev.phantom.severity;

import dev.phantom.secret.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// The severity of one drift as computed by code. The floor: an analyst may raise it with evidence, never lower it.
///
/// @param gaps rules that could not be asked, in words: the severity is unknown then, and the floor what it is at least
public record Assessment(Severity floor, List<Finding> findings, List<String> gaps) {

    public Assessment {
        findings = List.copyOf(findings);
        gaps = List.copyOf(gaps);
    }

    /// One to which every rule had its say.
    public Assessment(Severity floor, List<Finding> findings) {
        this(floor, findings, List.of());
    }

    /// With one more finding, which may raise the floor.
    public Assessment with(Finding finding) {
        var all = new ArrayList<>(findings);
        all.add(finding);
        all.sort(Comparator.comparing(Finding::level)
                .reversed()
                .thenComparing(Finding::rule)
                .thenComparing(Finding::path));
        return new Assessment(floor.or(finding.level()), all, gaps);
    }

    /// Whether it may be higher than anything here says.
    public boolean unknown() {
        return !gaps.isEmpty() && floor != Severity.CRITICAL;
    }

    /// Whether it has a critical security finding: something to be closed at once, before anything is merged.
    public boolean urgent() {
        return findings.stream().anyMatch(f -> f.security() && f.level() == Severity.CRITICAL);
    }

    /// Whether it has a security finding of level high or critical: no cap on pull requests holds it back.
    public boolean grave() {
        return findings.stream().anyMatch(f -> f.security() && f.level().grave());
    }

    /// As a person may see it.
    public Assessment shown(Secrets secrets) {
        return new Assessment(
                floor,
                findings.stream().map(f -> f.shown(secrets)).toList(),
                gaps.stream().map(secrets::shown).toList());
    }

    /// The same with other words.
    public Assessment mapText(UnaryOperator<String> words) {
        return new Assessment(
                floor,
                findings.stream().map(f -> f.mapText(words)).toList(),
                gaps.stream().map(words).toList());
    }
}
