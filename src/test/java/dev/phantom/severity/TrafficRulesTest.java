package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a firewall lets through that it did not, and what it no longer does.
class TrafficRulesTest {
    private static final Assessor ASSESSOR = RuleCatalogue.assessor();

    private static List<Finding> of(String type, String safe, String live) {
        return ASSESSOR.assess(Subjects.of(Differences.of("AWS::" + type, safe, live), "prod"))
                .findings();
    }

    private static String group(String rule) {
        return rule.isEmpty() ? "{}" : "{'SecurityGroupIngress':[" + rule + "]}";
    }

    private static String port(int from, int to, String source) {
        return "{'IpProtocol':'tcp','FromPort':%d,'ToPort':%d,%s}".formatted(from, to, source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'CidrIp':'203.0.113.0/28'                | 'CidrIp':'203.0.113.0/24'                | MEDIUM
            'CidrIp':'10.1.0.0/16'                   | 'CidrIp':'10.0.0.0/8'                    | LOW
            'CidrIpv6':'2001:db8::1/128'             | 'CidrIpv6':'2001:db8::/64'               | MEDIUM
            'SourceSecurityGroupId':'sg-1'           | 'SourceSecurityGroupId':'sg-2'           | LOW
            'SourceSecurityGroupId':'sg-1'           | 'CidrIp':'198.51.100.7/32'               | MEDIUM
            """)
    void moreAddressesAreTold(String before, String now, Severity level) {
        var safe = group(port(8443, 8443, before));
        var live = group(port(8443, 8443, now));
        assertThat(of("EC2::SecurityGroup", safe, live))
                .extracting(Finding::rule, Finding::level)
                .containsExactly(tuple("PH-SEV-024", level));
    }

    @Test
    void fewerAddressesOrPortsAreNot() {
        var wide = group(port(8000, 8100, "'CidrIp':'203.0.113.0/24'"));
        var narrow = group(port(8000, 8000, "'CidrIp':'203.0.113.7/32'"));
        assertThat(of("EC2::SecurityGroup", wide, narrow)).isEmpty();
        assertThat(of("EC2::SecurityGroup", narrow, wide)).hasSize(1);
    }

    @Test
    void whereTheRuleStandsDoesNotMatter() {
        var safe = port(443, 443, "'CidrIp':'203.0.113.0/28'");
        var live = port(443, 443, "'CidrIp':'203.0.113.0/24'");
        for (var type : List.of("EC2::SecurityGroupIngress", "Redshift::ClusterSecurityGroupIngress")) {
            assertThat(of(
                            type,
                            safe.replace("CidrIp", type.startsWith("EC2") ? "CidrIp" : "CIDRIP"),
                            live.replace("CidrIp", type.startsWith("EC2") ? "CidrIp" : "CIDRIP")))
                    .extracting(Finding::rule)
                    .containsExactly("PH-SEV-024");
        }
        assertThat(
                        of(
                                "GameLift::Fleet",
                                "{'EC2InboundPermissions':[{'Protocol':'TCP','FromPort':7777,'ToPort':7777,'IpRange':'203.0.113.0/28'}]}",
                                "{'EC2InboundPermissions':[{'Protocol':'TCP','FromPort':7777,'ToPort':7900,'IpRange':'203.0.113.0/28'}]}"))
                .extracting(Finding::rule, Finding::level)
                .containsExactly(tuple("PH-SEV-024", Severity.MEDIUM));
    }

    @Test
    void publicAddressesThatReachADatabaseAreHigh() {
        assertThat(of(
                        "RDS::DBSecurityGroup",
                        "{'DBSecurityGroupIngress':{'CIDRIP':'203.0.113.0/28'}}",
                        "{'DBSecurityGroupIngress':{'CIDRIP':'203.0.112.0/23'}}"))
                .extracting(Finding::rule, Finding::level)
                .containsExactly(tuple("PH-SEV-024", Severity.HIGH));
        assertThat(of(
                        "RDS::DBSecurityGroup",
                        "{'DBSecurityGroupIngress':{'CIDRIP':'10.1.0.0/28'}}",
                        "{'DBSecurityGroupIngress':{'CIDRIP':'10.1.0.0/27'}}"))
                .extracting(Finding::level)
                .doesNotContain(Severity.HIGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:0000:0000:0000:0000:0000:0000:0000/0", "::/0", "0:0:0:0:0:0:0:0/0", "::0/0"})
    void everybodyIsEverybodyHoweverSpelled(String range) {
        assertThat(of("EC2::SecurityGroup", group(""), group(port(22, 22, "'CidrIpv6':'" + range + "'"))))
                .extracting(Finding::rule, Finding::level)
                .containsExactly(tuple("PH-SEV-001", Severity.CRITICAL));
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsNotTheMilderOne() {
        assertThat(of(
                        "EC2::SecurityGroup",
                        group(port(443, 443, "'CidrIp':'0.0.0.0/0'")),
                        group(port(443, 0, "'CidrIp':'0.0.0.0/0'"))))
                .extracting(Finding::level)
                .containsExactly(Severity.CRITICAL);
    }

    @Test
    void aGroupThatLetsNothingThroughCutsOffWhoIsBehindIt() {
        var web = group(port(443, 443, "'CidrIp':'0.0.0.0/0'"));
        var lost = ASSESSOR.assess(Subjects.of(Differences.of("AWS::EC2::SecurityGroup", web, "{}"), "prod"));
        assertThat(lost.floor()).isEqualTo(Severity.MEDIUM);
        assertThat(lost.findings())
                .extracting(Finding::rule, Finding::security, f -> f.path().toString())
                .containsExactly(tuple("PH-SEV-025", false, "/SecurityGroupIngress"));
        var two = "{'SecurityGroupIngress':[%s,%s]}"
                .formatted(port(443, 443, "'CidrIp':'0.0.0.0/0'"), port(22, 22, "'CidrIp':'10.0.0.0/8'"));
        assertThat(of("EC2::SecurityGroup", two, web)).isEmpty();
    }

    @Test
    void aNetworkAclThatDeniesLessIsTold() {
        var all = "{'RuleAction':'deny','Protocol':'-1','CidrBlock':'198.51.100.0/24'}";
        var one = "{'RuleAction':'deny','Protocol':'-1','CidrBlock':'198.51.100.7/32'}";
        assertThat(of("EC2::NetworkAclEntry", all, one))
                .extracting(Finding::rule, Finding::title)
                .containsExactly(tuple("PH-SEV-002", "the network ACL denies less"));
        assertThat(of("EC2::NetworkAclEntry", one, all)).isEmpty();
    }
}
