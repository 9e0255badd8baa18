package dev.phantom.run;

import dev.phantom.fault.Diagnostic;
import dev.phantom.stack.Stack;
import java.util.List;

/// Every scope, with nobody watching.
record Unwatched()
        implements RunEvents,
                RunEvents.RunScope,
                RunEvents.StackScope,
                RunEvents.StageScope,
                RunEvents.PullRequestScope {

    @Override
    public RunScope run(List<Stack> stacks) {
        return this;
    }

    @Override
    public StackScope stack(Stack stack) {
        return this;
    }

    @Override
    public StageScope stage(Stage stage) {
        return this;
    }

    @Override
    public PullRequestScope pullRequest() {
        return this;
    }

    @Override
    public void happened(RunEvent.OfRun event) {}

    @Override
    public void happened(RunEvent.OfStack event) {}

    @Override
    public void happened(RunEvent.OfStage event) {}

    @Override
    public void settled(RunEvent.PullRequestSettled event) {}

    @Override
    public void failed(Diagnostic why) {}

    @Override
    public void close() {}
}
