package dev.phantom.pullrequest.life;

import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.IncidentCourse;
import dev.phantom.evidence.Signal;
import dev.phantom.iac.Origin;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.Fingerprint;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Policies;
import dev.phantom.pullrequest.Proposal;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.PullRequestDraft;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import dev.phantom.stack.Write;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Drafts of made-up drifts, in which every text is from a supplier.
final class Drafts {

    static final String DATADOG = "app.datadoghq.com";

    private Drafts() {}

    /// A judged drift in which every text is from the supplier.
    static Decision decision(Supplier<String> text, String id, Judged.Kind kind, Assessment assessment) {
        var occurred = new Occurred(
                Judged.CHANGED, null, Occurred.Precision.EXACT, text.get(), Write.Via.CONSOLE, text.get(), text.get());
        var origin = new Origin(Origin.Kind.PARAMETER_DEFAULT, text.get(), text.get(), PropertyPath.ROOT, 7, 1);
        var circumstances = Circumstances.declared(origin).occurred(occurred);
        List<Change> changes = List.of(
                new Change.NotEqual(
                        PropertyPath.of(text.get()),
                        PropertyPath.ROOT,
                        Value.string(text.get()),
                        Value.string(text.get()),
                        List.of(),
                        circumstances),
                new Change.Add(
                        PropertyPath.of("Tags", text.get()), Value.list(Value.string(text.get())), circumstances),
                new Change.Remove(PropertyPath.of("Secret"), new Value.Sensitive("hunter2"), circumstances));
        var drift = new Drift(
                id,
                Fingerprint.of(id),
                "Db" + text.get(),
                text.get(),
                text.get(),
                Drift.Status.MODIFIED,
                changes,
                Value.MapValue.EMPTY,
                Value.MapValue.EMPTY);
        var exhibits = new ArrayList<Exhibit>();
        for (var i = 1; i < 5; i++) {
            exhibits.add(new Exhibit(
                    "E-0" + i,
                    new Signal.Event(
                            Judged.CHANGED.plusSeconds(i),
                            text.get(),
                            Signal.Event.Kind.OTHER,
                            text.get(),
                            text.get())));
        }
        exhibits.add(new Exhibit(
                "E-05",
                new Signal.Incident(
                        Judged.CHANGED,
                        null,
                        text.get(),
                        text.get(),
                        IncidentCourse.UNKNOWN,
                        text.get(),
                        "https://" + DATADOG + "/x?a=1")));
        exhibits.add(new Exhibit(
                "E-06",
                new Signal.Write(
                        Judged.CHANGED, "e", text.get(), text.get(), "https://evil.example/" + DATADOG + "/")));
        var cost = new CostDelta(
                BigDecimal.ONE,
                List.of(new CostDelta.Line(text.get(), null, BigDecimal.TEN, text.get())),
                List.of(text.get()),
                null);
        var opinion = new Verdict.Opinion(
                Confidence.nominal(Confidence.Level.LOW),
                text.get() + ". " + text.get(),
                List.of("E-01", text.get()),
                List.of("E-02", text.get()),
                Severity.LOW,
                null,
                text.get(),
                "digest",
                List.of(text.get()),
                Aside.NONE);
        var verdict = switch (kind) {
            case LEGITIMIZE -> new Verdict.Legitimize(opinion);
            case REVERT -> new Verdict.Revert(opinion);
            case REFACTOR ->
                new Verdict.Refactor(
                        opinion, List.of(new Verdict.Edit(PropertyPath.of(text.get()), Value.string(text.get()))));
            case NEEDS_HUMAN -> new Verdict.NeedsHuman(opinion);
        };
        var stack = Judged.stack(Stack.Mode.READY);
        var plain = Judged.file(stack, drift);
        return new Decision(
                new CaseFile(
                        stack,
                        drift,
                        plain.coverage(),
                        assessment,
                        cost,
                        plain.window(),
                        new Evidence(exhibits, List.of(text.get()), List.of()),
                        plain.background(),
                        List.of()),
                verdict);
    }

    static PullRequestDraft draft(
            Supplier<String> text, Judged.Kind kind, int members, Privacy privacy, boolean publicly) {
        var decisions = new ArrayList<Decision>();
        for (var i = 0; i < members; i++) {
            decisions.add(decision(text, "d-%04d".formatted(i), kind, new Assessment(Severity.HIGH, List.of())));
        }
        return draft(text, decisions, privacy, publicly);
    }

    static PullRequestDraft draft(Supplier<String> text, List<Decision> decisions, Privacy privacy, boolean publicly) {
        var recommendation = decisions.getFirst().recommendation();
        var group = new DriftGroup("phantom/payments/d-0000", recommendation, new Standing.New(), decisions);
        var patch = new PatchSet("base", List.of(), List.of(text.get()), text.get(), Map.of(text.get(), text.get()));
        var proof = new Proof(List.of(new Proof.Line(Proof.Check.REDIFF, Proof.Result.PASS, text.get())));
        var unchecked = List.of(new Unchecked(text.get(), text.get(), null, Unchecked.Reason.READ_DENIED));
        var standard = Policies.STANDARD;
        var policy = new PublishPolicy(standard.draftBelow(), 9, 9, false, privacy, Set.of(DATADOG), false);
        var round = new StackProposals(group.stack(), Judged.report(decisions, unchecked), List.of(), Known.HERE);
        return new DraftWriter(policy, publicly, "the host cannot")
                .write(new Proposal.Patch(group, patch, proof), round, List.of());
    }
}
