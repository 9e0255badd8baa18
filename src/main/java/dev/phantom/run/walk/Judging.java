package dev.phantom.run.walk;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Exhibits;
import dev.phantom.evidence.Window;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Gap;
import dev.phantom.pullrequest.Decision;
import dev.phantom.run.Decisions;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.Losses;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import dev.phantom.run.Stage;
import dev.phantom.run.StageLosses;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.Stack;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        Decisions decisions,
        InstantSource clock,
        boolean rejudge) {

    public Judging {
        sources = List.copyOf(sources);
    }

    /// A case to judge, or one that was judged before.
    private record Pending(CaseFile file, Optional<Decisions.Judged> stored) {}

    /// What was seen around each drift of a stack. A case that was judged keeps its window and what was seen then.
    Collected collect(Stack stack, Cut cut, ChangeLog.Writes writes, StageLosses losses) {
        var subjects = Subject.of(stack, cut.detection(), undoing.knowledge().of(stack.id()));
        var gathered = new LinkedHashMap<String, Collected.Gathered>();
        for (var drift : cut.drifts()) {
            losses.<Optional<Collected.Gathered>>of(
                            drift,
                            () -> Optional.of(gathered(subjects.apply(drift), writes, losses)),
                            fault -> Optional.empty())
                    .ifPresent(there -> gathered.put(drift.driftId(), there));
        }
        return new Collected(cut, gathered);
    }

    private Collected.Gathered gathered(Subject subject, ChangeLog.Writes writes, StageLosses losses) {
        var stack = subject.stack().id();
        var drift = subject.drift();
        var stored = rejudge
                ? Optional.<Decisions.Judged>empty()
                : decisions.judged(stack, drift.driftId(), drift.contentHash());
        return stored.map(Collected.Gathered::of).orElseGet(() -> {
            var window = WindowPlanner.plan(drift, clock.instant());
            var collected = sources.stream()
                    .map(source -> losses.of(
                            drift,
                            () -> source.collect(subject, window),
                            fault -> new EvidenceSource.Collected(
                                    List.of(), List.of(Gap.of(source.name() + " could not be queried: ", fault)))))
                    .toList();
            var evidence = factless(subject, Exhibits.of(stack, drift, writes.writes(), collected));
            return new Collected.Gathered(window, evidence, Optional.empty());
        });
    }

    /// What the cases of one stack have in common.
    private record Around(Stack stack, Appraised appraised, Function<Drift, Subject> subjects, Secrets secrets) {

        static Around of(Stack stack, Appraised appraised, TypeKnowledge knowledge) {
            var detection = appraised.cut().detection();
            var nothing = appraised.drifts().isEmpty();
            return new Around(
                    stack,
                    appraised,
                    Subject.of(stack, detection, knowledge),
                    nothing ? Secrets.NONE : detection.secrets());
        }

        CaseFile file(JudgedDrift drift, Window window, Evidence evidence, List<CaseFile.Candidate> offered) {
            return new CaseFile(
                    stack,
                    drift.drift(),
                    appraised.cut().detection().report().coverage(),
                    drift.assessment(),
                    drift.cost(),
                    window,
                    evidence,
                    offered);
        }
    }

    private Pending pending(Around around, JudgedDrift appraised, Collected.Gathered gathered, StageLosses losses) {
        var stored = gathered.stored();
        if (stored.isPresent()) {
            var kept = stored.get().file().candidates();
            var renewed = around.file(appraised, gathered.window(), gathered.evidence(), kept);
            return new Pending(redaction.redact(renewed, around.secrets()), stored);
        }
        var drift = appraised.drift();
        var evidence = gathered.evidence().lacking(appraised.assessment().gaps());
        var gaps = new ArrayList<String>();
        var offered = losses.of(drift, () -> candidates.of(around.subjects().apply(drift), evidence), fault -> {
            gaps.add("no better value could be computed: " + fault.line());
            return List.<CaseFile.Candidate>of();
        });
        var file = around.file(appraised, gathered.window(), evidence.lacking(gaps), offered);
        return new Pending(redaction.redact(file, around.secrets()), Optional.empty());
    }

    /// Differences of a type without facts deserve less trust: a gap.
    private Evidence factless(Subject subject, Evidence evidence) {
        var catalog = subject.knowledge().types();
        if (!catalog.lacks(subject.type())) {
            return evidence;
        }
        return evidence.lacking(List.of("compared without type facts: " + catalog.lacking(subject.type())));
    }

    /// Each case judged, a stored decision kept.
    Judged judge(Stack stack, Collected collected, Appraised appraised, Losses lost, RunEvents.StageScope scope) {
        var around = Around.of(stack, appraised, undoing.knowledge().of(stack.id()));
        var losses = lost.in(Stage.JUDGE, scope);
        var made = new ArrayList<Decision>();
        var missing = new ArrayList<Decision>();
        for (var drift : appraised.drifts()) {
            collected
                    .of(drift.drift())
                    .flatMap(gathered -> losses.<Optional<Pending>>of(
                            drift.drift(),
                            () -> Optional.of(pending(around, drift, gathered, losses)),
                            fault -> Optional.empty()))
                    .flatMap(pending -> losses.<Optional<Decision>>of(
                            drift.drift(), () -> Optional.of(decided(stack, pending, scope)), fault -> {
                                missing.add(new Decision(pending.file(), undecided(pending.file(), fault)));
                                return Optional.empty();
                            }))
                    .ifPresent(made::add);
        }
        return new Judged(appraised, made, missing);
    }

    private Decision decided(Stack stack, Pending pending, RunEvents.StageScope events) {
        var file = pending.file();
        var verdict = pending.stored()
                .map(Decisions.Judged::verdict)
                .orElseGet(() -> analyst.judge(file, call -> events.happened(new RunEvent.ModelCalled(call))));
        var decision = new Decision(file, undoing.reachable(verdict, file.drift(), stack.id()));
        if (pending.stored().isEmpty()) {
            decisions.judged(stack.id(), new Decisions.Judged(file, verdict));
            events.happened(new RunEvent.VerdictMade(decision.recommendation(), decision.severity()));
        }
        return decision;
    }

    /// A person's, until it can be judged: nothing is kept of it, so the next run asks again.
    private Verdict undecided(CaseFile file, Diagnostic fault) {
        var why = analyst.name() + " could not judge it: " + fault.line();
        return new Verdict.NeedsHuman(new Verdict.Opinion(
                Confidence.nominal(Confidence.Level.LOW),
                "Not judged yet: the analyst failed.",
                List.of(),
                List.of(),
                file.assessment().floor(),
                null,
                analyst.name(),
                CaseFileJson.digest(file),
                Stream.concat(file.evidence().gaps().stream(), Stream.of(why)).toList()));
    }
}
