package dev.phantom.run.walk;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.ModelCall;
import dev.phantom.analysis.Provisional;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.UninstructedCase;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Window;
import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Decision.Finality;
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
import org.jspecify.annotations.Nullable;

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
    ///
    /// @param before the earlier decision on the same contents
    /// @param holds  whether it is taken over; else it is told apart from what is decided now
    private record Pending(CaseFile file, Optional<Decisions.Judged> before, boolean holds, List<String> unanswered) {}

    /// What was seen around each drift of a stack. A case that was judged keeps its window and what was seen then,
    /// unless its verdict is provisional and a source answers now that did not then.
    ///
    /// @param log asked what else an actor wrote
    Collected collect(
            Stack stack,
            Cut cut,
            ChangeLog.Writes writes,
            ChangeLog log,
            WrittenBackground written,
            StageLosses losses) {
        var acts = new ActorSession(log, stack.id(), cut.detection(), writes);
        var around = new Surroundings(cut, writes, acts, undoing, written);
        var subjects = Subject.of(stack, cut.detection(), undoing.knowledge().of(stack.id()));
        var gathered = new LinkedHashMap<String, Collected.Gathered>();
        for (var drift : cut.drifts()) {
            losses.<Optional<Collected.Gathered>>of(
                            drift,
                            () -> Optional.of(gathered(subjects.apply(drift), around, losses)),
                            fault -> Optional.empty())
                    .ifPresent(there -> gathered.put(drift.driftId(), there));
        }
        return new Collected(cut, gathered);
    }

    private Collected.Gathered gathered(Subject subject, Surroundings around, StageLosses losses) {
        var drift = subject.drift();
        var before = rejudge
                ? Optional.<Decisions.Judged>empty()
                : decisions.judged(subject.stack().id(), drift.driftId(), drift.contentHash());
        var provisional = before.map(Decisions.Judged::provisional);
        if (before.isPresent() && provisional.isEmpty()) {
            return Collected.Gathered.upheld(before.get());
        }
        var now = new Gathering(sources, clock).of(subject, around, before, losses);
        return provisional.filter(why -> awaitsTheSame(why, now)).isPresent()
                ? Collected.Gathered.upheld(before.orElseThrow())
                : now;
    }

    /// Whether asking the analyst again would show it nothing new.
    private boolean awaitsTheSame(Provisional why, Collected.Gathered now) {
        return !why.sources().contains(analyst.name()) && now.unanswered().containsAll(why.sources());
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

        CaseFile file(
                JudgedDrift drift,
                Window window,
                Evidence evidence,
                Background background,
                List<CaseFile.Candidate> offered) {
            return new CaseFile(
                    stack,
                    drift.drift(),
                    appraised.cut().detection().report().coverage(),
                    drift.assessment(),
                    drift.cost(),
                    window,
                    evidence,
                    background,
                    offered);
        }
    }

    private Pending pending(
            Around around, JudgedDrift appraised, Collected.Gathered gathered, boolean open, StageLosses losses) {
        if (gathered.holds()) {
            return upheld(around, appraised, gathered.before().orElseThrow(), open);
        }
        var drift = appraised.drift();
        var evidence = gathered.evidence().lacking(appraised.assessment().gaps());
        var gaps = new ArrayList<String>();
        var heard = UninstructedCase.of(evidence);
        var offered = losses.of(
                drift, () -> candidates.of(around.subjects().apply(drift), gathered.window(), heard), fault -> {
                    gaps.add("no better value could be computed: " + fault.line());
                    return List.<CaseFile.Candidate>of();
                });
        var file = around.file(appraised, gathered.window(), evidence.lacking(gaps), gathered.background(), offered);
        return new Pending(redaction.redact(file, around.secrets()), gathered.before(), false, gathered.unanswered());
    }

    /// @param open whether its pull request is open: then who changed it and when stays as it was told there
    private Pending upheld(Around around, JudgedDrift appraised, Decisions.Judged before, boolean open) {
        var kept = before.file();
        var renewed = around.file(
                open ? appraised.of(appraised.drift().occurredAs(kept.drift())) : appraised,
                kept.window(),
                kept.evidence(),
                kept.background(),
                kept.candidates());
        return new Pending(redaction.redact(renewed, around.secrets()), Optional.of(before), true, List.of());
    }

    /// Each case judged, a stored decision kept.
    ///
    /// @param known of the code host
    Judged judge(
            Stack stack,
            Collected collected,
            Appraised appraised,
            KnownPullRequests known,
            Losses lost,
            RunEvents.StageScope scope) {
        var around = Around.of(stack, appraised, undoing.knowledge().of(stack.id()));
        var losses = lost.in(Stage.JUDGE, scope);
        var made = new ArrayList<Decision>();
        var missing = new ArrayList<Decision>();
        for (var drift : appraised.drifts()) {
            var open = known.mayBeOpen(stack.id(), drift.drift());
            collected
                    .of(drift.drift())
                    .flatMap(gathered -> losses.<Optional<Pending>>of(
                            drift.drift(),
                            () -> Optional.of(pending(around, drift, gathered, open, losses)),
                            fault -> Optional.empty()))
                    .flatMap(pending -> losses.<Optional<Decision>>of(
                            drift.drift(), () -> Optional.of(decided(pending, around, drift, open, losses)), fault -> {
                                missing.add(new Decision(pending.file(), undecided(pending.file(), fault)));
                                return Optional.empty();
                            }))
                    .ifPresent(made::add);
        }
        return new Judged(appraised, made, missing);
    }

    private Decision decided(Pending pending, Around around, JudgedDrift appraised, boolean open, StageLosses losses) {
        if (pending.holds()) {
            return upheld(pending.file(), pending.before().orElseThrow(), losses);
        }
        if (open && pending.before().isPresent()) {
            return late(pending, pending.before().get(), around, appraised, losses);
        }
        var file = pending.file();
        var answer = answer(file, losses);
        var since = pending.before().map(Decisions.Judged::provisional);
        var judged = judged(file, answer, pending.unanswered(), since);
        var decision = decision(file, judged.verdict(), judged.provisional());
        var notices = decision.verdict().opinion().aside().notices().size();
        losses.scope().happened(new RunEvent.VerdictMade(decision.recommendation(), decision.severity(), notices));
        kept(file, losses, () -> decisions.judged(file.stack().id(), judged));
        return decision;
    }

    private Analyst.Answer answer(CaseFile file, StageLosses losses) {
        var calls = new ArrayList<ModelCall>();
        var answer = analyst.answer(file, call -> {
            calls.add(call);
            losses.scope().happened(new RunEvent.ModelCalled(call));
        });
        var verdict = answer.verdict();
        var aside = verdict.opinion().aside().spending(Aside.Spent.on(calls)).pricing(verdict, file.candidates());
        return new Analyst.Answer(verdict.with(verdict.opinion().saying(aside)), answer.unanswered());
    }

    /// @param before what it was provisional for until now
    private Decisions.Judged judged(
            CaseFile file, Analyst.Answer answer, List<String> unanswered, Optional<Provisional> before) {
        var missing = new ArrayList<>(unanswered);
        missing.addAll(answer.unanswered());
        if (missing.isEmpty()) {
            return new Decisions.Judged(file, answer.verdict());
        }
        var why = new Provisional(before.map(Provisional::since).orElseGet(clock::instant), missing);
        var verdict = answer.verdict();
        return new Decisions.Judged(file, verdict.with(verdict.opinion().lacking(why.text())), why);
    }

    private Decision upheld(CaseFile file, Decisions.Judged before, StageLosses losses) {
        kept(file, losses, () -> decisions.upheld(file.stack().id(), before));
        return decision(file, before.verdict(), before.provisional());
    }

    /// Its pull request was opened without a source that answers now: that one stays, and is told what this would be.
    private Decision late(
            Pending pending, Decisions.Judged before, Around around, JudgedDrift appraised, StageLosses losses) {
        var file = upheld(around, appraised, before, true).file();
        var decision = upheld(file, before, losses);
        var why = before.provisional();
        if (why == null || !pending.unanswered().isEmpty()) {
            return decision;
        }
        var answer = answer(pending.file(), losses);
        return answer.unanswered().isEmpty()
                ? new Decision(file, decision.verdict(), new Finality.Late(why, answer.verdict()))
                : decision;
    }

    private Decision decision(CaseFile file, Verdict verdict, @Nullable Provisional provisional) {
        var reachable = undoing.reachable(verdict, file.drift(), file.stack());
        return provisional == null || provisional.over(clock.instant())
                ? new Decision(file, reachable)
                : new Decision(file, reachable, new Finality.Waiting(provisional));
    }

    /// A decision that cannot be kept is a decision all the same.
    private static void kept(CaseFile file, StageLosses losses, Runnable keeping) {
        losses.of(
                file.drift(),
                () -> {
                    keeping.run();
                    return true;
                },
                fault -> false);
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
                Stream.concat(file.absent().stream(), Stream.of(why)).toList(),
                Aside.NONE));
    }
}
