package dev.phantom.run;

import dev.phantom.fault.Diagnostic;
import dev.phantom.stack.Stack;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/// Watches which stages of a run failed.
record FailedStages(Set<Stage> failed) implements RunEvents {

    private static final Unwatched NOBODY = new Unwatched();

    FailedStages() {
        this(new ConcurrentSkipListSet<>());
    }

    @Override
    public RunScope run(List<Stack> stacks) {
        return new Run(failed);
    }

    @Override
    public void close() {}

    private record Run(Set<Stage> failed) implements RunScope {
        @Override
        public StackScope stack(Stack stack) {
            return new Walk(failed);
        }

        @Override
        public void happened(RunEvent.OfRun event) {}

        @Override
        public void failed(Diagnostic why) {}

        @Override
        public void close() {}
    }

    private record Walk(Set<Stage> failed) implements StackScope {
        @Override
        public StageScope stage(Stage stage) {
            return new Watched(failed, stage);
        }

        @Override
        public void happened(RunEvent.OfStack event) {}

        @Override
        public void failed(Diagnostic why) {}

        @Override
        public void close() {}
    }

    private record Watched(Set<Stage> failed, Stage stage) implements StageScope {
        @Override
        public void failed(Diagnostic why) {
            failed.add(stage);
        }

        @Override
        public PullRequestScope pullRequest() {
            return NOBODY;
        }

        @Override
        public void happened(RunEvent.OfStage event) {}

        @Override
        public void close() {}
    }
}
