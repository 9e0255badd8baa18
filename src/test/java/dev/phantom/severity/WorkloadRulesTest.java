package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a workload runs as, what is written into it, and what is kept of it.
class WorkloadRulesTest {
    private static final Assessor ASSESSOR = RuleCatalogue.assessor();

    private static List<Finding> of(String type, String safe, String live) {
        return ASSESSOR.assess(Subjects.of(Differences.of("AWS::" + type, safe, live), "prod"))
                .findings();
    }

    @Test
    void aRoleThatAdministersIsHigh() {
        assertThat(of("ECS::Service", "{'Role':'Role'}", "{'Role':'AdminRole'}"))
                .extracting(Finding::rule, Finding::level)
                .contains(tuple("PH-SEV-027", Severity.HIGH));
        assertThat(of("ECS::Service", "{'Role':'AdminRole'}", "{'Role':'Role'}"))
                .extracting(Finding::rule)
                .doesNotContain("PH-SEV-027");
    }

    @Test
    void whatTheStackKnowsOfARoleCountsMoreThanItsName() {
        var admin = Differences.map("{'ManagedPolicyArns':['arn:aws:iam::aws:policy/AdministratorAccess']}");
        var drift = Differences.of(
                "AWS::Lambda::Function",
                "{'Role':'arn:aws:iam::111122223333:role/reader'}",
                "{'Role':'arn:aws:iam::111122223333:role/worker'}");
        var stack = Subjects.models("Worker", "worker", "AWS::IAM::Role", admin);
        assertThat(ASSESSOR.assess(Subjects.of(drift, "prod", stack)).findings())
                .extracting(Finding::rule)
                .containsExactly("PH-SEV-027");
        var plain = Subjects.models("Worker", "worker", "AWS::IAM::Role", Differences.map("{'RoleName':'worker'}"));
        assertThat(ASSESSOR.assess(Subjects.of(drift, "prod", plain)).findings())
                .isEmpty();
    }

    @Test
    void aResourceWithoutTagsIsLowAndNoMatterOfSecurity() {
        var found = of("EFS::FileSystem", "{'FileSystemTags':[{'Key':'a','Value':'b'}]}", "{}");
        assertThat(found)
                .extracting(Finding::rule, Finding::level, Finding::security)
                .containsExactly(tuple("PH-SEV-026", Severity.LOW, false));
        assertThat(of(
                        "EFS::FileSystem",
                        "{'FileSystemTags':[{'Key':'a','Value':'b'},{'Key':'c','Value':'d'}]}",
                        "{'FileSystemTags':[{'Key':'a','Value':'b'}]}"))
                .isEmpty();
    }

    @Test
    void aStageThatNoPlanLimitsIsTold() {
        var plan = Subjects.models(
                "Plan",
                "plan-1",
                "AWS::ApiGateway::UsagePlan",
                Differences.map("{'ApiStages':[{'ApiId':'api-1','Stage':'live'}]}"));
        var other = Differences.of(
                "AWS::ApiGateway::Stage",
                "{'RestApiId':'api-1','StageName':'live'}",
                "{'RestApiId':'api-2','StageName':'live'}");
        assertThat(ASSESSOR.assess(Subjects.of(other, "prod", plan)).findings())
                .extracting(Finding::rule, Finding::level)
                .contains(tuple("PH-SEV-028", Severity.LOW));
        assertThat(ASSESSOR.assess(Subjects.of(other, "prod")).findings())
                .extracting(Finding::rule)
                .doesNotContain("PH-SEV-028");
        assertThat(of(
                        "ApiGateway::UsagePlan",
                        "{'ApiStages':[{'ApiId':'api-1','Stage':'live'}]}",
                        "{'ApiStages':[{'ApiId':'api-1','Stage':'test'}]}"))
                .extracting(Finding::rule)
                .containsExactly("PH-SEV-028");
    }

    static Stream<Arguments> credentials() {
        var script = Base64.getEncoder()
                .encodeToString("#!/bin/sh\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return Stream.of(
                Arguments.of("EC2::Instance", "{'UserData':'IyEvYmluL3No'}", "{'UserData':'" + script + "'}"),
                Arguments.of(
                        "CodeBuild::Project",
                        "{'Source':{'Location':'https://bitbucket.org/acme/app.git'}}",
                        "{'Source':{'Location':'https://x:y@bitbucket.org/acme/app.git'}}"),
                Arguments.of(
                        "AmazonMQ::Broker",
                        "{'Users':[{'Username':'a','Password':'{{resolve:secretsmanager:a}}'}]}",
                        "{'Users':[{'Username':'a','Password':'{{resolve:secretsmanager:a}}'},{'Username':'b','Password':'hunter22'}]}"),
                Arguments.of(
                        "ECS::TaskDefinition",
                        "{'ContainerDefinitions':[{'Name':'a','Environment':[{'Name':'DB_PASSWORD','Value':'{{resolve:ssm-secure:a}}'}]}]}",
                        "{'ContainerDefinitions':[{'Name':'a','Environment':[{'Name':'DB_PASSWORD','Value':'hunter22'}]}]}"),
                Arguments.of(
                        "Lambda::Function",
                        "{'Environment':{'Variables':{'AWS_SECRET_ACCESS_KEY':'{{resolve:ssm-secure:a}}'}}}",
                        "{'Environment':{'Variables':{'AWS_SECRET_ACCESS_KEY':'x/y'}}}"));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void aCredentialIsFoundWhereverItIsWritten(String type, String safe, String live) {
        assertThat(of(type, safe, live))
                .anySatisfy(
                        f -> assertThat(tuple(f.rule(), f.level())).isEqualTo(tuple("PH-SEV-019", Severity.CRITICAL)));
        assertThat(of(type, live, safe)).extracting(Finding::rule).doesNotContain("PH-SEV-019");
    }

    @ParameterizedTest
    @CsvSource({
        "alias/aws/secretsmanager, true",
        "arn:aws:kms:us-east-1:111122223333:alias/aws/secretsmanager, true",
        "alias/payments, false",
        "arn:aws:kms:us-east-1:111122223333:key/2, false"
    })
    void aKeyThatAwsManagesIsNoKeyOfOnesOwn(String key, boolean told) {
        var found = of(
                "SecretsManager::Secret",
                "{'KmsKeyId':'arn:aws:kms:us-east-1:111122223333:key/1'}",
                "{'KmsKeyId':'" + key + "'}");
        assertThat(found.stream().anyMatch(f -> f.rule().equals("PH-SEV-005"))).isEqualTo(told);
    }

    @Test
    void whatIsNullIsNotThere() {
        assertThat(of("EKS::Cluster", "{'EncryptionConfig':[{'Resources':['secrets']}]}", "{'EncryptionConfig':null}"))
                .extracting(Finding::rule)
                .contains("PH-SEV-004");
    }

    @Test
    void aRetentionThatIsNoLongerSetIsTold() {
        assertThat(of("RDS::DBInstance", "{'BackupRetentionPeriod':14}", "{}"))
                .extracting(Finding::title)
                .contains("BackupRetentionPeriod, which was 14, is no longer set");
    }
}
