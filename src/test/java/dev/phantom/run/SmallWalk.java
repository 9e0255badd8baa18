package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.ChangePreview;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.run.closing.Pipeline;
import dev.phantom.run.closing.Publishing;
import dev.phantom.run.closing.SideBySide;
import dev.phantom.run.walk.Appraiser;
import dev.phantom.run.walk.Comparing;
import dev.phantom.run.walk.Judging;
import dev.phantom.run.walk.Ports;
import dev.phantom.run.walk.Proposing;
import dev.phantom.run.walk.StackRun;
import dev.phantom.severity.CostGrowth;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One stack walked as a run walks it, with what a test says of AWS, judged by the rules; nothing is published.
final class SmallWalk {

    private SmallWalk() {}

    static StackReport report(
            Stack stack, Ports ports, Decisions history, DriftDetector detector, Mask mask, InstantSource clock) {
        var estimator = CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());
        var judging = new Judging(
                List.of(),
                new Candidates(estimator),
                new CaseRedaction(mask),
                new RulesAnalyst(Known.EVERYWHERE),
                new Undoing(Known.EVERYWHERE),
                history,
                clock,
                false);
        var walk = new StackRun(
                new Comparing(ports, detector, clock, Progress.NONE),
                new Adoption(Adopted.NONE, mask),
                new Appraiser(RuleCatalogue.assessor(), estimator, Known.EVERYWHERE, CostGrowth.DEFAULT),
                judging,
                new Proposing(ports.safe(), detector, RuleCatalogue.assessor(), ChangePreview.LOCAL, KeptAnswers.NONE, InstantSource.system()),
                clock);
        var policy = new PublishPolicy(Confidence.Level.LOW, 9, 9, false, PublishPolicy.Privacy.FULL, Set.of());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var publishing = new Publishing(null, policy, new ProcessReservations(clock), today);
        var report = new Pipeline(walk, publishing, new SideBySide(1)).run(List.of(stack), List.of(stack));
        assertThat(report.failures()).isEmpty();
        return report.reports().getFirst();
    }

    /// A repository that holds one template, `t.yaml`.
    record Template(String text) implements SafeStateSource {
        @Override
        public SafeState read(Stack stack) {
            return new SafeState(
                    SafeState.Source.FOLDER,
                    "there",
                    "",
                    "t.yaml",
                    new CloudFormation().read("t.yaml", text),
                    Map.of("t.yaml", text),
                    List.of());
        }

        @Override
        public Optional<byte[]> beside(String path) {
            return Optional.empty();
        }
    }
}
