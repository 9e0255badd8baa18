package dev.phantom.run.days;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.Aside;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseFileJson;
import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.plan.Plans;
import dev.phantom.patch.ChangePreview;
import dev.phantom.pullrequest.PublishPolicy;
import dev.phantom.run.History;
import dev.phantom.run.ProcessReservations;
import dev.phantom.run.RunEvents;
import dev.phantom.run.RunReport;
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
import dev.phantom.store.files.FileHistory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Phantom in the world of some days: each run starts from what the history and the code host keep.
final class DaysPhantom {

    private static final Mask MASK = Mask.of("key");
    private static final CostEstimator ESTIMATOR =
            CostCatalogue.estimator(EmbeddedPriceBook.load(), EmbeddedPriceBook.billing());

    private final DaysWorld world;
    private final Path folder;
    /// Cases that the analyst was asked about in the last run.
    final List<CaseFile> asked = new ArrayList<>();

    DaysPhantom(DaysWorld world, Path folder) {
        this.world = world;
        this.folder = folder;
    }

    RunReport run() {
        asked.clear();
        InstantSource clock = () -> world.now;
        var today = LocalDate.ofInstant(world.now, ZoneOffset.UTC);
        var history = new FileHistory(folder.resolve("history"), MASK, clock);
        var detector = new DriftDetector(Known.EVERYWHERE, MASK, world.rules(), today);
        var safe = world.safe();
        var host = world.host();
        var ports = new Ports(
                safe,
                world::deployed,
                (deployed, others, progress) -> world.live(deployed),
                (stack, resources, from, to) -> world.writes(resources, from, to),
                (stack, resources, progress) -> world.detected(stack),
                Plans.NONE,
                host,
                History.in(history),
                RunEvents.NONE);
        var judging = new Judging(
                List.of(),
                new Candidates(ESTIMATOR),
                new CaseRedaction(MASK),
                new Coin(),
                new Undoing(Known.EVERYWHERE),
                history,
                clock,
                false);
        var walk = new StackRun(
                new Comparing(ports, detector, clock, Progress.NONE),
                new Adoption(Adopted.NONE, MASK),
                new Appraiser(RuleCatalogue.assessor(), ESTIMATOR, Known.EVERYWHERE, CostGrowth.DEFAULT),
                judging,
                new Proposing(safe, detector, RuleCatalogue.assessor(), ChangePreview.LOCAL, KeptAnswers.NONE, InstantSource.system()),
                clock);
        var policy = new PublishPolicy(Confidence.Level.LOW, 20, 20, false, PublishPolicy.Privacy.FULL, Set.of());
        var publishing = new Publishing(host, policy, new ProcessReservations(clock), today);
        var stacks = world.stacks.stream().map(s -> s.stack).toList();
        return new Pipeline(walk, publishing, new SideBySide(1)).run(stacks, stacks);
    }

    /// Recommends by the drift's contents, and is asked once.
    private final class Coin implements Analyst {
        @Override
        public String name() {
            return "coin";
        }

        @Override
        public Verdict judge(CaseFile file, ModelCalls calls) {
            asked.add(file);
            var opinion = new Verdict.Opinion(
                    Confidence.nominal(Confidence.Level.HIGH),
                    "The coin says so.",
                    List.of(),
                    List.of(),
                    file.assessment().floor(),
                    null,
                    name(),
                    CaseFileJson.digest(file),
                    List.of(),
                    Aside.NONE);
            return switch (Integer.parseInt(file.drift().contentHash().substring(0, 4), 16) % 5) {
                case 0, 1 -> new Verdict.Revert(opinion);
                case 2, 3 -> new Verdict.Legitimize(opinion);
                default -> new Verdict.NeedsHuman(opinion);
            };
        }
    }
}
