package dev.phantom.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.datadog.AccessTrail.Asked;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.subject.Subject;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.evidence.Signal.Access.Trail;
import dev.phantom.iac.Origin;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTrailTest {

    private static final Circumstances DECLARED = Circumstances.declared(Origin.ABSENT);

    private final List<String> skipped = new ArrayList<>();

    private static Subject subject(String type, String id, String declared, String live, Change change) {
        var drift = new Drift(
                "d-1",
                "h-1",
                "Thing",
                id,
                type,
                Drift.Status.MODIFIED,
                List.of(change),
                Compare.map(declared),
                Compare.map(live));
        return Subjects.of(
                drift,
                "prod",
                Subjects.models(
                        "Carrier",
                        "i-0a1b2c3d4e5f60718",
                        "AWS::EC2::Instance",
                        Compare.map("{\"SecurityGroupIds\":[\"sg-1\"],\"PrivateIpAddress\":\"10.0.0.7\"}")));
    }

    private static Change added(String path, String actual) {
        return new Change.Add(
                PropertyPath.parse(path),
                Compare.map("{\"v\":" + actual + "}").entries().get("v"),
                DECLARED);
    }

    private static Change altered(String path, String expected, String actual) {
        var at = PropertyPath.parse(path);
        return new Change.NotEqual(at, at, Value.string(expected), Value.string(actual), List.of(), DECLARED);
    }

    private Asked flow(Subject subject) {
        return AccessTrail.of(subject, skipped::add).stream()
                .filter(a -> a.trail() == Trail.FLOW)
                .findFirst()
                .orElseThrow();
    }

    /// Between the two ends of a range there are other ports, and the other rules of the group did not change.
    @Test
    void aRangeIsAskedForAsAWholeAndOnlyThatOfTheChangedRule() {
        var rules =
                "{\"SecurityGroupIngress\":[{\"FromPort\":22,\"ToPort\":22},{\"FromPort\":8000,\"ToPort\":8100,\"CidrIp\":\"%s\"}]}";
        var query = flow(subject(
                        "AWS::EC2::SecurityGroup",
                        "sg-1",
                        rules.formatted("10.0.0.0/8"),
                        rules.formatted("0.0.0.0/0"),
                        altered("/SecurityGroupIngress/1/CidrIp", "10.0.0.0/8", "0.0.0.0/0")))
                .query();
        assertThat(query)
                .endsWith(" (@network.destination.port:[8000 TO 8100])")
                .contains("*:\"i-0a1b2c3d4e5f60718\" OR @network.destination.ip:10.0.0.7")
                .startsWith("(source:vpc OR (@network.client.ip:* @network.destination.port:*)) ");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::EC2::SecurityGroupIngress, /FromPort, 5432, 5432, @network.destination.port:5432",
        "AWS::EC2::SecurityGroupIngress, /CidrIp, 5432, 5440, @network.destination.port:[5432 TO 5440]",
        "AWS::EC2::SecurityGroupEgress, /CidrIp, 443, 443, @network.destination.port:443"
    })
    void aRuleOfItsOwnHasPortsToo(String type, String path, String from, String to, String search) {
        var rule = "{\"GroupId\":\"sg-1\",\"FromPort\":%s,\"ToPort\":%s,\"CidrIp\":\"0.0.0.0/0\"}".formatted(from, to);
        assertThat(flow(subject(type, "sgr-1", rule, rule, altered(path, "1", "2")))
                        .query())
                .as("its group is what an instance carries")
                .contains("i-0a1b2c3d4e5f60718")
                .endsWith(" (" + search + ")");
    }

    @Test
    void aRuleForAllPortsAsksForAllPorts() {
        var query = flow(subject(
                        "AWS::EC2::SecurityGroup",
                        "sg-1",
                        "{}",
                        "{}",
                        added("/SecurityGroupIngress/0", "{\"FromPort\":0,\"ToPort\":65535,\"CidrIp\":\"0.0.0.0/0\"}")))
                .query();
        assertThat(query).doesNotContain("@network.destination.port:[");
    }

    @Test
    void whatIsNotAskedForIsSaid() {
        var rules = new ArrayList<String>();
        for (var i = 1; i <= 12; i++) {
            rules.add("{\"FromPort\":%d,\"ToPort\":%d}".formatted(i * 100, i * 100 + 1));
        }
        flow(subject("AWS::EC2::SecurityGroup", "sg-1", "{}", "{}", added("/SecurityGroupIngress", rules.toString())));
        assertThat(skipped).contains("VPC flow logs: 2 more changed port ranges were not asked for");
    }

    @Test
    void interfacesThatAreNotAskedForAreNamedToo() {
        var interfaces = IntStream.range(0, 12)
                .mapToObj("\"eni-0a1b2c3d4e5f607%02d\""::formatted)
                .collect(Collectors.joining(",", "{\"Interfaces\":[", "]}"));
        var query = flow(subject("AWS::EC2::SecurityGroup", "sg-1", "{}", interfaces, altered("/X", "1", "2")));
        assertThat(skipped).contains("VPC flow logs: 3 more network interfaces or instances were not asked for");
        assertThat(query.query()).contains("60709").doesNotContain("60710");
    }
}
