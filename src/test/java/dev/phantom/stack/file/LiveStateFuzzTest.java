package dev.phantom.stack.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.value.read.DocumentReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Whatever the bytes: a live state that can be compared, or one clear line. Kept inputs only in `mvn verify`;
/// `make fuzz` searches.
class LiveStateFuzzTest {

    private static final StackId ID = new StackId("111122223333", "us-east-1", "fuzz");
    private static final LiveStateReader READER =
            new LiveStateReader(List.of(new CloudFormation()), Known.TYPES::identifiers);
    private static final DriftDetector DETECTOR =
            new DriftDetector(Known.EVERYWHERE, Mask.of("fuzz"), IgnoreRules.NONE, LocalDate.of(2026, 11, 22));
    private static final Definition SAFE = new CloudFormation().read("safe.yaml", """
            Resources:
              Jobs:
                Type: AWS::SQS::Queue
                Properties: {QueueName: jobs, VisibilityTimeout: 30, Tags: [{Key: team, Value: core}]}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: worker
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
            """);

    @FuzzTest(maxDuration = "5m")
    void aLiveFileIsReadOrRefused(byte @NotNull [] bytes) {
        try {
            var text = DocumentReader.decode("live.json", bytes);
            READER.each("live.json", new java.io.StringReader(text), Map.of(), LiveStateFuzzTest::compare);
        } catch (PhantomException e) {
            clear(e);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void aGeneratedTemplateIsComparedOrRefused(byte @NotNull [] bytes) {
        try {
            compare(READER.read("generated.yaml", DocumentReader.decode("generated.yaml", bytes), Map.of()));
        } catch (PhantomException e) {
            clear(e);
        }
    }

    private static void compare(LiveState live) {
        var safe = new SafeState(SafeState.Source.FILE, "", "", "safe.yaml", SAFE, Map.of(), List.of());
        var baseline = new Baseline(ID, null, live.resources());
        DETECTOR.detect(new States(ID, safe, DeployedState.unknown(ID), live, baseline));
    }

    private static void clear(PhantomException e) {
        if (e.diagnostic().line().contains("\n") || e.diagnostic().line().length() > 1000) {
            throw new AssertionError("no clear line: " + e.diagnostic().line());
        }
    }
}
