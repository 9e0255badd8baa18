package dev.phantom.aws.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.aws.Deadline;
import dev.phantom.aws.live.ScanReader.Scanned;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.Holdings;
import dev.phantom.stack.LiveResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceRequest;
import software.amazon.awssdk.services.cloudcontrol.model.GetResourceResponse;
import software.amazon.awssdk.services.cloudcontrol.model.ResourceNotFoundException;

/// What of a scan is called unmanaged, and what is said of the rest.
class UnmanagedReaderTest {

    private static final String GROUP = "AWS::EC2::SecurityGroup";

    /// Every group that is asked for; `gone` was deleted after the scan, `default` is AWS's own.
    private static final CloudControlClient GROUPS = new CloudControlClient() {
        @Override
        public String serviceName() {
            return "cloudcontrol";
        }

        @Override
        public void close() {}

        @Override
        public GetResourceResponse getResource(GetResourceRequest request) {
            if (request.identifier().equals("gone")) {
                throw ResourceNotFoundException.builder()
                        .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                                .errorCode("ResourceNotFoundException")
                                .errorMessage("not found")
                                .build())
                        .build();
            }
            return GetResourceResponse.builder()
                    .resourceDescription(d -> d.properties("{\"GroupName\": \"" + request.identifier() + "\"}"))
                    .build();
        }
    };

    /// A state that holds `held`, and may hold what begins with a question mark.
    private static final Holdings STATE = new Holdings() {
        @Override
        public Set<String> types() {
            return Set.of(GROUP);
        }

        @Override
        public Answer holds(String type, Map<String, String> identifier) {
            var id = identifier.getOrDefault("Id", "");
            return id.equals("held") ? Answer.YES : id.startsWith("?") ? Answer.UNKNOWN : Answer.NO;
        }

        @Override
        public String doubt() {
            return "who knows";
        }
    };

    private static UnmanagedReader.Found read(Holdings others, Stream<String> ids) {
        var waiting = new Deadline(() -> Instant.EPOCH, Duration.ZERO, Duration.ofDays(1));
        var scanned = ids.map(id -> new Scanned(GROUP, Map.of("Id", id), false)).toList();
        return new UnmanagedReader(Known.TYPES, new CloudControlReader(GROUPS), waiting).read(scanned, others);
    }

    @Test
    void whatIsHeldGoneOrMadeByAwsIsNot() {
        var found = read(STATE, Stream.of("held", "gone", "default", "stray", "?1", "?2"));
        assertThat(found.resources()).extracting(LiveResource::physicalId).containsExactly("stray");
        assertThat(found.gaps())
                .containsExactly(
                        "2 related resources of the scan (AWS::EC2::SecurityGroup 2) not called unmanaged: who knows");
    }

    @Test
    void whatIsHeldTakesNoPlaceFromTheRest() {
        var many = IntStream.range(0, 150).mapToObj(i -> "held");
        assertThat(read(STATE, Stream.concat(many, Stream.of("stray"))).resources())
                .hasSize(1);
    }

    @Test
    void whatIsNotReadIsCounted() {
        var found = read(Holdings.NONE, IntStream.range(0, 103).mapToObj(i -> "sg-" + i));
        assertThat(found.resources()).hasSize(100);
        assertThat(found.gaps()).isEqualTo(List.of("3 more unmanaged resources not read: at most 100 are read"));
    }
}
