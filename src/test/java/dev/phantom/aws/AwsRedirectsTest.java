package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.PhantomException;
import dev.phantom.sandbox.loopback.TwoHosts;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/// A signed request goes to the endpoint that was configured, and nowhere else.
class AwsRedirectsTest {

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void areFollowedByNoClient(int status) {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
        try (var hosts = new TwoHosts(status, "{}");
                var clients = new AwsClients(AwsAccess.standard("test")
                        .withEndpoint(hosts.configured())
                        .withPace(AwsPacing.LOOPBACK))) {
            var region = "us-east-1";
            List<Supplier<?>> questions = List.of(
                    () -> clients.cloudFormation("", region).describeStacks(),
                    () -> clients.cloudControl("", region)
                            .getResource(r -> r.typeName("AWS::S3::Bucket").identifier("a")),
                    () -> clients.cloudControl("", region)
                            .updateResource(r -> r.typeName("AWS::S3::Bucket").identifier("a").patchDocument("[]")),
                    () -> clients.cloudTrail("", region).lookupEvents(),
                    () -> clients.pricing(region).getProducts(r -> r.serviceCode("AmazonEC2")),
                    () -> clients.iam("", region).listAccountAliases(),
                    () -> clients.sts(region).getCallerIdentity());
            for (var question : questions) {
                assertThatThrownBy(() -> AwsErrors.mapped("asking", question))
                        .isInstanceOfSatisfying(
                                PhantomException.class,
                                e -> assertThat(e.diagnostic().summary())
                                        .isEqualTo("asking failed: " + hosts.line(status)));
            }
            assertThat(hosts.reached()).isEmpty();
            assertThat(hosts.asked()).hasSize(questions.size());
        }
    }

    /// The default chain makes clients of its own, and shows STS a web identity's token.
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void norByThoseThatTheSdkMakes(int status) {
        DefaultHttp.use();
        try (var hosts = new TwoHosts(status, "{}");
                var sts = StsClient.builder()
                        .endpointOverride(hosts.configured())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build()) {
            assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(
                            r -> r.roleArn("arn:aws:iam::111122223333:role/r").roleSessionName("s").webIdentityToken("t")))
                    .isInstanceOf(SdkException.class);
            assertThat(hosts.reached()).isEmpty();
            assertThat(hosts.asked()).isNotEmpty();
        }
    }
}
