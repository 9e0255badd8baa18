package dev.phantom.drift.detect;

import static dev.phantom.drift.detect.World.changes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.compare.Compare;
import org.junit.jupiter.api.Test;

/// Rules that stand by themselves, and groups that are named by their ids.
class SecurityGroupsTest {

    @Test
    void anIngressRuleOfItsOwnIsNotAnAddition() {
        var group =
                "'G': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'g', 'SecurityGroupIngress':"
                        + " [{'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443, 'CidrIp': '10.0.0.0/8'}]}}";
        var rule =
                "'I': {'Type': 'AWS::EC2::SecurityGroupIngress', 'Properties': {'GroupId': {'Ref': 'G'}, 'IpProtocol': 'tcp',"
                        + " 'FromPort': 22, 'ToPort': 22, 'CidrIp': '10.1.0.0/16'}}";
        var live =
                "{'GroupDescription': 'g', 'SecurityGroupIngress': [{'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443,"
                        + " 'CidrIp': '10.0.0.0/8'}, {'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22, 'CidrIp': '%s'}]}";
        var type = "AWS::EC2::SecurityGroup";
        assertThat(new World()
                        .safe(group + ", " + rule)
                        .live("G", "sg-1", type, live.formatted("10.1.0.0/16"))
                        .report()
                        .drifts())
                .isEmpty();
        assertThat(changes(new World()
                        .safe(group + ", " + rule)
                        .live("G", "sg-1", type, live.formatted("0.0.0.0/0"))
                        .report()))
                .containsExactly("G ADD /SecurityGroupIngress/1");
    }

    @Test
    void anIdOfTheSameKindIsAnotherResource() {
        assertThat(attached("sg-0123456789abcdef0")).isEmpty();
        assertThat(attached("sg-0fedcba9876543210")).containsExactly("Rule NOT_EQUAL /GroupId");
    }

    @Test
    void anIdOfTheSameKindIsAnotherResourceInsideAListToo() {
        assertThat(grouped("'sg-0123456789abcdef0'")).isEmpty();
        assertThat(grouped("'sg-11111111', 'sg-0123456789abcdef0'")).containsExactly("Server ADD /SecurityGroupIds/0");
        assertThat(grouped("'sg-0fedcba9876543210'")).containsExactly("Server NOT_EQUAL /SecurityGroupIds/0");
        assertThat(grouped("{'$unknown': 'a function'}")).isEmpty();
    }

    private static java.util.List<String> grouped(String groups) {
        return World.changes(new World()
                .safe("""
                        'Server': {'Type': 'AWS::EC2::Instance', 'Properties': {
                          'ImageId': 'ami-1', 'SecurityGroupIds': [{'Fn::GetAtt': ['Group', 'GroupId']}]}},
                        'Group': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'web'}}""")
                .live(
                        "Server",
                        "i-0123456789abcdef0",
                        "AWS::EC2::Instance",
                        "{'ImageId': 'ami-1', 'SecurityGroupIds': [" + groups + "]}")
                .live("Group", "sg-0123456789abcdef0", "AWS::EC2::SecurityGroup", "{'GroupDescription': 'web'}")
                .report());
    }

    /// The group's attributes are not shown; its physical id is known.
    private static java.util.List<String> attached(String group) {
        return World.changes(new World()
                .safe("""
                        'Rule': {'Type': 'AWS::EC2::SecurityGroupIngress', 'Properties': {
                          'IpProtocol': 'tcp', 'GroupId': {'Fn::GetAtt': ['Group', 'GroupId']}}},
                        'Group': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'web'}}""")
                .live(
                        "Rule",
                        "sgr-0123456789abcdef0",
                        "AWS::EC2::SecurityGroupIngress",
                        "{'IpProtocol': 'tcp', 'GroupId': '" + group + "'}")
                .live("Group", "sg-0123456789abcdef0", "AWS::EC2::SecurityGroup", "{'GroupDescription': 'web'}")
                .report());
    }

    @Test
    void ofAnUndeclaredListOnlyWhatNoSiblingPutThereIsListed() {
        var rule = "{'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443, 'CidrIp': '10.0.0.0/8'}";
        var other = "{'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22, 'CidrIp': '0.0.0.0/0'}";
        var report = new World()
                .safe("""
                        'Group': {'Type': 'AWS::EC2::SecurityGroup', 'Properties': {'GroupDescription': 'web'}},
                        'Rule': {'Type': 'AWS::EC2::SecurityGroupIngress', 'Properties': {
                          'GroupId': {'Ref': 'Group'}, 'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443,
                          'CidrIp': '10.0.0.0/8'}}""")
                .live(
                        "Group",
                        "sg-0123456789abcdef0",
                        "AWS::EC2::SecurityGroup",
                        "{'GroupDescription': 'web', 'SecurityGroupIngress': [%s, %s]}".formatted(rule, other))
                .report();
        assertThat(report.inventory())
                .singleElement()
                .satisfies(listed -> assertThat(listed.actual())
                        .isEqualTo(Compare.map("{'L': [" + other + "]}").get("L")));
    }
}
