package dev.phantom.patch.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.StackId;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {

    private static final String TEMPLATE = """
            Resources:
              Front:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  Protocol: HTTPS
                  Certificates: [{CertificateArn: arn}]
                  LoadBalancerArn: lb
                  DefaultActions: [{Type: forward, TargetGroupArn: tg}]
              Bare:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {Protocol: HTTPS, LoadBalancerArn: lb, DefaultActions: [{Type: forwards, TargetGroupArn: tg}]}
              Reports:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: reports
                  IntelligentTieringConfigurations:
                    - {Id: a, Prefix: b, Status: Enabled, Tierings: [{AccessTier: ARCHIVE_ACCESS, Days: 90}]}
            """;
    private static final Circumstances DECLARED = Circumstances.declared(Origin.ABSENT);

    private static Line line(Change change) {
        return line("Reports", "AWS::S3::Bucket", change);
    }

    private static final PatchBase BASE = new PatchBase(
            new StackId("111122223333", "us-east-1", "pay"),
            "c0ffee",
            new Workspace("t.yaml", Map.of("t.yaml", TEMPLATE), new CloudFormation()),
            new StackView("pay", List.of(), new EvaluationContext(Map.of(), Pseudo.UNKNOWN, Map.of(), References.NONE)),
            List.of(),
            Map.of(),
            Known.HERE,
            Secrets.NONE);

    private static Line line(String logicalId, String type, Change... changes) {
        var decisions = decided(logicalId, type, changes);
        return SchemaCheck.check(BASE, (Planned) PatchPlanner.plan(BASE, decisions), decisions);
    }

    private static List<Decision> decided(String logicalId, String type, Change... changes) {
        var drift = new Drift(
                "d-1",
                "h",
                logicalId,
                "physical",
                type,
                Drift.Status.MODIFIED,
                List.of(changes),
                MapValue.EMPTY,
                MapValue.EMPTY);
        return List.of(new Decision(drift, new Verdict.Legitimize(Opinions.SURE)));
    }

    private static Change gone(String path) {
        return new Change.Remove(PropertyPath.parse(path), Value.string("gone"), DECLARED);
    }

    private static Change added(String path, String json) throws IOException {
        return new Change.Add(PropertyPath.parse(path), ValueJson.parse(json), DECLARED);
    }

    @Test
    void whatATemplateMustGiveIsNotTakenAway() {
        var path = "/IntelligentTieringConfigurations/0/Status";
        assertThat(line(gone(path))).isEqualTo(new Line(Check.SCHEMA, Result.FAIL, path + " is required"));
        assertThat(line(gone("/IntelligentTieringConfigurations/0/Prefix")).result())
                .isEqualTo(Result.PASS);
    }

    @Test
    void whatIsAddedIsReadToItsLeaves() throws IOException {
        var path = "/LifecycleConfiguration";
        assertThat(line(added(path, "{\"Rules\": [{\"ExpirationInDays\": 9}]}")).detail())
                .isEqualTo(path + "/Rules/0/Status is required");
        assertThat(line(added(path, "{\"Rules\": [{\"Status\": \"On\", \"ExpirationInDays\": 9}]}"))
                        .detail())
                .isEqualTo(path + "/Rules/0/Status does not allow 'On'");
        assertThat(line(added(path, "{\"Rules\": [{\"Status\": \"Enabled\", \"ExpirationInDays\": 9}]}"))
                        .result())
                .isEqualTo(Result.PASS);
    }

    /// What AWS's schema cannot say: which of its neighbours a property must stand beside.
    @Test
    void whatItsNeighboursNeedIsNotTakenAwayNorLeftOut() throws IOException {
        var listener = "AWS::ElasticLoadBalancingV2::Listener";
        var plain = new Change.NotEqual(
                PropertyPath.parse("/Protocol"),
                PropertyPath.parse("/Protocol"),
                Value.string("HTTPS"),
                Value.string("HTTP"),
                List.of(),
                DECLARED);
        assertThat(line("Front", listener, gone("/Certificates")))
                .isEqualTo(
                        new Line(Check.SCHEMA, Result.FAIL, "/Certificates is needed while Protocol is HTTPS or TLS"));
        assertThat(line("Front", listener, gone("/Certificates"), plain).result())
                .isEqualTo(Result.PASS);

        var path = "/LifecycleConfiguration";
        assertThat(line(added(path, "{\"Rules\": [{\"Status\": \"Enabled\"}]}")).detail())
                .startsWith(path + "/Rules/0/ExpirationInDays is needed unless AbortIncompleteMultipartUpload or ");
    }

    /// What was wrong before is not the patch's fault, and does not hide what is.
    @Test
    void whatWasWrongBeforeIsNotHeldAgainstThePatch() throws IOException {
        var listener = "AWS::ElasticLoadBalancingV2::Listener";
        assertThat(line("Bare", listener, added("/Port", "443")).result()).isEqualTo(Result.PASS);
        assertThat(line("Bare", listener, added("/DefaultActions/0/Order", "1")).result())
                .isEqualTo(Result.PASS);
        assertThat(line(
                                "Bare",
                                listener,
                                added("/MutualAuthentication", "{\"Mode\": \"off\"}"),
                                gone("/LoadBalancerArn"))
                        .detail())
                .isEqualTo("/LoadBalancerArn is required");
    }

    @Test
    void ofATypeThatNobodyKnowsNothingIsSaid() throws IOException {
        assertThat(line("Reports", "Acme::Own::Type", added("/Any", "1")).result())
                .isEqualTo(Result.SKIPPED);
    }

    /// The gate trusts nothing that made a patch: what no planner writes is held against the schema, too.
    @Test
    void whatAwsAloneSetsIsNotWritten() throws IOException {
        var path = "/Arn";
        var decisions = decided("Reports", "AWS::S3::Bucket", added("/Tags", "[]"));
        var text = TEMPLATE.replace("BucketName: reports", "BucketName: reports\n      Arn: arn:aws:s3:::other");
        assertThat(SchemaCheck.check(BASE, written(text), decisions))
                .isEqualTo(new Line(Check.SCHEMA, Result.FAIL, path + " is set by AWS only"));
    }

    /// A resource that enters the template is read whole.
    @Test
    void whatEntersTheTemplateIsHeldAgainstItsSchema() {
        var bucket = "  Found:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: found\n"
                + "      VersioningConfiguration: {Status: %s}\n";
        var found = new Drift(
                "d-1",
                "h",
                "Found",
                "found",
                "AWS::S3::Bucket",
                Drift.Status.UNMANAGED,
                List.of(),
                MapValue.EMPTY,
                MapValue.EMPTY);
        var decisions = List.of(new Decision(found, new Verdict.Legitimize(Opinions.SURE)));
        assertThat(SchemaCheck.check(BASE, written(TEMPLATE + bucket.formatted("On")), decisions)
                        .detail())
                .isEqualTo("/VersioningConfiguration/Status does not allow 'On'");
        assertThat(SchemaCheck.check(BASE, written(TEMPLATE + bucket.formatted("Enabled")), decisions)
                        .result())
                .isEqualTo(Result.PASS);
    }

    private static Planned written(String text) {
        return new Planned(
                new PatchSet("c0ffee", List.of(), List.of(), "", Map.of()),
                BASE.files().with("t.yaml", text),
                List.of());
    }
}
