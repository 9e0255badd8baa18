package dev.phantom.severity;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The severity of one drift as computed by code. The floor: an analyst may raise it with evidence, never lower it.
///
/// @param gaps    rules that could not be asked, in words: the severity is unknown then, and the floor what it is at
///                least
/// @param eased   findings of level high or critical that the team lowered or switched off
/// @param refused what the team may not lower or switch off, in words
public record Assessment(
        Severity floor, List<Finding> findings, List<String> gaps, List<Eased> eased, List<String> refused) {

    public Assessment {
        findings = List.copyOf(findings);
        gaps = List.copyOf(gaps);
        eased = List.copyOf(eased);
        refused = List.copyOf(refused);
    }

    /// One of which the team said nothing.
    public Assessment(Severity floor, List<Finding> findings, List<String> gaps) {
        this(floor, findings, gaps, List.of(), List.of());
    }

    /// One to which every rule had its say.
    public Assessment(Severity floor, List<Finding> findings) {
        this(floor, findings, List.of());
    }

    /// With one more finding, which may raise the floor.
    public Assessment with(Finding finding) {
        var all = new ArrayList<>(findings);
        all.add(finding);
        all.sort(Finding.GRAVEST_FIRST);
        return new Assessment(floor.or(finding.level()), all, gaps, eased, refused);
    }

    /// Whether it may be higher than anything here says.
    public boolean unknown() {
        return !gaps.isEmpty() && floor != Severity.CRITICAL;
    }

    /// Whether it has a critical security finding: something to be closed at once, before anything is merged.
    public boolean urgent() {
        return findings.stream().anyMatch(f -> f.security() && f.level() == Severity.CRITICAL);
    }

    /// Whether it has one, or had one before the team lowered it: the less is said in public, the better.
    public boolean delicate() {
        return urgent()
                || eased.stream().map(Eased::finding).anyMatch(f -> f.security() && f.level() == Severity.CRITICAL);
    }

    /// Whether it has a security finding of level high or critical: no cap on pull requests holds it back.
    public boolean grave() {
        return findings.stream().anyMatch(f -> f.security() && f.level().grave());
    }

    /// The same with other paths: in the words of what was reported.
    public Assessment at(UnaryOperator<PropertyPath> paths) {
        return new Assessment(
                floor,
                findings.stream().map(f -> f.at(paths)).toList(),
                gaps,
                eased.stream().map(e -> e.at(paths)).toList(),
                refused);
    }

    /// As a person may see it.
    public Assessment shown(Secrets secrets) {
        return new Assessment(
                floor,
                findings.stream().map(f -> f.shown(secrets)).toList(),
                gaps.stream().map(secrets::shown).toList(),
                eased.stream().map(e -> e.shown(secrets)).toList(),
                refused.stream().map(secrets::shown).toList());
    }

    /// The same with other words.
    public Assessment mapText(UnaryOperator<String> words) {
        return new Assessment(
                floor,
                findings.stream().map(f -> f.mapText(words)).toList(),
                gaps.stream().map(words).toList(),
                eased.stream().map(e -> e.mapText(words)).toList(),
                refused.stream().map(words).toList());
    }
}
