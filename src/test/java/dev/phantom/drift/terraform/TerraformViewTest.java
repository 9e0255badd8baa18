package dev.phantom.drift.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Vacancy;
import dev.phantom.drift.compare.Reversal;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.terraform.TerraformResources.Resource;
import dev.phantom.iac.Origin;
import dev.phantom.severity.Differences;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Changes of attributes as changes of properties, and back.
class TerraformViewTest {

    private static final TerraformTypes TYPES = Known.HERE.terraform();
    private static final Circumstances DECLARED = Circumstances.declared(Origin.ABSENT);
    private static final String GROUP =
            "{'id': 'sg-1', 'ingress': [{'protocol': 'tcp', 'from_port': 22, 'to_port': 22, 'cidr_blocks': [%s], 'self': false}]}";

    private static TerraformView view(String type, String expected, String actual, Change... changes) {
        return view(Map.of(), type, expected, actual, changes);
    }

    private static TerraformView view(
            Map<String, Resource> siblings, String type, String expected, String actual, Change... changes) {
        var drift = Drift.unnamed(
                "it",
                "it",
                type,
                Drift.Status.MODIFIED,
                List.of(changes),
                Differences.map(expected),
                Differences.map(actual));
        return new TerraformResources(TYPES, siblings).view(drift).orElseThrow();
    }

    private static Change added(String path, Value value) {
        return new Change.Add(PropertyPath.parse(path), value, DECLARED);
    }

    private static List<String> told(TerraformView view) {
        return view.drift().changes().stream()
                .map(change -> change.kind() + " " + change.path())
                .toList();
    }

    private static MapValue reverted(TerraformView view) {
        return Reversal.of(view.drift().actual(), view.drift().changes()).orElseThrow();
    }

    /// One network more in a rule is one rule more in AWS.
    @Test
    void anElementOfARuleIsARuleOfItsOwn() {
        var view = view(
                "aws_security_group",
                GROUP.formatted("'10.0.0.0/8'"),
                GROUP.formatted("'10.0.0.0/8','0.0.0.0/0'"),
                added("/ingress/0/cidr_blocks/1", Value.string("0.0.0.0/0")));
        assertThat(told(view)).containsExactly("ADD /SecurityGroupIngress/1");
        assertThat(view.attribute(PropertyPath.parse("/SecurityGroupIngress/1/CidrIp")))
                .hasToString("/ingress/0/cidr_blocks/1");
        assertThat(reverted(view)).isEqualTo(view.drift().expected());
    }

    @Test
    void aRuleThatWentComesBack() {
        var view = view(
                "aws_security_group",
                GROUP.formatted("'10.0.0.0/8','192.168.0.0/16'"),
                GROUP.formatted("'10.0.0.0/8'"),
                new Change.Remove(
                        PropertyPath.parse("/ingress/0/cidr_blocks/1"),
                        new Vacancy(PropertyPath.parse("/ingress/0/cidr_blocks/1"), Vacancy.Kind.AHEAD),
                        Value.string("192.168.0.0/16"),
                        DECLARED));
        assertThat(told(view)).containsExactly("REMOVE /SecurityGroupIngress/1");
        assertThat(reverted(view)).isEqualTo(view.drift().expected());
    }

    /// A block with two networks and itself is three rules.
    @Test
    void aBlockIsAsManyRulesAsItHasPeers() {
        var live = "{'id': 'sg-1', 'ingress': [{'protocol': 'tcp', 'from_port': 5432, 'to_port': 5432, 'cidr_blocks':"
                + " ['10.0.0.0/8'], 'ipv6_cidr_blocks': ['::/0'], 'self': true}]}";
        var view = view(
                "aws_security_group",
                "{'id': 'sg-1', 'ingress': []}",
                live,
                added("/ingress/0", Differences.map(live).get("ingress")));
        assertThat(view.drift().actual().get("SecurityGroupIngress"))
                .isEqualTo(Differences.map(
                                "{'r': [{'IpProtocol': 'tcp', 'FromPort': 5432, 'ToPort': 5432, 'CidrIp':"
                                        + " '10.0.0.0/8'}, {'IpProtocol': 'tcp', 'FromPort': 5432, 'ToPort': 5432, 'CidrIpv6': '::/0'},"
                                        + " {'IpProtocol': 'tcp', 'FromPort': 5432, 'ToPort': 5432, 'SourceSecurityGroupId': 'sg-1'}]}")
                        .get("r"));
        assertThat(reverted(view)).isEqualTo(view.drift().expected());
    }

