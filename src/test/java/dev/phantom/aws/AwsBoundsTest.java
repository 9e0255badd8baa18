package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.loopback.EndlessAnswers;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.wire.Network;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/// Whatever a service of AWS sends, no client keeps more of it than the bound.
class AwsBoundsTest {

    private static final String REGION = "us-east-1";

    private static final Map<String, Consumer<AwsClients>> QUESTIONS = questions();

    private static Map<String, Consumer<AwsClients>> questions() {
        var all = new LinkedHashMap<String, Consumer<AwsClients>>();
        all.put("cloudformation", c -> c.cloudFormation("", REGION).describeStacks());
        all.put("cloudcontrol", c -> c.cloudControl("", REGION)
                .getResource(r -> r.typeName("AWS::S3::Bucket").identifier("a")));
        all.put("cloudtrail", c -> c.cloudTrail("", REGION).lookupEvents());
        all.put("pricing", c -> c.pricing(REGION).getProducts(r -> r.serviceCode("AmazonEC2")));
        all.put("sts", c -> c.sts(REGION).getCallerIdentity());
        all.put("iam", c -> c.iam("", REGION).listAccountAliases());
        return all;
    }

    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
    }

    private static AwsClients clients(URI server, long bytes) {
        var patient = new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5), bytes);
        return new AwsClients(AwsAccess.standard("test")
                .withEndpoint(server)
                .withPace(AwsPacing.LOOPBACK)
                .on(new Network(patient, InstantSource.system(), note -> {})));
    }

    private static void saysOf(URI server, long bytes, String why) {
        try (var clients = clients(server, bytes)) {
            QUESTIONS.forEach((service, question) -> assertThatThrownBy(() -> AwsErrors.mapped("asking", () -> {
                        question.accept(clients);
                        return "";
                    }))
                    .as(service)
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> assertThat(e.diagnostic().line()).contains(why)));
        }
    }

    /// It could send for ever: what was read is the bound, and a buffer more.
    @Test
    void anAnswerThatNeverEndsIsGivenUpAtTheBound() {
        try (var endless = new EndlessAnswers()) {
            saysOf(endless.uri(), 200_000, " sent more than 195 KB in one answer (200)");
            assertThat(endless.taken()).allMatch(bytes -> bytes < 32 << 20);
            assertThat(endless.taken()).hasSize(QUESTIONS.size());
        }
    }

    /// A few bytes each in an answer, they are many times that in memory.
    @Test
    void soIsOneOfManyValues() {
        var json = "{\"a\":[" + "0,".repeat(300_000) + "0]}";
        var xml = "<AResponse>" + "<b/>".repeat(300_001) + "</AResponse>";
        try (var server = LoopbackServer.start(
                0,
                request -> request.headers().getOrDefault("content-type", "").contains("json")
                        ? Reply.json(200, json)
                        : Reply.of(200, "text/xml", xml))) {
            saysOf(server.uri(), 4 << 20, "more than 300,000 values");
        }
    }

    /// The default chain makes clients of its own: for a web identity, a profile's role, SSO.
    @Test
    void clientsThatTheSdkMakesByItselfHaveTheBoundsToo() {
        try (var endless = new EndlessAnswers();
                var clients = clients(endless.uri(), 200_000)) {
            assertThat(clients).isNotNull();
            try (var sts = StsClient.builder()
                    .endpointOverride(endless.uri())
                    .region(Region.of(REGION))
                    .credentialsProvider(AnonymousCredentialsProvider.create())
                    .build()) {
                assertThatThrownBy(sts::getCallerIdentity).hasMessageContaining("sent more than 32 MB in one answer");
            }
            assertThat(endless.taken()).hasSize(1).allMatch(bytes -> bytes < 64 << 20);
        }
    }
}
