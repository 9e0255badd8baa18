package dev.phantom.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Analyst;
import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.CaseRedaction;
import dev.phantom.analysis.ModelCalls;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Undoing;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.rules.Candidates;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.cost.CostEstimator;
import dev.phantom.cost.CostModel;
import dev.phantom.cost.EmbeddedPriceBook;
import dev.phantom.cost.Market;
import dev.phantom.cost.Settings;
import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.Drift;
import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.plan.Plans;
import dev.phantom.drift.subject.Subject;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.evidence.Window;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.ChangePreview;
import dev.phantom.pullrequest.Outcome;
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
import dev.phantom.severity.Assessor;
import dev.phantom.severity.CostGrowth;
import dev.phantom.severity.Differences;
import dev.phantom.severity.Finding;
import dev.phantom.severity.SeverityRule;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A stack of three drifts, and a stage that fails for the second: the other two lose nothing, and whoever reads the
/// run sees what is missing and where.
class LostStagesTest {

    private static final StackId ID = new StackId("111122223333", "us-east-1", "queues");
    private static final Stack STACK = new Stack(ID, "prod", "t.yaml", List.of(), "", "", Stack.Mode.DRAFT);
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T06:00:00Z"));
    private static final Mask MASK = Mask.of("key");
    private static final String TEMPLATE = """
            Resources:
              A: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: a, RetentionInDays: 30}}
              B: {Type: AWS::SQS::Queue, Properties: {QueueName: b, ReceiveMessageWaitTimeSeconds: 1}}
              C: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: c, RetentionInDays: 30}}
            """;

    private static final Predicate<Drift> SECOND = d -> d.logicalId().equals("B");

    private static final SafeStateSource SAFE = new SafeStateSource() {
        @Override
        public SafeState read(Stack stack) {
            return safe();
        }

        @Override
        public Optional<byte[]> beside(String path) {
            return Optional.empty();
        }
    };

    private final FailedStages events = new FailedStages();
    private final Remembered history = new Remembered();
    private final List<SeverityRule> rules = new ArrayList<>(RuleCatalogue.RULES);
    private final List<CostModel> models = new ArrayList<>(CostCatalogue.MODELS);
    private final List<EvidenceSource> sources = new ArrayList<>();
    private Analyst analyst = agreeing("rules", drift -> false);
    private ChangePreview preview = ChangePreview.LOCAL;

    @Test
    void aRuleThatFailsLeavesTheSeverityUnknown() {
        rules.add(new SeverityRule() {
            @Override
            public Card card() {
                return new Card("PH-SEV-999", "", "", "");
            }

            @Override
            public List<Finding> findings(Subject subject) {
                return SECOND.test(subject.drift()) ? fail() : List.of();
            }
        });
        var lost = lost("assess");
        assertThat(lost.assessment().unknown()).isTrue();
        assertThat(lost.assessment().gaps()).singleElement().asString().startsWith("PH-SEV-999 could not be evaluated");
        assertThat(StackReport.severityText(lost)).isEqualTo("unknown, at least medium");
        assertThat(verdict(lost).opinion().gaps()).anyMatch(g -> g.contains("PH-SEV-999"));
    }

    @Test
    void aPriceThatFailsIsUnpriced() {
        models.add(new CostModel() {
            @Override
            public Set<String> types() {
                return Set.of("AWS::SQS::Queue");
            }

            @Override
            public Set<String> reads() {
                return Set.of();
            }

            @Override
            public Quote quote(Settings settings, Market market) {
                return fail();
            }
        });
        var lost = lost("estimate");
        assertThat(lost.cost().monthly()).isNull();
        assertThat(lost.cost().unpriced()).singleElement().asString().contains("could not be estimated");
        assertThat(lost.verdict()).isNotNull();
    }

    @Test
    void aSourceThatFailsIsAGapOfTheEvidence() {
        sources.add(new EvidenceSource() {
            @Override
            public String name() {
                return "metrics";
            }

            @Override
            public Collected collect(Subject subject, Window window) {
                return SECOND.test(subject.drift()) ? fail() : new Collected(List.of(), List.of());
            }
        });
        var lost = lost("collect");
        assertThat(lost.evidence().gaps()).anyMatch(g -> g.startsWith("metrics could not be queried"));
        assertThat(lost.verdict()).isNotNull();
    }