    /// What differs inside JSON as text differs inside the document.
    @Test
    void aPolicyIsADocument() {
        var safe = "{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"s3:GetObject\\\"}]}";
        var live = safe.replace("s3:GetObject", "*");
        var inner = new Change.NotEqual(
                PropertyPath.parse("/Statement/0/Action"),
                PropertyPath.parse("/Statement/0/Action"),
                Value.string("s3:GetObject"),
                Value.string("*"),
                List.of(),
                DECLARED);
        var view = view(
                "aws_iam_policy",
                "{'policy': '" + safe + "'}",
                "{'policy': '" + live + "'}",
                new Change.NotEqual(
                        PropertyPath.of("policy"),
                        PropertyPath.of("policy"),
                        Value.string("…"),
                        Value.string("…"),
                        List.of(inner),
                        DECLARED));
        assertThat(told(view)).containsExactly("NOT_EQUAL /PolicyDocument/Statement/0/Action");
        assertThat(view.attribute(PropertyPath.parse("/PolicyDocument/Statement/0/Action")))
                .hasToString("/policy");
    }

    /// A part is told in the whole: the bucket with what other resources say of it.
    @Test
    void aPartIsSeenInItsWhole() {
        var siblings = Map.of(
                "aws_s3_bucket.b", bucket("{'id': 'b', 'bucket': 'b', 'versioning': [{'enabled': true}]}"),
                "aws_s3_bucket.c", bucket("{'id': 'c', 'bucket': 'c'}"),
                "it", new Resource("aws_s3_bucket_versioning", Differences.map("{'bucket': 'b'}"), MapValue.EMPTY));
        var view = view(
                siblings,
                "aws_s3_bucket_versioning",
                "{'bucket': 'b', 'versioning_configuration': [{'status': 'Enabled'}]}",
                "{'bucket': 'b', 'versioning_configuration': [{'status': 'Suspended'}]}",
                new Change.NotEqual(
                        PropertyPath.parse("/versioning_configuration/0/status"),
                        PropertyPath.parse("/versioning_configuration/0/status"),
                        Value.string("Enabled"),
                        Value.string("Suspended"),
                        List.of(),
                        DECLARED));
        assertThat(view.drift().type()).isEqualTo("AWS::S3::Bucket");
        assertThat(view.drift().actual())
                .isEqualTo(Differences.map("{'BucketName': 'b', 'VersioningConfiguration': {'Status': 'Suspended'}}"));
        assertThat(told(view)).containsExactly("NOT_EQUAL /VersioningConfiguration/Status");
        assertThat(view.attribute(PropertyPath.of("VersioningConfiguration")))
                .hasToString("/versioning_configuration/0/status");
    }

    private static Resource bucket(String attributes) {
        return new Resource("aws_s3_bucket", Differences.map(attributes), Differences.map(attributes));
    }

    @Test
    void tagsAreAListByKey() {
        var view = view(
                "aws_sqs_queue",
                "{'tags': {'team': 'a'}}",
                "{'tags': {'team': 'a', 'env': 'x'}}",
                added("/tags/env", Value.string("x")));
        assertThat(told(view)).containsExactly("ADD /Tags/1");
        assertThat(reverted(view)).isEqualTo(view.drift().expected());
    }
}
