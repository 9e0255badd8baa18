package dev.phantom.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.DriftReport;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.file.LiveStateReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a function makes of an unknown value may be a list as well as one element of it, and what AWS counts up by
/// itself
/// is not what a deployment used.
class UnknownAndMovedTest {

    private static final String POLICY = "'Policy': {'Type': 'AWS::IAM::ManagedPolicy', 'Properties': {"
            + "'ManagedPolicyName': 'read-data', 'PolicyDocument': {'Version': '2012-10-17', 'Statement': ["
            + "{'Effect': 'Allow', 'Action': 's3:Get*', 'Resource': %s}]}}}";

    private static DriftReport policy(String live) {
        var reader = new LiveStateReader(List.of(new CloudFormation()), Known.TYPES::identifiers);
        var text = "{'Parameters': {'Given': {'Type': 'String'}}, 'Resources': {" + POLICY.formatted(live) + "}}";
        var world = new World().safe(POLICY.formatted("['arn:aws:s3:::data', 'arn:aws:s3:::data/*']"));
        reader.read("live.json", text.replace('\'', '"'), Map.of()).resources().forEach(world::live);
        return world.report();
    }

    @Test
    void anUnknownMayStandForAWholeList() {
        assertThat(World.changes(policy("{'Fn::Split': [',', {'Ref': 'Given'}]}")))
                .isEmpty();
        assertThat(World.changes(policy("['arn:aws:s3:::data']")))
                .singleElement()
                .asString()
                .startsWith("Policy REMOVE /PolicyDocument/Statement/0/Resource");
    }

    private static DriftReport fleet(String latest, String template, String version) {
        return new World()
                .safe("'Template': {'Type': 'AWS::EC2::LaunchTemplate', 'Properties': {'LaunchTemplateData': {}}},"
                        + " 'Fleet': {'Type': 'AWS::AutoScaling::AutoScalingGroup', 'Properties': {'MinSize': '1',"
                        + " 'MaxSize': '3', 'LaunchTemplate': {'LaunchTemplateId': {'Ref': 'Template'},"
                        + " 'Version': {'Fn::GetAtt': ['Template', 'LatestVersionNumber']}}}}")
                .mapped("Template", "lt-0a1")
                .mapped("Fleet", "fleet")
                .live(
                        "Template",
                        "lt-0a1",
                        "AWS::EC2::LaunchTemplate",
                        "{'LaunchTemplateId': 'lt-0a1', 'LatestVersionNumber': '" + latest
                                + "', 'LaunchTemplateData': {}}")
                .live(
                        "Fleet",
                        "fleet",
                        "AWS::AutoScaling::AutoScalingGroup",
                        "{'AutoScalingGroupName': 'fleet', 'MinSize': '1', 'MaxSize': '3', 'LaunchTemplate':"
                                + " {'LaunchTemplateId': '" + template + "', 'Version': '" + version + "'}}")
                .report();
    }

    @Test
    void anAttributeThatMovedIsNotWhatWasDeployed() {
        assertThat(World.changes(fleet("4", "lt-0a1", "3"))).isEmpty();
        assertThat(World.changes(fleet("3", "lt-0a1", "3"))).isEmpty();
        assertThat(World.changes(fleet("3", "lt-0b2", "3")))
                .containsExactly("Fleet NOT_EQUAL /LaunchTemplate/LaunchTemplateId");
    }
}
