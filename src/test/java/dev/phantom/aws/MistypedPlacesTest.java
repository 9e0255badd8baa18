package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.PhantomException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/// A slip in a profile or a region is said as such.
class MistypedPlacesTest {

    private static String said(String host) {
        var wire = SdkClientException.builder()
                .message("Received an UnknownHostException when attempting to interact with a service.")
                .cause(new RuntimeException(new UnknownHostException(host)))
                .build();
        return AwsErrors.translate("reading stack payments", wire).diagnostic().line();
    }

    @Test
    void aRegionThatNobodyKnowsIsNamedAndTheNearestIsShown() {
        assertThat(said("cloudformation.us-esat-1.amazonaws.com"))
                .contains("there is no AWS region 'us-esat-1'", "did you mean us-east-1?")
                .doesNotContain("Exception");
    }

    @Test
    void aHostOfARegionThatExistsIsAQuestionOfTheNetwork() {
        assertThat(said("cloudformation.us-east-1.amazonaws.com"))
                .contains("check network")
                .doesNotContain("there is no AWS region");
    }

    @Test
    void aProfileThatIsInNoFileIsNamedWithTheFilesThatWereRead(@TempDir Path folder) throws Exception {
        var config = folder.resolve("config");
        Files.writeString(config, "[profile staging]\nregion = eu-west-1\n");
        System.setProperty("aws.configFile", config.toString());
        System.setProperty(
                "aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        try {
            assertThatThrownBy(() -> AwsProfiles.check("stagign"))
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> assertThat(e.diagnostic().line())
                                    .contains("there is no AWS profile 'stagign'", "did you mean 'staging'?")
                                    .contains(config.toString(), "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE")
                                    .doesNotContain("region"));
            AwsProfiles.check("staging");
            AwsProfiles.check("");
        } finally {
            System.clearProperty("aws.configFile");
            System.clearProperty("aws.sharedCredentialsFile");
        }
    }
}
