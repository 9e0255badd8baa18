package dev.phantom.pipeline;

import dev.phantom.drift.attribute.Attributor;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Register;
import dev.phantom.state.Stack;
import dev.phantom.state.StackId;
import dev.phantom.state.StackTree;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The whole walk of one run: read, compare, attribute, assess, estimate, collect, judge, plan, verify, publish.
/// Records flow one way; a stage that fails is reported and hides no other stack.
public final class Pipeline {

    private final Ports ports;
    private final DriftDetector detector;
    private final Appraiser appraiser;
    private final Judging judging;
    private final Publishing publishing;
    private final InstantSource clock;
    private final Consumer<String> progress;
    private Stage stage = Stage.READ_SAFE;

    public Pipeline(
            Ports ports,
            DriftDetector detector,
            Appraiser appraiser,
            Judging judging,
            Publishing publishing,
            InstantSource clock,
            Consumer<String> progress) {
        this.ports = ports;
        this.detector = detector;
        this.appraiser = appraiser;
        this.judging = judging;
        this.publishing = publishing;
        this.clock = clock;
        this.progress = progress;
    }

    /// @param stacks     to walk
    /// @param configured every stack of the configuration: a patch must move none of the others
    /// @return one report for each stack, nested ones after the stack that they are nested in
    public RunReport run(List<Stack> stacks, List<Stack> configured) {
        var startedAt = clock.instant();
        return ports.telemetry().stage("phantom.run", Map.of(), () -> {
            var reports = new ArrayList<StackReport>();
            var seen = new LinkedHashMap<StackId, IgnoreRules.Seen>();
            var failures = new ArrayList<RunReport.Failure>();
            var register = register(failures);
            var walked = new HashSet<StackId>();
            for (var stack : stacks) {
                if (walked.contains(stack.id())) {
                    continue; // below its parent
                }
                var nest = attempt(stack.id(), failures, () -> nest(stack, configured));
                for (var member : nest.orElse(List.of())) {
                    if (walked.add(member.stack().id())) {
                        var known = register;
                        var done = attempt(
                                member.stack().id(),
                                failures,
                                () -> walk(member, new Publishing.Around(configured, nest.get()), known));
                        done.ifPresent(w -> {
                            reports.add(w.report());
                            seen.put(member.stack().id(), w.rules());
                        });
                        register = done.map(Walked::register).orElse(known);
                    }
                }
            }
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
        var notices = detector.ignore().notices(detector.today(), seen, elsewhere);
        return reports.stream()
                .map(r -> r.withGaps(notices.getOrDefault(r.stack().id(), List.of())))
                .toList();
    }

    private record Walked(StackReport report, Register register, IgnoreRules.Seen rules) {}

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

    private List<Nest.Member> nest(Stack stack, List<Stack> configured) {
        var safe = in(Stage.READ_SAFE, stack, () -> ports.safe().read(stack));
        var tree = in(Stage.READ_LIVE, stack, () -> StackTree.read(ports.deployed(), stack.id()));
        return in(Stage.READ_SAFE, stack, () -> Nest.of(stack, safe, tree, ports.safe(), configured));
    }

    private Walked walk(Nest.Member member, Publishing.Around around, Register register) {
        var stack = member.stack();
        var safe = member.safe();
        var deployed = member.tree().deployed();
        var live = in(
                Stage.READ_LIVE, stack, () -> member.tree().heeded(ports.live().read(deployed, progress)));
        var states =
                new States(stack.id(), safe, deployed, live, ports.history().baseline(stack.id()));

        var compared = in(Stage.COMPARE, stack, () -> detector.detect(states));
        var writes = in(Stage.ATTRIBUTE, stack, () -> new Writers(ports.writes(), clock).of(states, compared));
        var attributed = in(Stage.ATTRIBUTE, stack, () -> attribute(states, compared, writes.found()));
        var cut = in(Stage.ASSESS, stack, () -> appraiser.cut(attributed, stack, detector.mask()));
        var known = ports.history().knownDrifts(stack.id());
        var appraised = in(Stage.ESTIMATE, stack, () -> appraiser.appraise(cut, stack, known));

        var cases = in(Stage.COLLECT, stack, () -> judging.cases(stack, cut, appraised, writes.found()));
        var decisions = in(Stage.JUDGE, stack, () -> judging.judge(stack, cases));
        var published = publishing.publish(this::in, around, states, cut, decisions, register);

        remember(stack, cut);
        var gaps = new ArrayList<>(member.gaps());
        gaps.addAll(writes.gaps());
        DriftDetector.refusal(states).ifPresent(gaps::add);
        var report = new StackReport(
                stack,
                StackReport.Safe.of(safe),
                StackReport.Live.of(live),
                cut.report(),
                assemble(appraised, decisions, published),
                gaps,
                member.below());
        return new Walked(report, published.register(), cut.rulesSeen());
    }

    private Detection attribute(States states, Detection compared, dev.phantom.state.ChangeLog.Writes writes) {
        var bracket = new Attributor.Bracket(
                states.deployed().lastUpdated(),
                states.baseline().at(),
                states.live().capturedAt());
        return new Attributor(detector, states.id()).attribute(compared, writes, bracket);
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
