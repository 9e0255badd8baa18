package dev.phantom.run.closing;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.MergedRecords;
import dev.phantom.pullrequest.Register;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackWalk;
import dev.phantom.run.Stage;
import dev.phantom.run.walk.KnownPullRequests;
import dev.phantom.run.walk.StackRun;
import dev.phantom.run.walk.StacksSharingTemplate;
import dev.phantom.run.walk.TerraformStates;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// One run: reads what is nested below which stack, walks the stacks side by side ([StackRun]), and closes when all
/// are judged ([RunClosing]). Records flow one way; a stage that fails is reported and hides no other stack.
///
/// @param walks how many stacks are walked at once
/// @param lost  what of the repository could not be read before the first stack
public record Pipeline(StackRun walk, Publishing publishing, SideBySide walks, List<Diagnostic> lost) {

    public Pipeline {
        lost = List.copyOf(lost);
    }

    public Pipeline(StackRun walk, Publishing publishing, SideBySide walks) {
        this(walk, publishing, walks, List.of());
    }
    /// @param stacks     to walk
    /// @param configured every stack of the configuration: a patch must move none of the others
    public RunReport run(List<Stack> stacks, List<Stack> configured) {
        var startedAt = walk.clock().instant();
        var ports = walk.comparing().ports();
        try (var events = ports.events().run(stacks)) {
            var failures = new ArrayList<RunReport.Failure>();
            lost.forEach(why -> failures.add(new RunReport.Failure("", Stage.READ_SAFE.verb(), why)));
            var known = known(failures, events);
            var start = new Start(known, walks.atOnce() > 1 && stacks.size() > 1);
            var roots = walks.each(stacks, stack -> root(stack, configured, events, start));
            var members = roots.stream().flatMap(root -> root.nest().stream()).map(StackRun.Inputs::member);
            var aware = walk.knowing(TerraformStates.of(members, configured));
            var walked = walks.each(walkedOnce(roots), root -> root.walk(aware, events)).stream()
                    .flatMap(List::stream)
                    .toList();
            var closed = new RunClosing(walk.comparing(), publishing, known, events).close(walked, configured);
            failures.addAll(closed.failures());
            var run = RunReport.of(startedAt, closed.reports(), failures);
            var now = walk.clock().instant();
            new RunFigures(ports.history().runs(), closed.looks(), stacks, now).tell(events, configured);
            events.happened(new RunEvent.RunClosed(
                    failures.isEmpty() ? RunEvent.Ending.COMPLETE : RunEvent.Ending.WITH_FAILURES));
            return run;
        }
    }

    /// A stack of the run and the stacks below it.
    ///
    /// @param scope    of the stack itself
    /// @param nest     what is to be walked, the root first; empty where it could not be read
    /// @param failures of reading it
    private record Root(Stack stack, StackWalk scope, List<StackRun.Inputs> nest, List<RunReport.Failure> failures) {

        List<Walked> walk(StackRun walk, RunEvents.RunScope events) {
            if (nest.isEmpty()) {
                return List.of(Walked.failed(stack, scope, failures));
            }
            return nest.stream()
                    .map(inputs -> Walked.by(
                            walk,
                            inputs.member().below() == null ? scope : new StackWalk(events.stack(inputs.stack())),
                            inputs))
                    .toList();
        }
    }

    /// What all stacks of a run begin with.
    ///
    /// @param several whether stacks are walked side by side: then each line of progress names its own
    private record Start(KnownPullRequests known, boolean several) {

        Progress of(Stack stack, Progress progress) {
            return several ? new NamedProgress(stack.id().name(), progress) : progress;
        }
    }

    private Root root(Stack stack, List<Stack> configured, RunEvents.RunScope events, Start start) {
        var scope = new StackWalk(events.stack(stack));
        var failures = new ArrayList<RunReport.Failure>();
        var nest = scope.attempt(stack, failures, () -> walk.comparing().nest(scope, stack, configured));
        var around = nest.map(members -> new StacksSharingTemplate(configured, members));
        var inputs = nest.orElse(List.of()).stream()
                .map(member -> new StackRun.Inputs(
                        member,
                        around.orElseThrow(),
                        start.known(),
                        start.of(member.stack(), walk.comparing().progress())))
                .toList();
        return new Root(stack, scope, inputs, failures);
    }

    /// Each stack where it comes first: one that is configured and nested below an earlier one is walked there.
    private static List<Root> walkedOnce(List<Root> roots) {
        var walked = new HashSet<StackId>();
        var once = new ArrayList<Root>();
        for (var root : roots) {
            if (walked.contains(root.stack().id())) {
                root.scope().close();
                continue;
            }
            var nest = root.nest().stream()
                    .filter(inputs -> walked.add(inputs.stack().id()))
                    .toList();
            once.add(new Root(root.stack(), root.scope(), nest, root.failures()));
        }
        return once;
    }

    /// What Phantom did on the code host before; unknown is a failure of the publishing only.
    private KnownPullRequests known(List<RunReport.Failure> failures, RunEvents.RunScope events) {
        var host = publishing.host();
        if (host == null) {
            return KnownPullRequests.none(KnownPullRequests.Answer.NO_HOST);
        }
        try {
            return new KnownPullRequests(Register.read(host), MergedRecords.on(host), KnownPullRequests.Answer.READ);
        } catch (PhantomException e) {
            events.failed(e.diagnostic());
            failures.add(new RunReport.Failure("", Stage.PUBLISH.verb(), e.diagnostic()));
            return KnownPullRequests.none(KnownPullRequests.Answer.UNREADABLE);
        }
    }
}
