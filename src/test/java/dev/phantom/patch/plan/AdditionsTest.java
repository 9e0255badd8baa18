package dev.phantom.patch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.patch.plan.Minimal.Step;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What a patch adds is what a person would have written, not what AWS shows of it.
class AdditionsTest {

    private static MapValue properties(String yaml) {
        return (MapValue) DocumentReader.yaml("p.yaml", yaml);
    }

    private static Legitimizing legitimizing(String type, String declared, String live, Change... changes) {
        var drift = new Drift(
                "d-1",
                "h",
                "R",
                "r-1",
                type,
                Drift.Status.MODIFIED,
                List.of(changes),
                properties(declared),
                properties(live));
        return new Legitimizing(drift, Map.of(), WritableValue.of(type, Known.HERE, "111122223333"));
    }

    private static String added(String list, String rule) {
        var live = "{%s: [%s]}".formatted(list, rule);
        var at = PropertyPath.parse("/" + list + "/0");
        var element = ((dev.phantom.value.Value.ListValue) properties(live).get(list))
                .items()
                .getFirst();
        var add = new Change.Add(at, element, Circumstances.declared(Origin.ABSENT));
        return legitimizing("AWS::EC2::SecurityGroup", "{%s: []}".formatted(list), live, add).steps().stream()
                .map(AdditionsTest::words)
                .collect(Collectors.joining());
    }

    private static String words(Step step) {
        return switch (step.intent()) {
            case Intent.Append(var value) -> keys(value);
            case Intent.Set(var value) -> step.path() + " " + value;
            case Intent.Remove remove -> step.path() + " removed";
        };
    }

    private static String keys(dev.phantom.value.Value value) {
        return value instanceof MapValue map ? String.join(" ", map.entries().keySet()) : String.valueOf(value);
    }

    private static String whole(String type, String live) {
        return keys(legitimizing(type, "{}", live).whole());
    }

    @Test
    void aRuleComesWithoutWhatAwsEchoes() {
        var all = "{IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/8}";
        assertThat(added("SecurityGroupIngress", all)).isEqualTo("IpProtocol CidrIp");
        assertThat(added("SecurityGroupEgress", all)).isEqualTo("IpProtocol CidrIp");
        assertThat(added(
                        "SecurityGroupIngress",
                        "{IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: sg-1,"
                                + " SourceSecurityGroupName: web, SourceSecurityGroupOwnerId: '111122223333'}"))
                .isEqualTo("IpProtocol FromPort ToPort SourceSecurityGroupId");
    }

    @Test
    void aRuleKeepsWhatSaysSomething() {
        assertThat(added("SecurityGroupIngress", "{IpProtocol: icmp, FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/8}"))
                .isEqualTo("IpProtocol FromPort ToPort CidrIp");
        assertThat(added(
                        "SecurityGroupIngress",
                        "{IpProtocol: '-1', SourceSecurityGroupId: sg-1, SourceSecurityGroupOwnerId: '444455556666'}"))
                .isEqualTo("IpProtocol SourceSecurityGroupId SourceSecurityGroupOwnerId");
        assertThat(added(
                        "SecurityGroupIngress",
                        "{IpProtocol: tcp, FromPort: 1, ToPort: 2, SourceSecurityGroupName: a}"))
                .isEqualTo("IpProtocol FromPort ToPort SourceSecurityGroupName");
    }

    @Test
    void aResourceComesWithoutWhatAwsEchoes() {
        assertThat(whole(
                        "AWS::EC2::SecurityGroupIngress",
                        "{Id: sgr-1, GroupId: sg-2, IpProtocol: '-1', FromPort: -1, ToPort: -1,"
                                + " SourceSecurityGroupId: sg-1, SourceSecurityGroupOwnerId: '111122223333'}"))
                .isEqualTo("GroupId IpProtocol SourceSecurityGroupId");
        assertThat(whole(
                        "AWS::EC2::SecurityGroupEgress",
                        "{Id: sgr-1, GroupId: sg-2, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIp: 0.0.0.0/0}"))
                .isEqualTo("GroupId IpProtocol CidrIp");
        assertThat(whole(
                        "AWS::Lambda::Function",
                        "{Role: r, Runtime: java25, Timeout: 3, MemorySize: 256, EphemeralStorage: {Size: 512}}"))
                .isEqualTo("Role Runtime MemorySize");
    }

    @Test
    void whatIsDeclaredStaysThoughItSaysNothing() {
        var declared = "{SecurityGroupIngress: [{IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/8}]}";
        var live = declared.replace("10.0.0.0/8", "10.0.0.0/9");
        var path = PropertyPath.parse("/SecurityGroupIngress");
        var change = new Change.NotEqual(
                path,
                path,
                properties(declared).get("SecurityGroupIngress"),
                properties(live).get("SecurityGroupIngress"),
                List.of(),
                Circumstances.declared(Origin.ABSENT));
        assertThat(legitimizing("AWS::EC2::SecurityGroup", declared, live, change)
                        .steps())
                .extracting(step -> step.path().toString())
                .containsExactly("/SecurityGroupIngress/0/CidrIp");
    }
}
