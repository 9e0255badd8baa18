package dev.phantom.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.ChangeSet.Row;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// CloudFormation tells a policy in another spelling than it was approved in.
class RowProofTest {

    private static final StackId SHOP = new StackId("111122223333", "us-east-1", "shop");
    private static final String TYPE = "AWS::IAM::ManagedPolicy";
    private static final String OPENED =
            "[{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::acme/*'}]";
    private static final String MEANT = "[{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*'}]";

    private static Value value(String yaml) {
        var text = "Resources: {R: {Type: 'AWS::SNS::Topic', Properties: {Value: " + yaml + "}}}\n";
        var path = PropertyPath.parse("/Resources/R/Properties/Value");
        return ModelEdit.find(new CloudFormation().read("t.yaml", text).document(), path)
                .orElseThrow();
    }

    private static MapValue policy(String statements) {
        return (MapValue) value("{PolicyDocument: {Version: '2012-10-17', Statement: " + statements + "}}");
    }

    private static List<String> reasons(Cell... cells) {
        return reasons(TYPE, cells);
    }

    private static List<String> reasons(String type, Cell... cells) {
        var path = PropertyPath.parse("/PolicyDocument/Statement");
        var change = new Change.NotEqual(
                path, path, value(MEANT), value(OPENED), List.of(), Circumstances.declared(Origin.ABSENT));
        var drift = new Drift(
                "d", "c", "Policy", "p", type, Drift.Status.MODIFIED, List.of(change), policy(MEANT), policy(OPENED));
        var report = new DriftReport(
                List.of(drift), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of());
        var live = new LiveResource(
                "Policy",
                "p",
                type,
                Map.of(),
                policy(OPENED),
                LiveResource.Provenance.IAC_GENERATOR,
                LiveResource.Status.READ,
                "");
        var seen = StackReading.of(
                DeployedState.unknown(SHOP),
                new Detection(report, Map.of("Policy", new Detection.Model(policy(MEANT), live))));
        var approval = Approval.of(List.of(ReconcileRecord.of(SHOP, "c", drift, Known.TYPES)));
        var detector = new DriftDetector(Known.EVERYWHERE, Mask.of("k"), IgnoreRules.NONE, LocalDate.EPOCH);
        var row = new Row("Policy", "p", type, "Modify", "False", "MODIFIED", List.of(cells));
        return new RowProof(approval, seen, detector).against(new ChangeSet("cs", List.of(row)));
    }

    private static Cell cell(String path, String before, String after) {
        return new Cell(PropertyPath.parse(path), "Modify", Optional.of(value(before)), Optional.of(value(after)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{Effect: Allow, Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::acme/*']}]",
                "[{Resource: 'arn:aws:s3:::acme/*', Action: 's3:GetObject', Effect: Allow}]",
                "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*'}"
            })
    void anotherSpellingIsTheSameOrder(String after) {
        var before = OPENED.replace("'s3:GetObject', 's3:PutObject'", "'s3:PutObject', 's3:GetObject'");
        assertThat(reasons(cell("/PolicyDocument/Statement", before, after))).isEmpty();
        assertThat(reasons(cell(
                        "/PolicyDocument",
                        "{Version: '2012-10-17', Statement: " + before + "}",
                        "{Statement: " + after + ", Version: '2012-10-17'}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{Effect: Deny, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*'}]",
                "[{Effect: Allow, Action: ['s3:GetObject', 's3:DeleteObject'], Resource: 'arn:aws:s3:::acme/*'}]",
                "[{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]",
                "[{Effect: Allow, NotAction: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*'}]",
                "[{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*', Condition: {Bool: {x: y}}}]",
                "[]"
            })
    void anotherMeaningIsNot(String after) {
        assertThat(reasons(cell("/PolicyDocument/Statement", OPENED, after))).isNotEmpty();
        assertThat(reasons(cell("/PolicyDocument/Statement", after, MEANT))).isNotEmpty();
        assertThat(reasons(cell(
                        "/PolicyDocument",
                        "{Version: '2012-10-17', Statement: " + OPENED + "}",
                        "{Version: '2012-10-17', Statement: " + after + "}")))
                .isNotEmpty();
    }

    /// A list in another order is told element by element; only together do they mean the same.
    @Test
    void elementsThatChangePlacesAreASpelling() {
        var approved = cell("/PolicyDocument/Statement", OPENED, MEANT);
        var first = cell("/PolicyDocument/Statement/0/Action/0", "'s3:GetObject'", "'s3:PutObject'");
        var second = cell("/PolicyDocument/Statement/0/Action/1", "'s3:PutObject'", "'s3:GetObject'");
        assertThat(reasons(approved, first, second)).isEmpty();
        assertThat(reasons(approved, first)).isNotEmpty();
        var other = cell("/PolicyDocument/Statement/0/Action/1", "'s3:PutObject'", "'s3:DeleteObject'");
        assertThat(reasons(approved, first, other)).isNotEmpty();
        var moved = cell("/PolicyDocument/Statement/0/Action/1", "'s3:DeleteObject'", "'s3:GetObject'");
        assertThat(reasons(approved, first, moved)).isNotEmpty();
    }

    /// What AWS never tells cannot be known to be what is there already.
    @Test
    void whatIsNeverReadHasNoSpelling() {
        var approved = cell("/PolicyDocument/Statement", OPENED, MEANT);
        var hidden = new Cell(
                PropertyPath.parse("/MasterUserPassword"), "Add", Optional.empty(), Optional.of(value("'swordfish'")));
        assertThat(reasons("AWS::RDS::DBInstance", approved)).isEmpty();
        assertThat(reasons("AWS::RDS::DBInstance", approved, hidden)).isNotEmpty();
    }

    /// A fact of ours that a property never comes back makes the comparison pass over it, not the proof.
    @Test
    void whatNeverComesBackHasNoSpelling() {
        var type = "AWS::Cognito::UserPoolClient";
        var approved = cell("/PolicyDocument/Statement", OPENED, MEANT);
        assertThat(reasons(type, approved)).isEmpty();
        for (var value : List.of("true", "['email']", "{a: b}")) {
            for (var path : List.of("/GenerateSecret", "/WriteAttributes")) {
                var written = new Cell(PropertyPath.parse(path), "Add", Optional.empty(), Optional.of(value(value)));
                assertThat(reasons(type, approved, written))
                        .as(written.toString())
                        .isNotEmpty();
            }
        }
    }

    /// One order is carried out once.
    @Test
    void theSameOrderTwiceIsOneTooMany() {
        var told = cell("/PolicyDocument/Statement", OPENED, MEANT);
        var again = cell("/PolicyDocument/Statement", OPENED, MEANT.replace("'s3:GetObject'", "['s3:GetObject']"));
        assertThat(reasons(told, again)).isNotEmpty();
    }
}
