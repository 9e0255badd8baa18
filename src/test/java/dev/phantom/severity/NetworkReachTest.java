package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A port open to the world is as bad as what stands behind it, and is what its protocol makes of it.
class NetworkReachTest {
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String SSH = port("tcp", 22);
    private static final String WEB = port("tcp", 443);
    private static final String ODD = port("tcp", 7777);

    private static String port(String protocol, int port) {
        return "{'IpProtocol':'%s','FromPort':%d,'ToPort':%d,'CidrIp':'0.0.0.0/0'}".formatted(protocol, port, port);
    }

    /// Of a stack in which one more resource uses the group.
    private static Finding opened(String rule, String userType, String user, String environment) {
        var safe = Differences.map("{'SecurityGroupIngress':[]}");
        var live = Differences.map("{'SecurityGroupIngress':[" + rule + "]}");
        var models = new LinkedHashMap<String, Detection.Model>();
        models.put("Group", model("Group", GROUP, safe, live));
        if (!userType.isEmpty()) {
            var properties = new LinkedHashMap<>(Differences.map(user).entries());
            properties.put(
                    "SecurityGroups",
                    new ListValue(List.of(new Value.Reference("Group", "GroupId", Value.string("sg-1")))));
            var using = new MapValue(properties);
            models.put("User", model("User", userType, using, using));
        }
        return only(Differences.of("Group", GROUP, safe, live), environment, Subjects.models(models));
    }

    private static Detection.Model model(String id, String type, MapValue safe, MapValue live) {
        return new Detection.Model(
                safe,
                new LiveResource(
                        id,
                        id.toLowerCase(java.util.Locale.ROOT) + "-1",
                        type,
                        Map.of(),
                        live,
                        LiveResource.Provenance.FILE,
                        LiveResource.Status.READ,
                        ""));
    }

