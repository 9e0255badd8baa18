package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.compare.Compare;
import dev.phantom.stack.Write.Origin;
import dev.phantom.stack.Write.Source;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who and by what, for each identity type and agent that AWS and the tools' vendors document.
class EventOriginTest {

    /// One of each type of the userIdentity page, as its examples have them.
    static final Map<String, String> IDENTITIES = new TreeMap<>(Map.ofEntries(
            Map.entry("Root", "'type': 'Root', 'principalId': '111122223333', 'arn': 'arn:aws:iam::111122223333:root'"),
            Map.entry(
                    "IAMUser",
                    "'type': 'IAMUser', 'arn': 'arn:aws:iam::111122223333:user/team/alice', 'userName': 'alice'"),
            Map.entry(
                    "AssumedRole",
                    "'type': 'AssumedRole', 'principalId': 'AROAEXAMPLE:sess', 'arn': 'arn:aws:sts::111122223333:assumed-role/OnCall/sess',"
                            + " 'sessionContext': {'sessionIssuer': {'type': 'Role', 'userName': 'OnCall'}}"),
            Map.entry("Role", "'type': 'Role', 'arn': 'arn:aws:iam::111122223333:role/path/Deployer'"),
            Map.entry(
                    "FederatedUser",
                    "'type': 'FederatedUser', 'principalId': '111122223333:bob', 'arn': 'arn:aws:sts::111122223333:federated-user/bob'"),
            Map.entry("Directory", "'type': 'Directory', 'accountId': '111122223333', 'userName': 'carol@example.com'"),
            Map.entry("AWSAccount", "'type': 'AWSAccount', 'principalId': 'AIDAEXAMPLE', 'accountId': '444455556666'"),
            Map.entry("AWSService", "'type': 'AWSService', 'invokedBy': 'autoscaling.amazonaws.com'"),
            Map.entry(
                    "IdentityCenterUser",
                    "'type': 'IdentityCenterUser', 'accountId': '111122223333', 'credentialId': 'EXAMPLE',"
                            + " 'onBehalfOf': {'userId': '544894e8-80c1-707f-60e3-3ba6510dfac1'}"),
            Map.entry(
                    "SAMLUser",
                    "'type': 'SAMLUser', 'principalId': 'qualifier:dave', 'userName': 'dave', 'identityProvider': 'qualifier'"),
            Map.entry(
                    "WebIdentityUser",
                    "'type': 'WebIdentityUser', 'principalId': 'accounts.google.com:app:erin', 'userName': 'erin',"
                            + " 'identityProvider': 'accounts.google.com'"),
            Map.entry("Unknown", "'type': 'Unknown', 'accountId': '111122223333'")));

