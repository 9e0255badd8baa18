package dev.phantom.run;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Exhibits;
import dev.phantom.evidence.WindowPlanner;
import dev.phantom.pullrequest.Decision;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.Stack;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

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
    public record Pending(CaseFile file, java.util.Optional<History.Judged> stored) {}

    List<Pending> cases(Stack stack, Detection detection, List<JudgedDrift> drifts, ChangeLog.Writes writes) {
        var subjects = Subject.of(stack, detection, undoing.knowledge().of(stack.id()));
        var secrets = drifts.isEmpty() ? Secrets.NONE : detection.secrets();
        var cases = new ArrayList<Pending>();
        for (var appraised : drifts) {
            var drift = appraised.drift();
            var stored = history.judged(stack.id(), drift.driftId(), drift.contentHash());
            if (stored.isPresent() && !rejudge) {
                cases.add(new Pending(renewed(stored.get().file(), stack, appraised, detection, secrets), stored));
                continue;
            }
            var window = WindowPlanner.plan(drift, clock.instant());
            var collected =
                    sources.stream().map(s -> s.collect(stack, drift, window)).toList();
            var evidence = factless(stack, drift, Exhibits.of(stack.id(), drift, writes.writes(), collected));
            var file = new CaseFile(
                    stack,
                    drift,
                    detection.report().coverage(),
                    appraised.assessment(),
                    appraised.cost(),
                    window,
                    evidence,
                    candidates.of(subjects.apply(drift), evidence));
            cases.add(new Pending(redaction.redact(file, secrets), java.util.Optional.empty()));
        }
        return cases;
    }

    /// Differences of a type without facts deserve less trust: a gap.
    private Evidence factless(Stack stack, Drift drift, Evidence evidence) {
        var catalog = undoing.knowledge().types().of(stack.id());
        if (!catalog.lacks(drift.type())) {
            return evidence;
        }
        var gaps = new ArrayList<>(evidence.gaps());
        gaps.add("compared without facts: " + catalog.lacking(drift.type()));
        return new Evidence(evidence.exhibits(), gaps);
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

    List<Decision> judge(Stack stack, List<Pending> cases) {
        var decisions = new ArrayList<Decision>();
        for (var pending : cases) {
            var verdict = pending.stored().map(History.Judged::verdict).orElseGet(() -> analyst.judge(pending.file()));
            if (pending.stored().isEmpty()) {
                history.judged(stack.id(), new History.Judged(pending.file(), verdict));
            }
            decisions.add(new Decision(
                    pending.file(), undoing.reachable(verdict, pending.file().drift(), stack.id())));
        }
        return decisions;
    }
}
