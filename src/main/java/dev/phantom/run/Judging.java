package dev.phantom.run;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.cost.StackSiblings;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Exhibits;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.Decision;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.Stack;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Builds the case of each drift and has it judged, once: a case with the same contents keeps its stored decision.
///
/// @param rejudge ask again although a decision is stored
public record Judging(
        List<EvidenceSource> sources,
        Candidates candidates,
        CaseRedaction redaction,
        Analyst analyst,
        Undoing undoing,
        History history,
        InstantSource clock,
        boolean rejudge) {

    public Judging {
        sources = List.copyOf(sources);
    }

    /// A case to judge, or one that was judged before.
    public record Pending(CaseFile file, Optional<History.Judged> stored) {}

    List<Pending> cases(
            Stack stack, Detection detection, List<JudgedDrift> drifts, ChangeLog.Writes writes, Losses losses) {
        var siblings = Appraiser.siblings(detection);
        var secrets = drifts.isEmpty() ? Secrets.NONE : detection.secrets();
        return drifts.stream()
                .flatMap(appraised -> losses
                        .<Optional<Pending>>of(
                                Stage.COLLECT,
                                appraised.drift(),
                                () -> Optional.of(
                                        pending(stack, detection, appraised, writes, siblings, secrets, losses)),
                                fault -> Optional.empty())
                        .stream())
                .toList();
    }

    private Pending pending(
            Stack stack,
            Detection detection,
            JudgedDrift appraised,
            ChangeLog.Writes writes,
            StackSiblings siblings,
            Secrets secrets,
            Losses losses) {
        var drift = appraised.drift();
        var stored = history.judged(stack.id(), drift.driftId(), drift.contentHash());
        if (stored.isPresent() && !rejudge) {
            return new Pending(renewed(stored.get().file(), stack, appraised, detection, secrets), stored);
        }
        var window = WindowPlanner.plan(drift, clock.instant());
        var collected = sources.stream()
                .map(source -> losses.of(
                        Stage.COLLECT,
                        drift,
                        () -> source.collect(stack, drift, window),
                        fault -> new EvidenceSource.Collected(
                                List.of(), List.of(source.name() + " could not be asked: " + fault.line()))))
                .toList();
        var evidence = factless(stack, drift, Exhibits.of(stack.id(), drift, writes.writes(), collected))
                .lacking(appraised.assessment().gaps());
        var gaps = new ArrayList<String>();
        var offered = losses.of(
                Stage.COLLECT,
                drift,
                () -> candidates.of(drift, evidence, stack.id().region(), siblings),
                fault -> {
                    gaps.add("no better value could be computed: " + fault.line());
                    return List.<CaseFile.Candidate>of();
                });
        var file = new CaseFile(
                stack,
                drift,
                detection.report().coverage(),
                appraised.assessment(),
                appraised.cost(),
                window,
                evidence.lacking(gaps),
                offered);
        return new Pending(redaction.redact(file, secrets), Optional.empty());
    }

    /// Differences of a type without facts deserve less trust: a gap.
    private Evidence factless(Stack stack, Drift drift, Evidence evidence) {
        var catalog = undoing.types().of(stack.id());
        if (!catalog.lacks(drift.type())) {
            return evidence;
        }
        return evidence.lacking(List.of("compared without facts: " + catalog.lacking(drift.type())));
    }

    /// The stored evidence and window with what this run sees of the drift itself.
    private CaseFile renewed(CaseFile stored, Stack stack, JudgedDrift now, Detection detection, Secrets secrets) {
        var file = new CaseFile(
                stack,
                now.drift(),
                detection.report().coverage(),
                now.assessment(),
                now.cost(),
                stored.window(),
                stored.evidence(),
                stored.candidates());
        return redaction.redact(file, secrets);
    }

    /// @param made    decisions to act on
    /// @param missing stand-ins where the analyst failed: they are shown, and nothing is done about them
    record Judged(List<Decision> made, List<Decision> missing) {
        List<Decision> all() {
            return Stream.concat(made.stream(), missing.stream()).toList();
        }
    }

    Judged judge(Stack stack, List<Pending> cases, Losses losses, RunEvents.StageScope events) {
        var judged = new Judged(new ArrayList<>(), new ArrayList<>());
        for (var pending : cases) {
            var file = pending.file();
            losses.<Optional<Decision>>of(
                            Stage.JUDGE, file.drift(), () -> Optional.of(decided(stack, pending, events)), fault -> {
                                judged.missing().add(new Decision(file, undecided(file, fault)));
                                return Optional.empty();
                            })
                    .ifPresent(judged.made()::add);
        }
        return judged;
    }

    private Decision decided(Stack stack, Pending pending, RunEvents.StageScope events) {
        var file = pending.file();
        var verdict = pending.stored().map(History.Judged::verdict)
                .orElseGet(() -> analyst.judge(file, call -> events.happened(new RunEvent.ModelCalled(call))));
        var decision = new Decision(file, undoing.reachable(verdict, file.drift(), stack.id()));
        if (pending.stored().isEmpty()) {
            history.judged(stack.id(), new History.Judged(file, verdict));
            events.happened(new RunEvent.VerdictMade(decision.recommendation(), decision.severity()));
        }
        return decision;
    }

    /// A person's, until it can be judged: nothing is kept of it, so the next run asks again.
    private Verdict undecided(CaseFile file, Diagnostic fault) {
        var why = analyst.name() + " could not judge it: " + fault.line();
        return new Verdict.NeedsHuman(new Verdict.Opinion(
                Confidence.nominal(Confidence.Level.LOW),
                "Nobody has judged it yet: the analyst failed.",
                List.of(),
                List.of(),
                file.assessment().floor(),
                null,
                analyst.name(),
                CaseFileJson.digest(file),
                Stream.concat(file.evidence().gaps().stream(), Stream.of(why)).toList()));
    }
}