    static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Root", "root"),
            Map.entry("IAMUser", "alice"),
            Map.entry("AssumedRole", "role/OnCall"),
            Map.entry("Role", "role/Deployer"),
            Map.entry("FederatedUser", "bob"),
            Map.entry("Directory", "carol@example.com"),
            Map.entry("AWSAccount", "account/444455556666"),
            Map.entry("AWSService", "autoscaling.amazonaws.com"),
            Map.entry("IdentityCenterUser", "544894e8-80c1-707f-60e3-3ba6510dfac1"),
            Map.entry("SAMLUser", "dave"),
            Map.entry("WebIdentityUser", "erin"),
            Map.entry("Unknown", "account/111122223333"));

    static Origin origin(String identity, String rest) {
        return EventOrigin.of(
                Compare.map("{'userIdentity': {" + identity + "}" + (rest.isEmpty() ? "" : ", " + rest) + "}"), "");
    }

    private static Origin agent(String agent) {
        return origin(IDENTITIES.get("IAMUser"), "'sourceIPAddress': '203.0.113.7', 'userAgent': '" + agent + "'");
    }

    @Test
    void everyDocumentedTypeNamesSomebody() {
        IDENTITIES.forEach((type, identity) ->
                assertThat(origin(identity, "").actor()).as(type).isEqualTo(NAMES.get(type)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            [aws-cli/2.15.30 Python/3.11.8 Linux/6.1 exe/x86_64 prompt/off command/s3api.put-bucket-policy] | cli
            aws-cli/2.15.30 Python/3.11.8 | cli
            AWSPowerShell.Common/4.1 .NET_Runtime/6.0 | cli
            [Boto3/1.26.165 Python/3.10.6 Linux/5.19.0-46-generic Botocore/1.29.165] | sdk
            Boto3/1.34.0 md/Botocore#1.34.0 ua/2.0 os/linux | sdk
            aws-sdk-go-v2/1.30.0 os/linux lang/go#1.22 | sdk
            acme-deployer/1.0 (+https://acme.example) aws-sdk-java/2.20 | sdk
            RDS Console, aws-internal/3 aws-sdk-java/1.11.975 Linux/5.4.247 | console
            EC2ConsoleFrontend, aws-internal/3 aws-sdk-java/1.11.882 Linux/4.9 | console
            [S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488] | console
            aws-internal/3 aws-sdk-java/1.11.706 Linux/4.9 | console
            console.ec2.amazonaws.com | console
            signin.amazonaws.com | console
            Coral/Netty4 | console
            Mozilla/5.0 (X11; Linux x86_64) | console
            APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.60.0 aws-sdk-go-v2/1.30 | iac
            [APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io)] | iac
            APN/1.0 Pulumi/1.0 PulumiAws/6.0 aws-sdk-go-v2/1.30 | iac
            aws-sdk-js/3.540.0 ua/2.0 os/linux lang/js aws-cdk/2.150.0 | iac
            APN/1.0 Ansible/2.16.3 Boto3/1.34.0 md/Botocore#1.34.0 | iac
            aws-sdk-nodejs/2.1 linux/v16 configure-aws-credentials-for-github-actions | ci
            MyConsoleApp/1.0 | unknown
            curl/8.5.0 | unknown
            """)
    void anAgentIsReadByItsForm(String agent, String via) {
        assertThat(agent(agent).via().name().toLowerCase(java.util.Locale.ROOT)).isEqualTo(via);
        assertThat(agent(agent).actor()).isEqualTo("alice");
        assertThat(agent(agent).deploys()).isFalse();
    }

    @Test
    void whatAServiceCarriesIsTheServices() {
        var carried = origin(
                IDENTITIES.get("AssumedRole") + ", 'invokedBy': 'elasticbeanstalk.amazonaws.com'",
                "'sessionCredentialFromConsole': 'true', 'sourceIPAddress': 'elasticbeanstalk.amazonaws.com'");
        assertThat(carried)
                .extracting(o -> o.actor() + " " + o.via() + " " + o.deploys())
                .isEqualTo("elasticbeanstalk.amazonaws.com AWS_SERVICE false");
        var deployed = origin(IDENTITIES.get("AssumedRole") + ", 'invokedBy': 'cloudformation.amazonaws.com'", "");
        assertThat(deployed)
                .extracting(o -> o.actor() + " " + o.via() + " " + o.deploys())
                .isEqualTo("cloudformation.amazonaws.com IAC true");
        var byConsole = origin(
                IDENTITIES.get("IAMUser") + ", 'invokedBy': 'signin.amazonaws.com'",
                "'userAgent': 'signin.amazonaws.com', 'sourceIPAddress': '203.0.113.7'");
        assertThat(byConsole).extracting(o -> o.actor() + " " + o.via()).isEqualTo("alice CONSOLE");
        var own =
                origin("'accountId': '111122223333', 'invokedBy': 'AWS Internal'", "'sourceIPAddress': 'AWS Internal'");
        assertThat(own).extracting(o -> o.actor() + " " + o.via()).isEqualTo("account/111122223333 AWS_SERVICE");
    }

    @Test
    void aServiceLinkedRoleIsItsService() {
        var linked = origin(
                "'type': 'AssumedRole', 'arn': 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling',"
                        + " 'sessionContext': {'sessionIssuer': {'userName': 'AWSServiceRoleForAutoScaling', 'arn':"
                        + " 'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'}}",
                "'userAgent': 'aws-sdk-java/2.20', 'sourceIPAddress': '203.0.113.7'");
        assertThat(linked)
                .extracting(o -> o.actor() + " " + o.via())
                .isEqualTo("autoscaling.amazonaws.com AWS_SERVICE");
        var alike = origin(
                "'type': 'AssumedRole', 'arn': 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAutoScaling/x',"
                        + " 'sessionContext': {'sessionIssuer': {'userName': 'AWSServiceRoleForAutoScaling', 'arn':"
                        + " 'arn:aws:iam::111122223333:role/AWSServiceRoleForAutoScaling'}}",
                "'userAgent': 'aws-sdk-java/2.20', 'sourceIPAddress': '203.0.113.7'");
        assertThat(alike).extracting(o -> o.actor() + " " + o.via()).isEqualTo("role/AWSServiceRoleForAutoScaling SDK");
    }

    @Test
    void aPersonBehindARoleIsNamed() {
        var sso =
                "'type': 'AssumedRole', 'arn': 'arn:aws:sts::1:assumed-role/AWSReservedSSO_Oncall_0123456789abcdef/dana@example.com'";
        assertThat(origin(sso, "").actor()).isEqualTo("dana@example.com");
        assertThat(origin(IDENTITIES.get("AssumedRole") + ", 'onBehalfOf': {'userId': 'u-1'}", "")
                        .actor())
                .isEqualTo("u-1");
        assertThat(origin(
                                "'type': 'AssumedRole', 'arn': 'arn:aws:sts::1:assumed-role/OnCall/x',"
                                        + " 'sessionContext': {'sourceIdentity': 'dana'}",
                                "")
                        .actor())
                .isEqualTo("dana");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sessionContext': {'webIdFederationData': {'federatedProvider': 'arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com'}}",
                "'sessionContext': {'webIdFederationData': {'federatedProvider': 'arn:aws:iam::1:oidc-provider/oidc.circleci.com/org/1'}}"
            })
    void aBuildServicesRoleIsCi(String session) {
        var role = "'type': 'AssumedRole', 'arn': 'arn:aws:sts::1:assumed-role/deployer/run', " + session;
        assertThat(origin(role, "'userAgent': 'aws-cli/2.15'"))
                .extracting(o -> o.actor() + " " + o.via())
                .isEqualTo("role/deployer CI");
        assertThat(origin(role, "'userAgent': 'APN/1.0 HashiCorp/1.0 Terraform/1.9.5'")
                        .via()
                        .name())
                .isEqualTo("IAC");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, PUBLIC",
        "10.0.3.4, PRIVATE",
        "172.31.0.9, PRIVATE",
        "172.32.0.9, PUBLIC",
        "192.168.1.1, PRIVATE",
        "2001:db8::1, PUBLIC",
        "fd00:10::1, PRIVATE",
        "autoscaling.amazonaws.com, AWS_SERVICE",
        "AWS Internal, AWS_SERVICE",
        "HIDDEN, UNKNOWN"
    })
    void anAddressIsToldByItsClassOnly(String address, Source source) {
        assertThat(origin(IDENTITIES.get("IAMUser"), "'sourceIPAddress': '" + address + "'")
                        .source())
                .isEqualTo(source);
    }

    @Test
    void anEndpointOfTheVpcIsOne() {
        assertThat(origin(IDENTITIES.get("IAMUser"), "'sourceIPAddress': '10.0.3.4', 'vpcEndpointId': 'vpce-1'")
                        .source())
                .isEqualTo(Source.VPC_ENDPOINT);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::IAM::Role, eu-west-1, us-east-1",
        "AWS::CloudFront::Distribution, eu-west-1, us-east-1",
        "AWS::Route53::RecordSet, us-west-2, us-east-1",
        "AWS::IAM::Role, cn-northwest-1, cn-north-1",
        "AWS::CloudFront::Distribution, cn-north-1, cn-northwest-1",
        "AWS::Route53::RecordSet, cn-north-1, cn-northwest-1",
        "AWS::IAM::ManagedPolicy, us-gov-east-1, us-gov-west-1",
        "AWS::SQS::Queue, us-gov-east-1, us-gov-east-1",
        "AWS::Route53Resolver::ResolverRule, eu-west-1, eu-west-1"
    })
    void aGlobalServicesHomeIsItsPartitions(String type, String region, String home) {
        assertThat(EventRegion.of(type, region)).isEqualTo(home);
    }
}
