package dev.phantom.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.CloudControlIdentifier.Known;
import dev.phantom.drift.CloudControlIdentifier.Undetermined;
import dev.phantom.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudControlIdentifierTest {

    private static final String SERVICE = "arn:aws:ecs:us-east-1:111122223333:service/shop/web";

    private static TypeFacts facts(String type) {
        return dev.phantom.drift.knowledge.Known.TYPES.find(type).orElseThrow();
    }

    private static Value.MapValue properties(String name, String value) {
        return new Value.MapValue(Map.of(name, Value.string(value)));
    }

    @Test
    void partsAreJoinedInTheSchemasOrder() {
        var identifier = Map.of("Cluster", "shop", "ServiceArn", SERVICE);
        assertThat(CloudControlIdentifier.of(facts("AWS::ECS::Service"), identifier))
                .isEqualTo(new Known(SERVICE + "|shop", false));
    }

    @Test
    void thePhysicalIdFillsTheOnePartThatThePropertiesLack() {
        assertThat(CloudControlIdentifier.of(facts("AWS::ECS::Service"), properties("Cluster", "shop"), SERVICE))
                .isEqualTo(new Known(SERVICE + "|shop", true));
        assertThat(CloudControlIdentifier.of(facts("AWS::EC2::Subnet"), Value.MapValue.EMPTY, "subnet-1"))
                .isEqualTo(new Known("subnet-1", true));
    }

    @Test
    void aNameIsNotTakenForAnArn() {
        assertThat(CloudControlIdentifier.of(facts("AWS::ECS::Service"), properties("Cluster", "shop"), "web"))
                .isInstanceOf(Undetermined.class);
    }

    @Test
    void itSaysWhichPartsAreOpen() {
        var open = CloudControlIdentifier.of(facts("AWS::ECS::Service"), Value.MapValue.EMPTY, SERVICE);
        assertThat(open)
                .isEqualTo(new Undetermined(
                        "no value for ServiceArn|Cluster of the primary identifier ServiceArn|Cluster"));
    }

    @Test
    void whatIsNotKnownIsNotGuessed() {
        var properties = new Value.MapValue(Map.of("BucketName", new Value.Unknown("no such parameter")));
        assertThat(CloudControlIdentifier.of(facts("AWS::S3::Bucket"), properties, ""))
                .isInstanceOf(Undetermined.class);
    }

    @Test
    void aPartThatHoldsTheSeparatorIsRefused() {
        var identifier = Map.of("Cluster", "a|b", "ServiceArn", SERVICE);
        assertThat(CloudControlIdentifier.of(facts("AWS::ECS::Service"), identifier))
                .isInstanceOf(Undetermined.class);
    }
}
