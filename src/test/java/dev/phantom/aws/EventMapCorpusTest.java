package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.docs.AccuracyPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// Every call that a peer's list says changes a resource, made by each type of identity and by each kind of agent in
/// each partition, looked up through the real SDK: who and by what, as documented.
@Tag("corpus")
@EnabledIfEnvironmentVariable(named = "PHANTOM_CORPUS", matches = ".+")
class EventMapCorpusTest {

    private static final List<String> REGIONS = List.of("us-east-1", "cn-north-1", "us-gov-west-1");

    /// Agent, and what it is.
    private static final Map<String, String> AGENTS = agents();

    private static Map<String, String> agents() {
        var all = new LinkedHashMap<String, String>();
        all.put("aws-cli/2.15.30 Python/3.11.8", "cli");
        all.put("[Boto3/1.26.165 Python/3.10.6 Botocore/1.29.165]", "sdk");
        all.put("aws-sdk-go-v2/1.30.0 os/linux", "sdk");
        all.put("RDS Console, aws-internal/3 aws-sdk-java/1.11.975", "console");
        all.put("[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]", "console");
        all.put("console.ec2.amazonaws.com", "console");
        all.put("APN/1.0 HashiCorp/1.0 Terraform/1.9.5 terraform-provider-aws/5.60.0", "iac");
        all.put("APN/1.0 Pulumi/1.0 PulumiAws/6.0", "iac");
        all.put("aws-sdk-js/3.540.0 ua/2.0 aws-cdk/2.150.0", "iac");
        all.put("curl/8.5.0", "unknown");
        return all;
    }

    @TempDir
    private Path home;

    @Test
    void whoAndByWhatAsDocumented() throws IOException {
        var names = events();
        var world = new TrailWorld();
        var expected = new ArrayList<String>();
        var types = List.copyOf(EventOriginTest.IDENTITIES.keySet());
        var agents = List.copyOf(AGENTS.keySet());
        for (int i = 0; i < names.size(); i++) {
            var type = types.get(i % types.size());
            var agent = agents.get(i / types.size() % agents.size());
            var region = REGIONS.get(i % REGIONS.size());
            world.event(
                    "ec2",
                    names.get(i),
                    EventOriginTest.IDENTITIES.get(type),
                    "'userAgent': '%s', 'awsRegion': '%s', 'sourceIPAddress': '203.0.113.7', 'requestParameters': {'thingId': 'thing-1'}"
                            .formatted(agent, region));
            expected.add("e-%04d %s %s %s"
                    .formatted(
                            i,
                            names.get(i),
                            EventOriginTest.NAMES.get(type),
                            type.equals("AWSService") ? "aws_service" : AGENTS.get(agent)));
        }
        var found = new ArrayList<String>();
        try (var sandbox = world.start(home)) {
            for (var region : REGIONS) {
                var thing = TrailWorld.resource("AWS::EC2::Instance", "thing-1", "");
                var writes = TrailWorld.log(sandbox)
                        .writes(TrailWorld.stack(region), List.of(thing), TrailWorld.FROM, java.time.Instant.now());
                assertThat(writes.gaps()).isEmpty();
                writes.writes().stream()
                        .map(w -> "%s %s %s %s"
                                .formatted(
                                        w.eventId(),
                                        w.name(),
                                        w.actor(),
                                        w.via().name().toLowerCase(Locale.ROOT)))
                        .forEach(found::add);
            }
        }
        var right = expected.stream().filter(found::contains).count();
        AccuracyPage.holds(
                "trail", """
                | events | identity types | agents | partitions | who and by what as documented |
                |---|---|---|---|---|
                | %d | %d | %d | %d | %d of %d |
                """.formatted(names.size(), types.size(), agents.size(), REGIONS.size(), right, names.size()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    /// The list's own names, each once.
    private static List<String> events() throws IOException {
        var file = Path.of(System.getenv("PHANTOM_CORPUS"), "cloudtrail-event-map", "event_mappings.yaml");
        var names = new ArrayList<String>();
        boolean within = false;
        for (var line : Files.readAllLines(file)) {
            if (!line.startsWith(" ") && !line.isBlank() && !line.startsWith("#")) {
                within = line.startsWith("relevant_events:");
            }
            var name = line.replaceFirst("#.*", "").strip();
            if (within && name.startsWith("- ")) {
                names.add(name.substring(2));
            }
        }
        return names.stream().distinct().toList();
    }
}
