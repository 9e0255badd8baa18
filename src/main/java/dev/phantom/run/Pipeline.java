package dev.phantom.run;

import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.digest.Digest;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The whole walk of one run: read, compare, attribute, cut, assess, estimate, collect, judge, plan, prove, publish.
/// Records flow one way; a stage that fails is reported and hides no other stack.
public final class Pipeline {

    private final Ports ports;
    private final Comparing comparing;
    private final Adoption adoption;
    private final Appraiser appraiser;
    private final Judging judging;
    private final Publishing publishing;
    private final InstantSource clock;

    public Pipeline(
            Comparing comparing,
            Adoption adoption,
            Appraiser appraiser,
            Judging judging,
            Publishing publishing,
            InstantSource clock) {
        this.ports = comparing.ports();
        this.comparing = comparing;
        this.adoption = adoption;
        this.appraiser = appraiser;
        this.judging = judging;
        this.publishing = publishing;
        this.clock = clock;
    }

    /// @param stacks     to walk
    /// @param configured every stack of the configuration: a patch must move none of the others
    public RunReport run(List<Stack> stacks, List<Stack> configured) {
        var startedAt = clock.instant();
        try (var events = ports.events().run(stacks)) {
            var reports = new ArrayList<StackReport>();
            var seen = new LinkedHashMap<StackId, IgnoreRules.Seen>();
            var failures = new ArrayList<RunReport.Failure>();
            var register = register(failures, events);
            var told = new ArrayList<Digest.Seen>();
            var looks = new LinkedHashMap<Stack, LastLook>();
            var walked = new HashSet<StackId>();
            for (var stack : stacks) {
                if (walked.contains(stack.id())) {
                    continue; // below its parent
                }
                // closed when its own walk ends, before the stacks below it begin
                try (var root = new StackWalk(events.stack(stack))) {
                    var nest = root.attempt(stack, failures, () -> comparing.nest(root, stack, configured));
                    for (var member : nest.orElse(List.of())) {
                        if (walked.add(member.stack().id())) {
                            var known = register;
                            try (var walk =
                                    member.below() == null ? root : new StackWalk(events.stack(member.stack()))) {
                                var around = new StacksSharingTemplate(configured, nest.get());
                                var done =
                                        walk.attempt(member.stack(), failures, () -> walk(walk, member, around, known));
                                done.ifPresent(w -> {
                                    reports.add(w.report());
                                    seen.put(member.stack().id(), w.rules());
                                    told.add(new Digest.Seen(
                                            member.stack(), w.report().comparison(), w.decisions()));
                                    looks.put(member.stack(), w.look());
                                });
                                register = done.map(Walked::register).orElse(known);
                            }
                        }
                    }
                }
            }
            digest(configured, told, failures, events);
            var run = RunReport.of(startedAt, noticed(reports, seen, configured), failures);
            new RunFigures(ports.history(), looks, stacks, clock.instant()).tell(events, configured);
            events.happened(new RunEvent.RunClosed(
                    failures.isEmpty() ? RunEvent.Ending.COMPLETE : RunEvent.Ending.WITH_FAILURES));
            return run;
        }
    }

    private List<StackReport> noticed(
            List<StackReport> reports, Map<StackId, IgnoreRules.Seen> seen, List<Stack> configured) {
        var elsewhere = configured.stream()
                .map(Stack::id)
                .filter(id -> !seen.containsKey(id))
                .toList();
        var detector = comparing.detector();
        var notices = detector.ignore().notices(detector.today(), seen, elsewhere);
        return reports.stream()
                .map(r -> r.withGaps(notices.getOrDefault(r.stack().id(), List.of())))
                .toList();
    }

    private record Walked(
            StackReport report, List<Decision> decisions, Register register, IgnoreRules.Seen rules, LastLook look) {}

