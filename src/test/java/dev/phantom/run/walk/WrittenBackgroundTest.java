package dev.phantom.run.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.background.Background;
import dev.phantom.analysis.background.Commit;
import dev.phantom.analysis.background.Excerpt;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.iac.Definition;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.pullrequest.Register;
import dev.phantom.run.Decisions;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where the source text and the history of a stack's drifts come from.
class WrittenBackgroundTest {

    private static final StackId ID = new StackId("111122223333", "us-east-1", "payments");
    private static final String WRITTEN = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              # answers the door
              Door: { Type: AWS::Serverless::Function }
            """;
    private static final String MADE = """
            {"Resources": {
              "Door": {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["DoorRole", "Arn"]}}},
              "DoorRole": {"Type": "AWS::IAM::Role"}
            }}""";

    private final List<String> asked = new ArrayList<>();

    private final SafeStateHistory history = new SafeStateHistory() {
        @Override
        public Log log(String path) {
            asked.add(path);
            var begin = SafeStateHistory.Commit.of("1".repeat(40), Instant.EPOCH, "Begin", "Ada", "", List.of());
            return new Log(List.of(begin), true, List.of());
        }

        @Override
        public Optional<String> text(String path, String commit) {
            return Optional.of(WRITTEN);
        }
    };

    private static Definition read(String file, String text) {
        return new CloudFormation().read(file, text);
    }

    private Background of(SafeState safe, String... resources) {
        var deployed = new DeployedState(
                ID,
                "",
                "",
                read("deployed", WRITTEN),
                read("processed", MADE),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                null);
        var live = new LiveState(ID, "", LiveState.Source.FILE, null, List.of(), List.of());
        var nothing =
                new DriftReport(List.of(), new Coverage(0, 0, List.of()), List.of(), List.of(), List.of(), List.of());
        var written = new WrittenBackground(
                new States(ID, safe, deployed, live, Baseline.none(ID)),
                null,
                new Detection(nothing, Map.of()),
                new EarlierDecisions(ID, new NoDecisions(), IgnoreRules.NONE, Register.empty()),
                history,
                false);
        var stack = new Stack(ID, "prod", "t.yaml", List.of(), "", "", Stack.Mode.REPORT);
        var all = Background.NONE;
        for (var resource : resources) {
            var drift =
                    Drift.unnamed(resource, "", "", Drift.Status.MODIFIED, List.of(), MapValue.EMPTY, MapValue.EMPTY);
            all = written.onto(Background.NONE, Subject.alone(stack, drift, Known.HERE));
        }
        return all;
    }

    private record NoDecisions() implements Decisions {
        @Override
        public void over(StackId stack, String driftId) {}

        @Override
        public Optional<Judged> judged(StackId stack, String driftId, String contentHash) {
            return Optional.empty();
        }

        @Override
        public Optional<Judged> latest(StackId stack, String driftId) {
            return Optional.empty();
        }

        @Override
        public List<Judged> ofResource(StackId stack, String logicalId) {
            return List.of();
        }

        @Override
        public void judged(StackId stack, Judged judged) {}
    }

    private static SafeState repository() {
        return new SafeState(
                new SafeState.Source("github"),
                "acme/infra",
                "c0ffee",
                "t.yaml",
                read("t.yaml", WRITTEN),
                Map.of("t.yaml", WRITTEN),
                List.of());
    }

    @Test
    void theRepositorySaysWhatItDeclaresAndWhoWroteIt() {
        var shown = of(repository(), "Door", "Door");
        assertThat(shown.architecture())
                .extracting(Excerpt::text)
                .singleElement()
                .asString()
                .contains("# answers the door");
        assertThat(shown.commits())
                .extracting(Commit::subject, Commit::author)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("Begin", "A…"));
        assertThat(shown.gaps()).isEmpty();
        assertThat(asked).as("once for the file").containsExactly("t.yaml");
    }

    /// What a transform made of it stands in the deployed template alone.
    @Test
    void whatATransformMakesIsShownAsItWasDeployed() {
        var shown = of(repository(), "DoorRole");
        assertThat(shown.architecture()).extracting(Excerpt::element).containsExactly("DoorRole", "Door");
        assertThat(shown.architecture()).extracting(Excerpt::file).containsOnly("processed");
        assertThat(shown.gaps()).singleElement().asString().contains("a transform makes DoorRole");
        assertThat(asked).isEmpty();
    }

    @Test
    void aStackWithoutARepositoryShowsWhatWasDeployedAndNobodyIsAskedForItsHistory() {
        var deployed =
                new SafeState(SafeState.Source.DEPLOYED, "", "", "", read("processed", MADE), Map.of(), List.of());
        var shown = of(deployed, "DoorRole");
        assertThat(shown.architecture()).extracting(Excerpt::element).containsExactly("DoorRole", "Door");
        assertThat(shown.gaps())
                .containsExactly("no history of the lines: the stack is compared with the template that was deployed");
        assertThat(asked).isEmpty();
    }
}
