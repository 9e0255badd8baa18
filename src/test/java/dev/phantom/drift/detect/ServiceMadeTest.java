package dev.phantom.drift.detect;

import static dev.phantom.drift.detect.World.changes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.fact.Fact.ServiceMade;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.LiveResource.Status;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a service makes for itself is nobody's unmanaged resource.
class ServiceMadeTest {

    private static World found(String type, Map<String, String> identifier, String properties) {
        return new World().unmanaged(World.resource("U", "u", type, identifier, properties, Status.READ));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS::Logs::LogStream | {'LogGroupName': '/app', 'LogStreamName': '2026/11/22/[$LATEST]a'}
            AWS::CloudWatch::Alarm | {'AlarmName': 'TargetTracking-service/web/api-AlarmHigh-1'}
            AWS::EC2::SecurityGroup | {'GroupName': 'default', 'GroupDescription': 'default VPC security group'}
            AWS::EC2::NetworkAcl | {'VpcId': 'vpc-1', 'Id': 'acl-1'}
            """)
    void isNeverUnmanaged(String type, String properties) {
        assertThat(found(type, Map.of(), properties).report().drifts()).isEmpty();
    }

    @Test
    void whatAPersonMadeIs() {
        assertThat(changes(found("AWS::CloudWatch::Alarm", Map.of(), "{'AlarmName': 'Tracking'}")
                        .report()))
                .containsExactly("U UNMANAGED");
        assertThat(changes(found("AWS::EC2::SecurityGroup", Map.of(), "{'GroupName': 'default-web'}")
                        .report()))
                .containsExactly("U UNMANAGED");
    }

    /// The VPC says which of its network ACLs came with it.
    @Test
    void theVpcTellsItsOwnNetworkAcl() {
        var vpc = World.resource(
                "V",
                "vpc-1",
                "AWS::EC2::VPC",
                Map.of(),
                "{'VpcId': 'vpc-1', 'DefaultNetworkAcl': 'acl-1'}",
                Status.READ);
        var acl = "{'VpcId': 'vpc-1', 'Id': '%s'}";
        for (var id : new String[] {"acl-1", "acl-2"}) {
            var world = found("AWS::EC2::NetworkAcl", Map.of("Id", id), acl.formatted(id))
                    .unmanaged(vpc);
            assertThat(changes(world.report()).contains("U UNMANAGED")).as(id).isEqualTo(id.equals("acl-2"));
        }
        var elsewhere = found(
                        "AWS::EC2::NetworkAcl", Map.of(), acl.formatted("acl-2").replace("vpc-1", "vpc-2"))
                .unmanaged(vpc);
        assertThat(changes(elsewhere.report())).doesNotContain("U UNMANAGED");
    }

    /// Of every fact that is kept: by the property, by the identifier alone, and not where it says something else.
    @TestFactory
    Stream<DynamicTest> theFactDecides() {
        return Known.TYPES.types().stream()
                .flatMap(type -> Known.FACTS.of(type).all(ServiceMade.class).stream()
                        .filter(fact -> fact.path().isRoot() || fact.by().isEmpty()) // else the other resource tells
                        .map(fact -> DynamicTest.dynamicTest(type + fact.path(), () -> decides(type, fact))));
    }

    private static void decides(String type, ServiceMade fact) {
        if (fact.path().isRoot()) {
            assertThat(found(type, Map.of(), "{}").report().drifts()).isEmpty();
            return;
        }
        assertThat(fact.like()).isNotEmpty();
        var name = fact.path().last();
        for (var like : fact.like()) {
            var text = like.replace("*", "x");
            assertThat(found(type, Map.of(), "{'%s': '%s'}".formatted(name, text))
                            .report()
                            .drifts())
                    .isEmpty();
            assertThat(found(type, Map.of(name, text), "{}").report().drifts()).isEmpty();
            if (!like.equals("*")) {
                assertThat(changes(found(type, Map.of(), "{'%s': 'mine'}".formatted(name))
                                .report()))
                        .containsExactly("U UNMANAGED");
            }
        }
    }
}
