package dev.phantom.store.files;

import dev.phantom.run.Adoptions;
import dev.phantom.run.Baselines;
import dev.phantom.run.Decisions;
import dev.phantom.run.History;
import dev.phantom.run.LastLook;
import dev.phantom.run.Runs;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.StackId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A history that is read and never written: what a dry run has.
public final class ForgetfulHistory {

    private ForgetfulHistory() {}

    public static History of(History kept) {
        return new History(
                new ReadBaselines(kept.baselines()),
                new ReadDecisions(kept.decisions()),
                new ReadAdoptions(kept.adoptions()),
                new ReadRuns(kept.runs()));
    }

    private record ReadBaselines(Baselines kept) implements Baselines {
        @Override
        public Baseline baseline(StackId stack) {
            return kept.baseline(stack);
        }

        @Override
        public void remember(StackId stack, List<LiveResource> undrifted) {}
    }

    private record ReadDecisions(Decisions kept) implements Decisions {
        @Override
        public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
            return kept.judged(stack, driftId, contentHash);
        }

        @Override
        public Optional<Judged> latest(StackId stack, String driftId) {
            return kept.latest(stack, driftId);
        }

        @Override
        public List<Judged> ofResource(StackId stack, String logicalId) {
            return kept.ofResource(stack, logicalId);
        }

        @Override
        public void judged(StackId stack, Judged judged) {}

        @Override
        public void over(StackId stack, String driftId) {}
    }

    private record ReadAdoptions(Adoptions kept) implements Adoptions {
        @Override
        public Set<String> endedAdoptions(StackId stack) {
            return kept.endedAdoptions(stack);
        }

        @Override
        public void endedAdoptions(StackId stack, Set<String> ended) {}
    }

    private record ReadRuns(Runs kept) implements Runs {
        @Override
        public Map<String, Instant> firstSeen(StackId stack) {
            return kept.firstSeen(stack);
        }

        @Override
        public Optional<LastLook> lastLook(StackId stack) {
            return kept.lastLook(stack);
        }

        @Override
        public void lastLook(StackId stack, LastLook look) {}

        @Override
        public List<String> unread(StackId stack) {
            return kept.unread(stack);
        }
    }
}
