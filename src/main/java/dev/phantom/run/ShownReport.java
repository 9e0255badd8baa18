package dev.phantom.run;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Listed;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.detect.Detection;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.OutcomeReason;
import dev.phantom.secret.Secrets;
import dev.phantom.value.Value.MapValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A report as a person may see it: all that any output prints, with every secret of the stack masked. Made once, when
/// the walk of a stack is done.
public final class ShownReport {

    private final Detection detection;
    private final Secrets secrets;
    private final TypeCatalog types;

    /// Reasons and items of bills, which many drifts share.
    private final Map<String, String> sentences = new HashMap<>();

    private ShownReport(Detection detection, Secrets secrets, TypeCatalog types) {
        this.detection = detection;
        this.secrets = secrets;
        this.types = types;
    }

    /// @param types of where the stack runs
    public static StackReport of(StackReport report, Detection detection, TypeCatalog types) {
        return new ShownReport(detection, secrets(report, detection), types).of(report);
    }

    /// What is to be masked in a report; nothing in one that shows no value.
    public static Secrets secrets(StackReport report, Detection detection) {
        var found = report.comparison();
        var nothing = report.drifts().isEmpty()
                && found.undeployed().isEmpty()
                && found.managed().isEmpty()
                && found.ignored().isEmpty()
                && found.inventory().isEmpty();
        return nothing ? Secrets.NONE : detection.secrets();
    }

    private StackReport of(StackReport report) {
        var drifts = report.drifts().stream()
                .map(this::judged)
                .map(d -> d.aided(types, report.stack()))
                .toList();
        return new StackReport(
                report.stack(),
                report.safe(),
                report.live(),
                comparison(report.comparison(), drifts),
                drifts,
                report.gaps().stream().map(secrets::shown).toList(),
                report.failures(),
                report.below(),
                report.suppressed().stream()
                        .map(hidden -> hidden.shown(secrets))
                        .toList());
    }

    private DriftReport comparison(DriftReport found, List<JudgedDrift> drifts) {
        return new DriftReport(
                drifts.stream().map(JudgedDrift::drift).toList(),
                found.coverage().shown(secrets),
                found.undeployed().stream().map(u -> u.shown(secrets)).toList(),
                listed(found.managed()),
                listed(found.ignored()),
                listed(found.inventory()));
    }

    private List<Listed> listed(List<Listed> items) {
        return items.stream().map(this::listed).toList();
    }

    private String sentence(String text) {
        return sentences.computeIfAbsent(text, secrets::shown);
    }

    private Listed listed(Listed item) {
        var reason = sentence(item.reason());
        var model = detection.models().get(item.logicalId());
        return model == null
                ? item.shown(secrets, MapValue.EMPTY, MapValue.EMPTY, reason)
                : item.shown(secrets, model.expected(), model.live().properties(), reason);
    }

    private JudgedDrift judged(JudgedDrift judged) {
        var drift = judged.drift();
        return judged.with(
                drift.shown(secrets),
                judged.assessment().shown(secrets),
                judged.cost().mapText(this::sentence),
                judged.evidence().mapText(secrets::shown),
                judged.verdict() == null ? null : verdict(judged.verdict(), drift.expected()),
                judged.pullRequest() == null ? null : outcome(judged.pullRequest(), secrets),
                "");
    }

    private Verdict verdict(Verdict verdict, MapValue expected) {
        var opinion = verdict.opinion().mapText(secrets::shown);
        return verdict instanceof Verdict.Refactor refactor
                ? new Verdict.Refactor(
                        opinion,
                        refactor.edits().stream()
                                .map(e -> new Verdict.Edit(
                                        secrets.shown(e.path()), secrets.shown(expected, e.path(), e.value())))
                                .toList())
                : verdict.with(opinion);
    }

    /// Only what others said may hold a secret.
    private static OutcomeReason shown(OutcomeReason reason, Secrets secrets) {
        return switch (reason) {
            case OutcomeReason.Described(String text) -> OutcomeReason.of(secrets.shown(text));
            case OutcomeReason.Held held -> held;
            case OutcomeReason.Resting resting -> resting;
            case OutcomeReason.Unapplied unapplied -> unapplied;
            case OutcomeReason.Undeployed undeployed -> undeployed;
            case OutcomeReason.DeclinedUntil declined -> declined;
            case OutcomeReason.WaitsFor waits -> waits;
            case OutcomeReason.RecordWaits waits -> waits;
            case OutcomeReason.OnGaps gaps -> gaps;
        };
    }

    public static Outcome outcome(Outcome outcome, Secrets secrets) {
        return new Outcome(
                outcome.kind(),
                shown(outcome.because(), secrets),
                outcome.url(),
                outcome.branch(),
                outcome.proof().shown(secrets));
    }
}
