package dev.phantom.pullrequest;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import java.util.Comparator;
import java.util.List;

/// One judged drift.
public record Decision(CaseFile file, Verdict verdict) {

    public Drift drift() {
        return file.drift();
    }

    public Stack stack() {
        return file.stack();
    }

    public Recommendation recommendation() {
        return verdict.recommendation();
    }

    public Severity severity() {
        return file.assessment().floor().or(verdict.opinion().severity());
    }

    /// Whether it has a security finding of level high or critical.
    public boolean grave() {
        return file.assessment().grave();
    }

    /// When and by whom: the best known of its changes.
    public Occurred occurred() {
        return drift().changes().stream()
                .map(c -> c.circumstances().occurred())
                .min(Comparator.comparing(Occurred::precision))
                .orElse(Occurred.UNKNOWN);
    }

    /// Whether each of its changes is vouched for twice.
    boolean witnessed() {
        return drift().changes().stream().allMatch(c -> c.circumstances().witnessed());
    }

    public PullRequestDraft.Member member() {
        return member(drift());
    }

    public static PullRequestDraft.Member member(Drift drift) {
        return new PullRequestDraft.Member(
                drift.driftId(), drift.contentHash(), capped(drift.logicalId()), paths(drift));
    }

    private static List<String> paths(Drift drift) {
        return drift.changes().stream()
                .map(c -> capped(c.path().toString()))
                .distinct()
                .sorted()
                .toList();
    }

    /// CloudFormation's logical ids and property names are shorter; keys from outside may not be.
    private static String capped(String name) {
        return name.length() <= 255 ? name : name.substring(0, 255);
    }
}