    private static Finding only(dev.phantom.drift.Drift drift, String environment, StackModels models) {
        var found = RuleCatalogue.assessor().assess(Subjects.of(drift, environment, models)).findings().stream()
                .filter(f -> f.rule().equals("PH-SEV-001") || f.rule().equals("PH-SEV-002"))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Severity level(String rule, String userType, String user) {
        return opened(rule, userType, user, "prod").level();
    }

    @Test
    void whoUsesTheGroupDecides() {
        var instance = "AWS::EC2::Instance";
        assertThat(level(SSH, instance, "{'NetworkInterfaces':[{'AssociatePublicIpAddress':true}]}"))
                .isEqualTo(Severity.CRITICAL);
        assertThat(level(SSH, instance, "{'NetworkInterfaces':[{'AssociatePublicIpAddress':false}]}"))
                .isEqualTo(Severity.HIGH);
        assertThat(level(WEB, "AWS::ElasticLoadBalancingV2::LoadBalancer", "{'Scheme':'internet-facing'}"))
                .isEqualTo(Severity.LOW);
        assertThat(level(WEB, instance, "{'NetworkInterfaces':[{'AssociatePublicIpAddress':true}]}"))
                .isEqualTo(Severity.MEDIUM);
        assertThat(level(ODD, "AWS::RDS::DBInstance", "{'PubliclyAccessible':true}"))
                .isEqualTo(Severity.CRITICAL);
        assertThat(level(ODD, "AWS::RDS::DBInstance", "{'PubliclyAccessible':false}"))
                .isEqualTo(Severity.MEDIUM);
    }

    @Test
    void whatIsNotKnownIsSaidAndIsNotMilder() {
        var alone = opened(SSH, "", "", "prod");
        assertThat(alone.level()).isEqualTo(Severity.CRITICAL);
        assertThat(alone.rated()).isEqualTo("critical: open to the world × reachability unknown × prod");
        var database = opened(SSH, "AWS::RDS::DBInstance", "{'PubliclyAccessible':true}", "prod");
        assertThat(database.rated()).isEqualTo("critical: open to the world × on a public address × database × prod");
        assertThat(opened(SSH, "", "", "staging").level()).isEqualTo(Severity.HIGH);
        assertThat(opened(SSH, "", "", "").reasons()).contains("environment unknown, taken for production");
    }

    @Test
    void aProtocolIsSaidByNumberOrByNameAndPortsOnlyWhereThereAreSome() {
        assertThat(opened(port("6", 22), "", "", "prod").title()).startsWith("port 22/tcp (SSH) is open");
        var echo = opened(port("icmp", 8), "", "", "prod");
        assertThat(echo.title()).startsWith("icmp is open");
        assertThat(echo.level()).isEqualTo(Severity.MEDIUM);
        assertThat(opened(port("1", 22), "", "", "prod").title()).startsWith("icmp is open");
        assertThat(opened(port("50", 22), "", "", "prod").title()).startsWith("protocol 50 is open");
        assertThat(opened("{'IpProtocol':'-1','FromPort':22,'ToPort':22,'CidrIpv6':'::/0'}", "", "", "prod")
                        .title())
                .startsWith("every port of every protocol is open");
    }

    /// A rule beside a group is one of the group's.
    @Test
    void aRuleBesideItsGroupHasTheGroupsReach() {
        var group = new Value.Reference("Group", "GroupId", Value.string("group-1"));
        var safe = rule("10.0.0.0/8", group);
        var live = rule("0.0.0.0/0", group);
        var user = new MapValue(
                Map.of("PubliclyAccessible", Value.plain("false"), "VPCSecurityGroups", new ListValue(List.of(group))));
        var models = Map.of(
                "Rule", model("Rule", "AWS::EC2::SecurityGroupIngress", safe, live),
                "Group", model("Group", GROUP, MapValue.EMPTY, MapValue.EMPTY),
                "Db", model("Db", "AWS::RDS::DBInstance", user, user));
        var found = only(
                Differences.of("Rule", "AWS::EC2::SecurityGroupIngress", safe, live), "prod", Subjects.models(models));
        assertThat(found.rated()).isEqualTo("high: open to the world × on private addresses only × database × prod");
    }

    private static MapValue rule(String range, Value group) {
        return new MapValue(Map.of(
                "IpProtocol", Value.string("tcp"),
                "FromPort", Value.plain("5432"),
                "ToPort", Value.plain("5432"),
                "CidrIp", Value.string(range),
                "GroupId", group));
    }

    @Test
    void anEntryOfAnAclIsWhatItsPortsAre() {
        assertThat(entry("6", 22, false)).isEqualTo(Severity.MEDIUM);
        assertThat(entry("tcp", 443, false)).isEqualTo(Severity.LOW);
        assertThat(entry("-1", 443, false)).isEqualTo(Severity.MEDIUM);
        assertThat(entry("-1", 443, true)).isEqualTo(Severity.MEDIUM);
        assertThat(entry("1", 22, false)).isEqualTo(Severity.LOW);
    }

    private static Severity entry(String protocol, int port, boolean egress) {
        var text =
                "{'RuleAction':'allow','Protocol':'%s','Egress':%s,'PortRange':{'From':%d,'To':%d},'CidrBlock':'%s'}";
        var drift = Differences.of(
                "AWS::EC2::NetworkAclEntry",
                text.formatted(protocol, egress, port, port, "10.0.0.0/8"),
                text.formatted(protocol, egress, port, port, "0.0.0.0/0"));
        return only(drift, "prod", StackModels.NONE).level();
    }

    /// Narrower than before is no finding, and is the safer side.
    @Test
    void narrowerIsLow() {
        var drift = Differences.of(
                GROUP, "{'SecurityGroupIngress':[" + SSH + "]}", "{'SecurityGroupIngress':[" + WEB + "]}");
        var back = Differences.of(
                GROUP,
                "{'SecurityGroupIngress':[{'IpProtocol':'-1','CidrIp':'0.0.0.0/0'}]}",
                "{'SecurityGroupIngress':[" + WEB + "]}");
        assertThat(RuleCatalogue.assessor().assess(Subjects.of(back, "prod")).findings())
                .isEmpty();
        assertThat(RuleCatalogue.assessor().assess(Subjects.of(back, "prod")).floor())
                .isEqualTo(Severity.LOW);
        assertThat(RuleCatalogue.assessor().assess(Subjects.of(drift, "prod")).floor())
                .isEqualTo(Severity.MEDIUM);
    }
}