    private Walked walk(StackWalk walk, NestedStacks.Member member, StacksSharingTemplate around, Register register) {
        var stack = member.stack();
        var losses = new Losses(stack.id().name());
        var compared = comparing.of(walk, member);
        var states = compared.states();
        var settled = adoption.settle(
                stack.id(), compared.detection(), ports.history().endedAdoptions(stack.id()));
        var heard = walk.in(
                Stage.ATTRIBUTE,
                stack,
                () -> new Corroboration(ports.detection(), comparing.progress())
                        .of(stack, states, settled.detection()));
        var cut = walk.in(
                Stage.CUT,
                stack,
                () -> appraiser.cut(
                        heard.detection(), stack, comparing.detector().mask(), losses));
        var firstSeen = ports.history().firstSeen(stack.id());
        var assessed = walk.in(Stage.ASSESS, stack, () -> appraiser.assess(cut, stack, firstSeen.keySet(), losses));
        var appraised = walk.in(Stage.ESTIMATE, stack, () -> appraiser.estimate(cut, stack, assessed, losses));

        var cases = walk.in(Stage.COLLECT, stack, () -> judging.cases(stack, cut, appraised, compared.writes(), losses));
        var judged = walk.in(Stage.JUDGE, stack, events -> judging.judge(stack, cases, losses, events));
        var decisions = judged.all();
        var published = publishing.publish(walk, around, states, cut, judged.made(), register, losses);

        var drifts = assemble(appraised, decisions, published);
        drifts.forEach(d -> walk.events().happened(new RunEvent.DriftSeen(StackReport.severity(d), d.isNew())));
        var look = LastLook.at(cut.report().coverage(), drifts, firstSeen, clock.instant());
        ports.history().remember(stack.id(), cut.undrifted());
        ports.history().lastLook(stack.id(), look);
        ports.history().endedAdoptions(stack.id(), settled.ended());
        var gaps = new ArrayList<>(compared.gaps());
        DriftDetector.refusal(states).ifPresent(gaps::add);
        gaps.addAll(settled.notices());
        gaps.addAll(heard.gaps());
        gaps.addAll(published.notices());
        var report = ShownReport.of(
                new StackReport(
                                stack,
                                StackReport.Safe.of(states.safe(), cut.report().drifts()),
                                StackReport.Live.of(states.live()),
                                cut.report(),
                                drifts,
                                gaps)
                        .in(member.below())
                        .lacking(losses),
                cut,
                comparing.detector().types().of(stack.id()));
        return new Walked(report, decisions, published.register(), cut.rulesSeen(), look);
    }

    private static List<JudgedDrift> assemble(
            List<JudgedDrift> appraised, List<Decision> decisions, Publishing.Published published) {
        var byId = decisions.stream().collect(Collectors.toMap(d -> d.drift().driftId(), d -> d, (a, b) -> a));
        return appraised.stream()
                .map(drift -> {
                    var decision = byId.get(drift.drift().driftId());
                    return decision == null
                            ? drift
                            : drift.judged(
                                    decision, published.outcome(drift.drift().driftId()));
                })
                .toList();
    }

    /// One issue for all stacks in mode `issue`.
    private void digest(
            List<Stack> configured,
            List<Digest.Seen> seen,
            List<RunReport.Failure> failures,
            RunEvents.RunScope events) {
        try {
            publishing
                    .digest(configured, seen)
                    .ifPresent(told -> comparing.progress().accept(line(told)));
        } catch (PhantomException e) {
            if (configured.stream().anyMatch(s -> s.mode() == Stack.Mode.ISSUE)) {
                events.failed(e.diagnostic());
                failures.add(new RunReport.Failure("", Stage.PUBLISH.verb(), e.diagnostic()));
            } else { // nobody asked for one, and the credential may have no right to look
                comparing
                        .progress()
                        .accept("digest issue not looked for: " + e.diagnostic().line());
            }
        }
    }

    private static String line(Outcome digest) {
        return "digest issue " + digest.kind().text() + (digest.reason().isEmpty() ? "" : " (" + digest.reason() + ")")
                + (digest.url().isEmpty() ? "" : "  " + digest.url());
    }

    /// What Phantom did on the code host before; unknown is a failure of the publishing only.
    private Register register(List<RunReport.Failure> failures, RunEvents.RunScope events) {
        var host = ports.codeHost();
        if (host == null) {
            return Register.empty();
        }
        try {
            return Register.read(host);
        } catch (PhantomException e) {
            events.failed(e.diagnostic());
            failures.add(new RunReport.Failure("", Stage.PUBLISH.verb(), e.diagnostic()));
            publishing.suspend();
            return Register.empty();
        }
    }
}
