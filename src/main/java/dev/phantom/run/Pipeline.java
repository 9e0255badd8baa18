package dev.phantom.run;

import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Diagnostic;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The whole walk of one run: read, compare, attribute, cut, assess, estimate, collect, judge, plan, verify, publish.
/// Records flow one way; a stage that fails is reported and hides no other stack.
public final class Pipeline {

    private final Ports ports;
    private final Comparing comparing;
    private final Adoption adoption;
    private final Appraiser appraiser;
    private final Judging judging;
    private final Publishing publishing;
    private final InstantSource clock;
    private Stage stage = Stage.READ_SAFE;

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
        return ports.telemetry().stage("phantom.run", Map.of(), () -> {
            var reports = new ArrayList<StackReport>();
            var seen = new LinkedHashMap<StackId, IgnoreRules.Seen>();
            var failures = new ArrayList<RunReport.Failure>();
            var register = register(failures);
            var told = new ArrayList<Digest.Seen>();
            var walked = new HashSet<StackId>();
            for (var stack : stacks) {
                if (walked.contains(stack.id())) {
                    continue; // below its parent
                }
                var nest = attempt(stack.id(), failures, () -> comparing.nest(this::in, stack, configured));
                for (var member : nest.orElse(List.of())) {
                    if (walked.add(member.stack().id())) {
                        var known = register;
                        var done = attempt(
                                member.stack().id(),
                                failures,
                                () -> walk(member, new StacksSharingTemplate(configured, nest.get()), known));
                        done.ifPresent(w -> {
                            reports.add(w.report());
                            seen.put(member.stack().id(), w.rules());
                            told.add(new Digest.Seen(member.stack(), w.report().comparison(), w.decisions()));
                        });
                        register = done.map(Walked::register).orElse(known);
                    }
                }
            }
            digest(configured, told, failures);
            var run = new RunReport(startedAt, noticed(reports, seen, configured), failures);
            new Meter(ports.telemetry()).measure(run);
            return run;
        });
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

    private record Walked(StackReport report, List<Decision> decisions, Register register, IgnoreRules.Seen rules) {}

    private <T> Optional<T> attempt(StackId stack, List<RunReport.Failure> failures, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (PhantomException e) {
            failures.add(new RunReport.Failure(stack.name(), stage.verb(), e.diagnostic()));
        } catch (RuntimeException | StackOverflowError e) {
            // a fault of ours in one stack must not hide the others
            failures.add(new RunReport.Failure(stack.name(), stage.verb(), Diagnostic.unexpected(e)));
        }
        return Optional.empty();
    }

    private Walked walk(NestedStacks.Member member, StacksSharingTemplate around, Register register) {
        var stack = member.stack();
        var compared = comparing.of(this::in, member);
        var states = compared.states();
        var settled = adoption.settle(
                stack.id(), compared.detection(), ports.history().endedAdoptions(stack.id()));
        var heard = in(
                Stage.ATTRIBUTE,
                stack,
                () -> new Corroboration(ports.detection(), comparing.progress())
                        .of(stack, states, settled.detection()));
        var cut = in(
                Stage.CUT,
                stack,
                () -> appraiser.cut(
                        heard.detection(), stack, comparing.detector().mask()));
        var known = ports.history().knownDrifts(stack.id());
        var assessed = in(Stage.ASSESS, stack, () -> appraiser.assess(cut, stack, known));
        var appraised = in(Stage.ESTIMATE, stack, () -> appraiser.estimate(cut, stack, assessed));

        var cases = in(Stage.COLLECT, stack, () -> judging.cases(stack, cut, appraised, compared.writes()));
        var decisions = in(Stage.JUDGE, stack, () -> judging.judge(stack, cases));
        var published = publishing.publish(this::in, around, states, cut, decisions, register);

        remember(stack, cut);
        ports.history().endedAdoptions(stack.id(), settled.ended());
        var gaps = new ArrayList<>(compared.gaps());
        DriftDetector.refusal(states).ifPresent(gaps::add);
        gaps.addAll(settled.notices());
        gaps.addAll(heard.gaps());
        gaps.addAll(published.notices());
        var report = ShownReport.of(
                new StackReport(
                        stack,
                        StackReport.Safe.of(states.safe()),
                        StackReport.Live.of(states.live()),
                        cut.report(),
                        assemble(appraised, decisions, published),
                        gaps,
                        member.below()),
                cut,
                comparing.detector().knowledge().types().of(stack.id()));
        return new Walked(report, decisions, published.register(), cut.rulesSeen());
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

    private void remember(Stack stack, Detection detection) {
        ports.history().remember(stack.id(), detection.undrifted());
        Set<String> ids =
                detection.report().drifts().stream().map(d -> d.driftId()).collect(Collectors.toSet());
        ports.history().knownDrifts(stack.id(), ids);
    }

    private <T> T in(Stage now, Stack stack, Supplier<T> work) {
        stage = now;
        return ports.telemetry().stage(now.span(), Map.of("stack", stack.id().name()), work);
    }

    /// One issue for all stacks in mode `issue`.
    private void digest(List<Stack> configured, List<Digest.Seen> seen, List<RunReport.Failure> failures) {
        try {
            publishing
                    .digest(configured, seen)
                    .ifPresent(told -> comparing.progress().accept(line(told)));
        } catch (PhantomException e) {
            if (configured.stream().anyMatch(s -> s.mode() == Stack.Mode.ISSUE)) {
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
    private Register register(List<RunReport.Failure> failures) {
        var host = ports.codeHost();
        if (host == null) {
            return Register.empty();
        }
        try {
            return Register.read(host);
        } catch (PhantomException e) {
            failures.add(new RunReport.Failure("", Stage.PUBLISH.verb(), e.diagnostic()));
            publishing.suspend();
            return Register.empty();
        }
    }
}
