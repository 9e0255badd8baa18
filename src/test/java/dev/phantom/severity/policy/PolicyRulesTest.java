package dev.phantom.severity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Assessor;
import dev.phantom.severity.Differences;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reviewer is told of a policy that drifted, by whichever type has it.
class PolicyRulesTest {
    private static final String PUBLIC = "PH-SEV-012";
    private final Assessor assessor = RuleCatalogue.assessor();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS::S3::BucketPolicy                   | /PolicyDocument               | s3:GetObject                  | CRITICAL
            AWS::S3::AccessPoint                    | /Policy                       | s3:GetObject                  | CRITICAL
            AWS::SQS::QueuePolicy                   | /PolicyDocument               | sqs:SendMessage               | CRITICAL
            AWS::SNS::TopicPolicy                   | /PolicyDocument               | sns:Publish                   | CRITICAL
            AWS::KMS::Key                           | /KeyPolicy                    | kms:Decrypt                   | CRITICAL
            AWS::ECR::Repository                    | /RepositoryPolicyText         | ecr:BatchGetImage             | CRITICAL
            AWS::SecretsManager::ResourcePolicy     | /ResourcePolicy               | secretsmanager:GetSecretValue | CRITICAL
            AWS::OpenSearchService::Domain          | /AccessPolicies               | es:ESHttpGet                  | CRITICAL
            AWS::Elasticsearch::Domain              | /AccessPolicies               | es:ESHttpGet                  | CRITICAL
            AWS::ApiGateway::RestApi                | /Policy                       | execute-api:Invoke            | MEDIUM
            AWS::Events::EventBus                   | /Policy                       | events:PutEvents              | HIGH
            AWS::Backup::BackupVault                | /AccessPolicy                 | backup:CopyIntoBackupVault    | CRITICAL
            AWS::EFS::FileSystem                    | /FileSystemPolicy             | elasticfilesystem:ClientMount | HIGH
            AWS::CodeArtifact::Domain               | /PermissionsPolicyDocument    | codeartifact:ReadFromRepository | HIGH
            AWS::DynamoDB::Table                    | /ResourcePolicy/PolicyDocument | dynamodb:GetItem             | CRITICAL
            AWS::Kinesis::ResourcePolicy            | /ResourcePolicy               | kinesis:GetRecords            | HIGH
            AWS::MediaStore::Container              | /Policy                       | mediastore:GetObject          | HIGH
            AWS::Logs::ResourcePolicy               | /PolicyDocument               | logs:PutLogEvents             | HIGH
            AWS::MSK::ClusterPolicy                 | /Policy                       | kafka:CreateVpcConnection     | HIGH
            """)
    void everybodyIsFoundWhereverATypeKeepsItsPolicy(String type, String path, String action, Severity level) {
        var own = at(path, document(allow("{'AWS':'111122223333'}", action, "")));
        var open = at(path, document(allow("'*'", action, "")));
        var held = at(path, document(allow("'*'", action, "{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}")));
        assertThat(findings(type, own, open)).anySatisfy(f -> {
            assertThat(f.rule()).isEqualTo(PUBLIC);
            assertThat(f.level()).isEqualTo(level);
            assertThat(f.title()).startsWith("everybody may " + action);
        });
        assertThat(findings(type, open, own)).isEmpty();
        assertThat(findings(type, own, held)).extracting(Finding::rule).doesNotContain(PUBLIC);
    }

    static Stream<Arguments> conditionsThatNameNobody() {
        return Stream.of(
                        "{'Bool':{'aws:SecureTransport':'true'}}",
                        "{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}",
                        "{'IpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']}}",
                        "{'StringLike':{'aws:Referer':'https://shop.example/*'}}",
                        "{'StringLike':{'aws:UserAgent':'*'}}",
                        "{'ForAllValues:StringEquals':{'aws:PrincipalOrgID':['o-9']}}",
                        "{'StringEqualsIfExists':{'aws:SourceVpce':'vpce-9'}}",
                        "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/deploy'}}",
                        "{'StringNotEquals':{'aws:SourceVpc':'vpc-9'}}",
                        "{'DateLessThan':{'aws:CurrentTime':'2031-01-01T00:00:00Z'}}")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("conditionsThatNameNobody")
    void aConditionThatNamesNobodyLeavesABucketPublic(String condition) {
        var own = bucket(allow("{'AWS':'111122223333'}", "s3:GetObject", ""));
        var live = bucket(allow("{'AWS':'111122223333'}", "s3:GetObject", ""), allow("'*'", "s3:GetObject", condition));
        var found = assess("AWS::S3::BucketPolicy", own, live);
        assertThat(found.floor()).isEqualTo(Severity.CRITICAL);
        assertThat(found.findings()).extracting(Finding::rule).contains(PUBLIC);
        assertThat(findings("AWS::S3::BucketPolicy", live, own)).isEmpty();
    }

    @Test
    void allButSomebodyAndAllButSomeActionsAreEverybodyAndEverything() {
        var own = bucket(allow("{'AWS':'111122223333'}", "s3:GetObject", ""));
        var others = bucket(
                "{'Effect':'Allow','NotPrincipal':{'AWS':'999900001111'},'Action':'s3:GetObject','Resource':'*'}");
        var actions = bucket("{'Effect':'Allow','Principal':'*','NotAction':['s3:PutObject'],'Resource':'*'}");
        assertThat(findings("AWS::S3::BucketPolicy", own, others))
                .extracting(Finding::rule, Finding::level, Finding::title)
                .containsExactly(tuple(PUBLIC, Severity.CRITICAL, "everybody but 999900001111 may s3:GetObject"));
        assertThat(findings("AWS::S3::BucketPolicy", own, actions))
                .extracting(Finding::rule, Finding::level, Finding::title)
                .containsExactly(tuple(PUBLIC, Severity.CRITICAL, "everybody may do every action but s3:PutObject"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iam:Pass*              | *                                    | HIGH
            iam:Create*            | *                                    | HIGH
            iam:*Policy*           | *                                    | HIGH
            i*:*                   | *                                    | HIGH
            lambda:Update*         | *                                    | HIGH
            IAM:PUTROLEPOLICY      | *                                    | HIGH
            iam:?assRole           | arn:aws:iam::111122223333:role/*     | HIGH
            iam:Put*               | arn:aws:iam::111122223333:role/app   | MEDIUM
            sts:Assume*            | *                                    | HIGH
            sts:AssumeRole         | arn:aws:iam::999900001111:role/app   | LOW
            lambda:Update*Code     | arn:aws:lambda:us-east-1:111122223333:function:app | MEDIUM
            *                      | *                                    | HIGH
            s3:*                   | arn:aws:s3:::b/*                     | MEDIUM
            s3:Put*                | *                                    | MEDIUM
            secretsmanager:Get*    | *                                    | MEDIUM
            ec2:Describe*          | *                                    | LOW
            s3:GetObject           | arn:aws:s3:::b/*                     | LOW
            """)
    void anActionPatternIsTheActionsThatItMatches(String action, String resource, Severity level) {
        var safe = "{'PolicyDocument':{'Statement':[" + statement("cloudwatch:GetMetricData", "*") + "]}}";
        var live = "{'PolicyDocument':{'Statement':[" + statement("cloudwatch:GetMetricData", "*") + ","
                + statement(action, resource) + "]}}";
        for (var type : List.of("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy")) {
            assertThat(findings(type, safe, live))
                    .extracting(Finding::rule, Finding::level)
                    .containsExactly(tuple("PH-SEV-010", level));
            assertThat(findings(type, live, safe)).isEmpty();
        }
    }

    @Test
    void actionsThatGivePermissionsTogetherAreFoundAcrossStatementsAndInlinePolicies() {
        var role = "{'Policies':[{'PolicyName':'a','PolicyDocument':{'Statement':%s}}%s]}";
        var pass = statement("iam:PassRole", "arn:aws:iam::111122223333:role/app");
        var run = ",{'PolicyName':'b','PolicyDocument':{'Statement':[" + statement("ec2:RunInstances", "*") + "]}}";
        assertThat(findings("AWS::IAM::Role", role.formatted(pass, ""), role.formatted(pass, run)))
                .extracting(Finding::title)
                .contains(
                        "allows iam:PassRole, ec2:RunInstances, by which together an identity can gain more permissions");
    }

    @ParameterizedTest
    @CsvSource({"AdministratorAccess,HIGH", "IAMFullAccess,HIGH", "AmazonS3FullAccess,MEDIUM"})
    void aWidePolicyOfAwsIsFoundByItsName(String name, Severity level) {
        var safe = "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/ReadOnlyAccess']}";
        var live = "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/ReadOnlyAccess','arn:aws:iam::aws:policy/" + name
                + "']}";
        for (var type : List.of("AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group")) {
            assertThat(findings(type, safe, live))
                    .extracting(Finding::level, f -> f.path().toString())
                    .containsExactly(tuple(level, "/ManagedPolicyArns/1"));
            assertThat(findings(type, live, safe)).isEmpty();
        }
    }

    @Test
    void aNarrowerPolicyIsNoFinding() {
        var wide = "{'PolicyDocument':{'Statement':[" + statement("s3:*", "*") + "]}}";
        var narrow = "{'PolicyDocument':{'Statement':[" + statement("s3:Get*", "arn:aws:s3:::b/*") + ","
                + statement("s3:putobject", "arn:aws:s3:::b/*") + "]}}";
        assertThat(findings("AWS::IAM::Policy", wide, narrow)).isEmpty();
        assertThat(findings("AWS::IAM::Policy", narrow, wide)).isNotEmpty();
    }

    @Test
    void aLooserConditionIsAFinding() {
        var office = bucket(
                allow("{'AWS':'999900001111'}", "s3:GetObject", "{'IpAddress':{'aws:SourceIp':'203.0.113.0/28'}}"));
        var wider = bucket(
                allow("{'AWS':'999900001111'}", "s3:GetObject", "{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}"));
        assertThat(findings("AWS::S3::BucketPolicy", office, wider))
                .extracting(Finding::rule, Finding::title)
                .containsExactly(
                        tuple("PH-SEV-022", "999900001111 may s3:GetObject under a looser condition on aws:sourceip"));
        assertThat(findings("AWS::S3::BucketPolicy", wider, office)).isEmpty();
    }

    @Test
    void aDenyThatIsGoneIsAFindingAndWhereItHeldTheWorldBackACriticalOne() {
        var outside =
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}}";
        var held = bucket(allow("'*'", "s3:GetObject", ""), outside);
        var open = bucket(allow("'*'", "s3:GetObject", ""));
        assertThat(findings("AWS::S3::BucketPolicy", held, open))
                .extracting(Finding::rule, Finding::level)
                .containsExactlyInAnyOrder(tuple(PUBLIC, Severity.CRITICAL), tuple("PH-SEV-013", Severity.MEDIUM));
        assertThat(findings("AWS::S3::BucketPolicy", open, held)).isEmpty();
    }

    @Test
    void aServiceWithoutASourceIsADeputyForAnybody() {
        var pinned = "{'PolicyDocument':"
                + document(allow(
                        "{'Service':'sns.amazonaws.com'}",
                        "sqs:SendMessage",
                        "{'ArnEquals':{'aws:SourceArn':'arn:aws:sns:us-east-1:111122223333:t'}}"))
                + "}";
        var free =
                "{'PolicyDocument':" + document(allow("{'Service':'sns.amazonaws.com'}", "sqs:SendMessage", "")) + "}";
        assertThat(findings("AWS::SQS::QueuePolicy", "{'PolicyDocument':{'Statement':[]}}", free))
                .extracting(Finding::rule)
                .containsExactly("PH-SEV-023");
        assertThat(findings("AWS::SQS::QueuePolicy", "{'PolicyDocument':{'Statement':[]}}", pinned))
                .isEmpty();
        assertThat(findings("AWS::SQS::QueuePolicy", pinned, free))
                .extracting(Finding::rule)
                .containsExactly("PH-SEV-022");
    }

    @Test
    void aResourceThatIsOneStatementIsAPolicyToo() {
        var s3 =
                "{'Action':'lambda:InvokeFunction','FunctionName':'f','Principal':'s3.amazonaws.com','SourceAccount':'111122223333'}";
        var free = "{'Action':'lambda:InvokeFunction','FunctionName':'f','Principal':'s3.amazonaws.com'}";
        var all = "{'Action':'lambda:InvokeFunction','FunctionName':'f','Principal':'*'}";
        assertThat(findings("AWS::Lambda::Permission", s3, free))
                .extracting(Finding::rule)
                .containsExactly("PH-SEV-022");
        assertThat(findings("AWS::Lambda::Permission", s3, all))
                .extracting(Finding::rule, Finding::level)
                .containsExactly(tuple("PH-SEV-015", Severity.CRITICAL));
        assertThat(findings(
                        "AWS::EC2::VPCEndpointServicePermissions",
                        "{'ServiceId':'s','AllowedPrincipals':['arn:aws:iam::999900001111:root']}",
                        "{'ServiceId':'s','AllowedPrincipals':['*']}"))
                .extracting(Finding::rule)
                .containsExactly(PUBLIC);
        assertThat(findings(
                        "AWS::Events::EventBusPolicy",
                        "{'StatementId':'s','Action':'events:PutEvents','Principal':'*','Condition':{'Type':'StringEquals','Key':'aws:PrincipalOrgID','Value':'o-1'}}",
                        "{'StatementId':'s','Action':'events:PutEvents','Principal':'*'}"))
                .extracting(Finding::rule)
                .containsExactly(PUBLIC);
    }

    @Test
    void aPolicyWrittenAsTextIsReadAsOneWrittenAsAMap() {
        var text =
                "{'PolicyDocument':'{\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\",\\\"Action\\\":\\\"sns:Publish\\\",\\\"Resource\\\":\\\"*\\\"}}'}";
        assertThat(findings("AWS::SNS::TopicPolicy", "{'PolicyDocument':{'Statement':[]}}", text))
                .extracting(Finding::rule)
                .containsExactly(PUBLIC);
    }

    @Test
    void anEndpointForEverybodyIsNotPublic() {
        var some = at("/PolicyDocument", document(allow("'*'", "s3:GetObject", "")));
        var all = at("/PolicyDocument", document(allow("'*'", "*", "")));
        assertThat(findings("AWS::EC2::VPCEndpoint", some, all))
                .extracting(Finding::rule, Finding::level)
                .containsExactly(tuple("PH-SEV-021", Severity.MEDIUM));
    }

    @Test
    void aPolicyTooLargeToCompareIsSaidToBe() {
        var accounts = java.util.stream.IntStream.range(0, 400)
                .mapToObj(i -> "'arn:aws:iam::999900001111:role/r" + i + "'")
                .collect(java.util.stream.Collectors.joining(","));
        var objects = java.util.stream.IntStream.range(0, 400)
                .mapToObj(i -> "'arn:aws:s3:::b/" + i + "/*'")
                .collect(java.util.stream.Collectors.joining(","));
        var live = bucket("{'Effect':'Allow','Principal':{'AWS':[" + accounts
                + "]},'Action':'s3:GetObject','Resource':[" + objects + "]}");
        assertThat(findings("AWS::S3::BucketPolicy", bucket(), live))
                .extracting(Finding::level, Finding::title)
                .containsExactly(
                        tuple(
                                Severity.HIGH,
                                "the policy is too large to be compared (160000 pairs of principal and resource): review it by hand"));
    }

    @Test
    void aDriftOfAnotherPropertyDoesNotTellOfThePolicy() {
        var both = Differences.of(
                "AWS::KMS::Key",
                "{'Description':'a','KeyPolicy':" + document(allow("{'AWS':'111122223333'}", "kms:*", "")) + "}",
                "{'Description':'b','KeyPolicy':" + document(allow("'*'", "kms:*", "")) + "}");
        var words = both.with(both.changes().stream()
                .filter(c -> c.path().toString().equals("/Description"))
                .toList());
        assertThat(assessor.assess(Subjects.of(words, "prod")).findings()).isEmpty();
        assertThat(assessor.assess(Subjects.of(both, "prod")).findings()).isNotEmpty();
    }

    private List<Finding> findings(String type, String safe, String live) {
        return assess(type, safe, live).findings();
    }

    private Assessment assess(String type, String safe, String live) {
        Drift drift = Differences.of(type, safe, live);
        return assessor.assess(Subjects.of(drift, "prod"));
    }

    private static String at(String path, String document) {
        var keys = path.substring(1).split("/");
        var text = document;
        for (int i = keys.length - 1; i >= 0; i--) {
            text = "{'" + keys[i] + "':" + text + "}";
        }
        return text;
    }

    private static String bucket(String... statements) {
        return "{'PolicyDocument':" + document(statements) + "}";
    }

    private static String document(String... statements) {
        return "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
    }

    private static String allow(String principal, String action, String condition) {
        return "{'Effect':'Allow','Principal':" + principal + ",'Action':'" + action + "','Resource':'*'"
                + (condition.isEmpty() ? "" : ",'Condition':" + condition) + "}";
    }

    private static String statement(String action, String resource) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
    }
}