    @Test
    void anAnalystThatFailsLeavesItToAPersonAndIsAskedAgain() {
        analyst = agreeing("model", SECOND);
        var lost = lost("judge");
        assertThat(verdict(lost).recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
        assertThat(verdict(lost).opinion().gaps()).anyMatch(g -> g.startsWith("model could not judge it"));
        assertThat(history.judgedDrifts())
                .hasSize(2)
                .doesNotContain(lost.drift().driftId());
    }

    @Test
    void aProofThatFailsIsARefusal() {
        preview = (base, plan, decisions) -> decisions.stream().anyMatch(d -> SECOND.test(d.drift()))
                ? fail()
                : ChangePreview.LOCAL.check(base, plan, decisions);
        var outcome = lost("verify").pullRequest();
        assertThat(outcome).isNotNull();
        assertThat(outcome.kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(outcome.reason()).contains("unexpected IllegalStateException");
    }

    /// One that takes every change into the repository, and fails for some.
    private static Analyst agreeing(String name, Predicate<Drift> failing) {
        var opinions = new RulesAnalyst(Known.EVERYWHERE);
        return new Analyst() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Verdict judge(CaseFile file, ModelCalls calls) {
                return failing.test(file.drift())
                        ? fail()
                        : new Verdict.Legitimize(opinions.judge(file).opinion());
            }
        };
    }

    private static <T> T fail() {
        throw new IllegalStateException("on purpose");
    }

    private static Verdict verdict(JudgedDrift judged) {
        assertThat(judged.verdict()).isNotNull();
        return judged.verdict();
    }

    /// The drift of which that stage is lost, when it is all that is lost.
    private JudgedDrift lost(String stage) {
        var whole = new LostStagesTest().run();
        assertThat(whole.failures()).isEmpty();
        var run = run();
        assertThat(run.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.stack()).isEqualTo("queues");
            assertThat(failure.stage()).isEqualTo(stage);
            assertThat(failure.diagnostic().line()).startsWith("PH-CLI-099 B unexpected");
        });
        assertThat(events.failed()).extracting(Stage::verb).containsExactly(stage);
        var report = run.reports().getFirst();
        assertThat(report.gaps()).anyMatch(g -> g.startsWith("stage " + stage + " failed for one drift"));
        var drifts = report.drifts();
        assertThat(drifts).extracting(d -> d.drift().logicalId()).containsExactly("A", "B", "C");
        var before = whole.reports().getFirst().drifts();
        assertThat(drifts.getFirst()).isEqualTo(before.getFirst());
        assertThat(drifts.getLast()).isEqualTo(before.getLast());
        assertThat(drifts.getFirst().pullRequest()).isNotNull();
        return drifts.get(1);
    }

    private RunReport run() {
        var detector = new DriftDetector(Known.EVERYWHERE, MASK, IgnoreRules.NONE, LocalDate.of(2026, 11, 21));
        var ports = new Ports(
                SAFE,
                DeployedState::unknown,
                (deployed, others, progress) -> live(),
                (stack, resources, from, to) -> ChangeLog.Writes.NONE,
                (stack, resources, progress) -> new DetectionSource.Seen(Map.of(), List.of()),
                Plans.NONE,
                null,
                History.in(history),
                events);
        var assessor = new Assessor(rules);
        var estimator = new CostEstimator(models, EmbeddedPriceBook.billing(), EmbeddedPriceBook.load());
        var judging = new Judging(
                sources,
                new Candidates(estimator),
                new CaseRedaction(MASK),
                analyst,
                new Undoing(Known.EVERYWHERE),
                history,
                CLOCK,
                false);
        var policy = new PublishPolicy(
                dev.phantom.analysis.Confidence.Level.LOW, 9, 9, false, PublishPolicy.Privacy.FULL, Set.of());
        var walk = new StackRun(
                new Comparing(ports, detector, CLOCK, Progress.NONE),
                new Adoption(Adopted.NONE, MASK),
                new Appraiser(assessor, estimator, Known.EVERYWHERE, CostGrowth.DEFAULT),
                judging,
                new Proposing(SAFE, detector, assessor, preview, KeptAnswers.NONE, InstantSource.system()),
                CLOCK);
        var publishing = new Publishing(null, policy, new ProcessReservations(CLOCK), detector.today());
        return new Pipeline(walk, publishing, new SideBySide(2)).run(List.of(STACK), List.of(STACK));
    }

    private static SafeState safe() {
        return new SafeState(
                SafeState.Source.FOLDER,
                "there",
                "",
                "t.yaml",
                new CloudFormation().read("t.yaml", TEMPLATE),
                Map.of("t.yaml", TEMPLATE),
                List.of());
    }

    private static LiveState live() {
        return new LiveState(
                ID,
                "",
                LiveState.Source.FILE,
                null,
                List.of(
                        resource("A", "AWS::Logs::LogGroup", "{'LogGroupName':'a','RetentionInDays':90}"),
                        resource("B", "AWS::SQS::Queue", "{'QueueName':'b','ReceiveMessageWaitTimeSeconds':5}"),
                        resource("C", "AWS::Logs::LogGroup", "{'LogGroupName':'c','RetentionInDays':7}")),
                List.of());
    }

    private static LiveResource resource(String id, String type, String properties) {
        return new LiveResource(
                id,
                id.toLowerCase(java.util.Locale.ROOT),
                type,
                Map.of(),
                Differences.map(properties),
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
    }
}
