package dev.phantom.run.closing;

import dev.phantom.analysis.Recommendation;
import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.life.SettlingWatch;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes a scope below the stage of each proposal that is settled.
record WatchedSettling(RunEvents.StageScope stage, CodeHost host) implements SettlingWatch {

    @Override
    public Begun begun(DriftGroup group) {
        return new Watched(stage.pullRequest(), host, outcome -> event(group, outcome));
    }

    @Override
    public Begun begun(Register.Entry gone) {
        return new Watched(stage.pullRequest(), host, outcome -> event(gone, outcome));
    }

    private record Watched(
            RunEvents.PullRequestScope scope, CodeHost host, Function<Outcome, RunEvent.PullRequestSettled> event)
            implements Begun {

        @Override
        public void failed(Diagnostic why) {
            scope.failed(why);
        }

        @Override
        public void settled(@Nullable Outcome outcome) {
            try (scope) {
                if (outcome != null) {
                    scope.settled(event.apply(host.asReported(outcome)));
                }
            }
        }
    }

    /// A proposal that no code host was asked about.
    static void at(RunEvents.StageScope stage, DriftGroup group, Outcome outcome) {
        try (var scope = stage.pullRequest()) {
            scope.settled(event(group, outcome));
        }
    }

    private static RunEvent.PullRequestSettled event(DriftGroup group, Outcome outcome) {
        return new RunEvent.PullRequestSettled(
                outcome.kind(),
                outcome.url(),
                group.recommendation(),
                group.severity(),
                group.members().size());
    }

    private static RunEvent.PullRequestSettled event(Register.Entry gone, Outcome outcome) {
        var marker = gone.marker();
        var recommendation = Arrays.stream(Recommendation.values())
                .filter(r -> r.text().equals(marker.recommendation()))
                .findFirst()
                .orElse(null);
        return new RunEvent.PullRequestSettled(
                outcome.kind(),
                outcome.url(),
                recommendation,
                null,
                marker.members().size());
    }
}
