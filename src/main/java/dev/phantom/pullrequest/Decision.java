package dev.phantom.pullrequest;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Provisional;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostSum;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One judged drift.
///
/// @param finality whether it may be acted on
public record Decision(CaseFile file, Verdict verdict, Finality finality) {

    /// Whether a verdict had all that it was to rest on.
    public sealed interface Finality {

        Finality FINAL = new Final();

        /// Every source had answered, or the time to wait for one is over.
        record Final() implements Finality {}

        /// A source did not answer.
        record Waiting(Provisional why) implements Finality {}

        /// The sources answered after its pull request was opened: this is what the verdict would be now.
        record Late(Provisional why, Verdict now) implements Finality {}
    }

    public Decision(CaseFile file, Verdict verdict) {
        this(file, verdict, Finality.FINAL);
    }

    /// Why nothing is opened for it yet. A revert of a security finding waits for nobody.
    public Optional<Provisional> waits() {
        return finality instanceof Finality.Waiting(var why) && !revertsSecurity()
                ? Optional.of(why)
                : Optional.empty();
    }

    /// Whether it is acted on although a source did not answer.
    public boolean hurries() {
        return finality instanceof Finality.Waiting && revertsSecurity();
    }

    private boolean revertsSecurity() {
        return recommendation() == Recommendation.REVERT
                && file.assessment().findings().stream().anyMatch(Finding::security);
    }

    public Drift drift() {
        return file.drift();
    }

    /// What its drift costs, and whether that is all.
    public CostSum cost() {
        return CostSum.of(file.cost(), drift().changes().size());
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

    /// Whether it has a security finding of level high or critical, which nothing hides without an end.
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
