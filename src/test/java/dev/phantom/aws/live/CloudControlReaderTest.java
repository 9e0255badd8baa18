package dev.phantom.aws.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.CloudControlIdentifier.Undetermined;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.StackResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceRequest;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceResponse;
import software.amazon.awssdk.services.cloudcontrol.model.ListResourcesRequest;
import software.amazon.awssdk.services.cloudcontrol.model.ListResourcesResponse;
import software.amazon.awssdk.services.cloudcontrol.model.ResourceDescription;

/// The ARN of a rule follows from the list of rules, since CloudFormation knows it by name.
class CloudControlReaderTest {
    private static final String ARN = "arn:aws:events:us-east-1:111122223333:rule/";

    /// Knows rules, and counts how often it is asked for their list.
    private static final class Rules implements CloudControlClient {
        private final List<String> arns;
        private int lists;

        Rules(String... names) {
            arns = List.of(names).stream().map(name -> ARN + name).toList();
        }

        @Override
        public String serviceName() {
            return "cloudcontrol";
        }

        @Override
        public void close() {}

        @Override
        public GetResourceResponse getResource(GetResourceRequest request) {
            assertThat(arns).contains(request.identifier());
            return GetResourceResponse.builder()
                    .resourceDescription(d -> d.identifier(request.identifier())
                            .properties("{\"Arn\": \"" + request.identifier() + "\"}"))
                    .build();
        }

        @Override
        public ListResourcesResponse listResources(ListResourcesRequest request) {
            lists++;
            return ListResourcesResponse.builder()
                    .resourceDescriptions(arns.stream()
                            .map(arn -> ResourceDescription.builder()
                                    .identifier(arn)
                                    .build())
                            .toList())
                    .build();
        }
    }

    private static LiveResource read(CloudControlReader reader, String physicalId) {
        var rule = new StackResource("Nightly", physicalId, "AWS::Events::Rule", "CREATE_COMPLETE");
        return reader.read(rule, Map.of(), new Undetermined("no value for Arn"));
    }

    @Test
    void theOneOfThatNameIsRead() {
        var rules = new Rules("nightly", "weekly", "partners/hourly");
        var reader = new CloudControlReader(rules);
        assertThat(read(reader, "nightly").properties().toString()).contains(ARN + "nightly");
        assertThat(read(reader, "partners|hourly").status()).isEqualTo(Status.READ);
        assertThat(rules.lists).isEqualTo(1);
    }

    @Test
    void noneAndSeveralSayNothing() {
        var reader = new CloudControlReader(new Rules("a/nightly", "b/nightly"));
        assertThat(read(reader, "nightly").status()).isEqualTo(Status.FAILED);
        assertThat(read(reader, "hourly").status()).isEqualTo(Status.FAILED);
    }
}
