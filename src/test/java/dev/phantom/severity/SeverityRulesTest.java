package dev.phantom.severity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule fires on the way out of safety and is silent on the way back.
class SeverityRulesTest {
    private final Assessor assessor = RuleCatalogue.assessor();

    private static Arguments rule(String id, String level, String path, String type, String safe, String live) {
        return Arguments.of("PH-SEV-" + id, Severity.valueOf(level), path, "AWS::" + type, safe, live);
    }

    static Stream<Arguments> rules() {
        var ssh = "{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'0.0.0.0/0'}";
        var web = "{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIp':'0.0.0.0/0'}";
        var office = "{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'203.0.113.0/24'}";
        return Stream.of(
                rule(
                        "001",
                        "CRITICAL",
                        "/SecurityGroupIngress/1",
                        "EC2::SecurityGroup",
                        "{'SecurityGroupIngress':[" + web + "]}",
                        "{'SecurityGroupIngress':[" + web + "," + ssh + "]}"),
                rule(
                        "001",
                        "CRITICAL",
                        "/SecurityGroupIngress/0",
                        "EC2::SecurityGroup",
                        "{'SecurityGroupIngress':[" + office + "]}",
                        "{'SecurityGroupIngress':[" + ssh + "]}"),
                rule(
                        "001",
                        "MEDIUM",
                        "/SecurityGroupIngress",
                        "EC2::SecurityGroup",
                        "{}",
                        "{'SecurityGroupIngress':[" + web + "]}"),
                rule(
                        "001",
                        "CRITICAL",
                        "",
                        "EC2::SecurityGroupIngress",
                        office,
                        "{'IpProtocol':'-1','CidrIpv6':'::/0'}"),
                rule(
                        "002",
                        "MEDIUM",
                        "",
                        "EC2::NetworkAclEntry",
                        "{'RuleAction':'allow','Protocol':6,'CidrBlock':'10.0.0.0/8'}",
                        "{'RuleAction':'allow','Protocol':6,'CidrBlock':'0.0.0.0/0'}"),
                rule(
                        "003",
                        "HIGH",
                        "/PublicAccessBlockConfiguration/BlockPublicPolicy",
                        "S3::Bucket",
                        "{'PublicAccessBlockConfiguration':{'BlockPublicPolicy':true}}",
                        "{'PublicAccessBlockConfiguration':{'BlockPublicPolicy':false}}"),
                rule(
                        "003",
                        "CRITICAL",
                        "/AccessControl",
                        "S3::Bucket",
                        "{'AccessControl':'Private'}",
                        "{'AccessControl':'PublicRead'}"),
                rule(
                        "004",
                        "HIGH",
                        "/StorageEncrypted",
                        "RDS::DBInstance",
                        "{'StorageEncrypted':true}",
                        "{'StorageEncrypted':false}"),
                rule(
                        "004",
                        "HIGH",
                        "/SSESpecification",
                        "DynamoDB::Table",
                        "{'SSESpecification':{'SSEEnabled':true}}",
                        "{}"),
                rule(
                        "004",
                        "MEDIUM",
                        "/TransitEncryptionEnabled",
                        "ElastiCache::ReplicationGroup",
                        "{'TransitEncryptionEnabled':true}",
                        "{'TransitEncryptionEnabled':false}"),
                rule("005", "MEDIUM", "/BucketEncryption", "S3::Bucket", "{'BucketEncryption':{'A':[1]}}", "{}"),
                rule(
                        "006",
                        "MEDIUM",
                        "/DeletionProtection",
                        "RDS::DBCluster",
                        "{'DeletionProtection':'true'}",
                        "{'DeletionProtection':false}"),
                rule(
                        "006",
                        "MEDIUM",
                        "/LoadBalancerAttributes/0/Value",
                        "ElasticLoadBalancingV2::LoadBalancer",
                        "{'LoadBalancerAttributes':[{'Key':'deletion_protection.enabled','Value':'true'}]}",
                        "{'LoadBalancerAttributes':[{'Key':'deletion_protection.enabled','Value':'false'}]}"),
                rule(
                        "006",
                        "MEDIUM",
                        "/DisableApiTermination",
                        "EC2::Instance",
                        "{'DisableApiTermination':true}",
                        "{'DisableApiTermination':false}"),
                rule(
                        "007",
                        "MEDIUM",
                        "/BackupRetentionPeriod",
                        "RDS::DBInstance",
                        "{'BackupRetentionPeriod':7}",
                        "{'BackupRetentionPeriod':0}"),
                rule(
                        "007",
                        "LOW",
                        "/BackupRetentionPeriod",
                        "RDS::DBInstance",
                        "{'BackupRetentionPeriod':7}",
                        "{'BackupRetentionPeriod':3}"),
                rule(
                        "007",
                        "MEDIUM",
                        "/VersioningConfiguration/Status",
                        "S3::Bucket",
                        "{'VersioningConfiguration':{'Status':'Enabled'}}",
                        "{'VersioningConfiguration':{'Status':'Suspended'}}"),
                rule(
                        "008",
                        "CRITICAL",
                        "/PubliclyAccessible",
                        "RDS::DBInstance",
                        "{'PubliclyAccessible':false}",
                        "{'PubliclyAccessible':true}"),
                rule("009", "HIGH", "/IsLogging", "CloudTrail::Trail", "{'IsLogging':true}", "{'IsLogging':false}"),
                rule(
                        "009",
                        "MEDIUM",
                        "/RetentionInDays",
                        "Logs::LogGroup",
                        "{'RetentionInDays':365}",
                        "{'RetentionInDays':7}"),
                rule(
                        "009",
                        "MEDIUM",
                        "/LoadBalancerAttributes/0/Value",
                        "ElasticLoadBalancingV2::LoadBalancer",
                        "{'LoadBalancerAttributes':[{'Key':'access_logs.s3.enabled','Value':'true'}]}",
                        "{'LoadBalancerAttributes':[{'Key':'access_logs.s3.enabled','Value':'false'}]}"),
                rule(
                        "010",
                        "HIGH",
                        "/PolicyDocument/Statement/0",
                        "IAM::Policy",
                        policy("'s3:GetObject'", "'arn:aws:s3:::a/*'"),
                        policy("'*'", "'arn:aws:s3:::a/*'")),
                rule(
                        "010",
                        "HIGH",
                        "/PolicyDocument/Statement/0",
                        "IAM::ManagedPolicy",
                        policy("'iam:GetRole'", "'*'"),
                        policy("['iam:PassRole','iam:GetRole']", "'*'")),
                rule(
                        "010",
                        "HIGH",
                        "/ManagedPolicyArns/0",
                        "IAM::Role",
                        "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/ReadOnlyAccess']}",
                        "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/AdministratorAccess']}"),
                rule(
                        "011",
                        "HIGH",
                        "/AssumeRolePolicyDocument/Statement/0",
                        "IAM::Role",
                        trust("'arn:aws:iam::111122223333:role/ci'"),
                        trust("'arn:aws:iam::111122223333:role/ci','arn:aws:iam::999900001111:root'")),
                rule(
                        "012",
                        "CRITICAL",
                        "/PolicyDocument/Statement/0",
                        "S3::BucketPolicy",
                        "{'PolicyDocument':{'Statement':[{'Effect':'Allow','Principal':'arn:a','Action':'s3:GetObject'}]}}",
                        "{'PolicyDocument':{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject'}]}}"),
                rule(
                        "021",
                        "MEDIUM",
                        "/KeyPolicy/Statement/0",
                        "KMS::Key",
                        "{'KeyPolicy':{'Statement':[{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:*'}]}}",
                        "{'KeyPolicy':{'Statement':[{'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::111122223333:root',"
                                + "'arn:aws:iam::444455556666:root']},'Action':['kms:*','kms:Decrypt']}]}}"),
                rule(
                        "021",
                        "MEDIUM",
                        "/PolicyDocument/Statement/0",
                        "S3::BucketPolicy",
                        "{'PolicyDocument':{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject',"
                                + "'Condition':{'StringEquals':{'aws:SourceAccount':'111122223333'}}}]}}",
                        "{'PolicyDocument':{'Statement':[{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'s3:GetObject'}]}}"),
                rule(
                        "021",
                        "LOW",
                        "/PolicyDocument/Statement/1",
                        "S3::BucketPolicy",
                        "{'PolicyDocument':{'Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:PutObject'}]}}",
                        "{'PolicyDocument':{'Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:PutObject'},{'Effect':'Allow','Principal':"
                                + "{'AWS':'444455556666'},'Action':'s3:GetObject','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}}]}}"),
                rule(
                        "013",
                        "MEDIUM",
                        "/PolicyDocument/Statement",
                        "S3::BucketPolicy",
                        "{'PolicyDocument':{'Statement':[{'Effect':'Deny','Principal':'*','Action':'s3:*'}]}}",
                        "{'PolicyDocument':{}}"),
                rule(
                        "014",
                        "MEDIUM",
                        "/EnableKeyRotation",
                        "KMS::Key",
                        "{'EnableKeyRotation':true}",
                        "{'EnableKeyRotation':false}"),
                rule("015", "HIGH", "/AuthType", "Lambda::Url", "{'AuthType':'AWS_IAM'}", "{'AuthType':'NONE'}"),
                rule(
                        "015",
                        "CRITICAL",
                        "/Principal",
                        "Lambda::Permission",
                        "{'Principal':'s3.amazonaws.com'}",
                        "{'Principal':'*'}"),
                rule(
                        "016",
                        "MEDIUM",
                        "/Protocol",
                        "ElasticLoadBalancingV2::Listener",
                        "{'Protocol':'HTTPS','Port':443}",
                        "{'Protocol':'HTTP','Port':443}"),
                rule(
                        "016",
                        "MEDIUM",
                        "/SslPolicy",
                        "ElasticLoadBalancingV2::Listener",
                        "{'Protocol':'HTTPS','SslPolicy':'ELBSecurityPolicy-TLS13-1-2-2021-06'}",
                        "{'Protocol':'HTTPS','SslPolicy':'ELBSecurityPolicy-2016-08'}"),
                rule(
                        "017",
                        "HIGH",
                        "/MetadataOptions/HttpTokens",
                        "EC2::Instance",
                        "{'MetadataOptions':{'HttpTokens':'required'}}",
                        "{'MetadataOptions':{'HttpTokens':'optional'}}"),
                rule(
                        "018",
                        "MEDIUM",
                        "/AuthorizationType",
                        "ApiGateway::Method",
                        "{'AuthorizationType':'AWS_IAM'}",
                        "{'AuthorizationType':'NONE'}"),
                rule(
                        "019",
                        "CRITICAL",
                        "/Environment/Variables/KEY",
                        "Lambda::Function",
                        "{'Environment':{'Variables':{'KEY':'none'}}}",
                        "{'Environment':{'Variables':{'KEY':'AKIAABCDEFGHIJKLMNOP'}}}"),
                rule("020", "MEDIUM", "/DesiredCount", "ECS::Service", "{'DesiredCount':4}", "{'DesiredCount':2}"),
                rule("020", "MEDIUM", "/MultiAZ", "RDS::DBInstance", "{'MultiAZ':true}", "{'MultiAZ':false}"));
    }

    @ParameterizedTest(name = "{0} {1} at {2}")
    @MethodSource("rules")
    void firesOnTheWayOutAndNotOnTheWayBack(
            String id, Severity level, String path, String type, String safe, String live) {
        var out = assessor.assess(Subjects.of(Differences.of(type, safe, live), "prod"));
        assertThat(out.findings()).extracting(Finding::rule).contains(id);
        var finding = out.findings().stream()
                .filter(f -> f.rule().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.path()).hasToString(path);
        assertThat(out.floor()).isGreaterThanOrEqualTo(level);
        var back = assessor.assess(Subjects.of(Differences.of(type, live, safe), "prod"));
        assertThat(back.findings()).extracting(Finding::rule).doesNotContain(id);
    }

    @Test
    void narrowingAnOpenRangeIsNoRisk() {
        var all = "{'SecurityGroupIngress':[{'IpProtocol':'-1','CidrIp':'0.0.0.0/0'}]}";
        var some = "{'SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'0.0.0.0/0'}]}";
        assertThat(assessor.assess(Subjects.of(Differences.of("AWS::EC2::SecurityGroup", all, some), "prod"))
                        .findings())
                .isEmpty();
    }

    @Test
    void aRiskThatNoChangeOfTheDriftTouchesIsNotItsOwn() {
        var drift = Differences.of(
                "AWS::EC2::SecurityGroup",
                "{'GroupDescription':'a','SecurityGroupIngress':[]}",
                "{'GroupDescription':'b','SecurityGroupIngress':[{'IpProtocol':'-1','CidrIp':'0.0.0.0/0'}]}");
        var words = new dev.phantom.drift.Drift(
                drift.driftId(),
                drift.contentHash(),
                drift.logicalId(),
                drift.physicalId(),
                drift.type(),
                drift.status(),
                drift.changes().stream().filter(Assessor::descriptive).toList(),
                drift.expected(),
                drift.actual());
        assertThat(assessor.assess(Subjects.of(words, "prod")))
                .isEqualTo(new Assessment(Severity.LOW, java.util.List.of()));
        assertThat(assessor.securityChanges(Subjects.of(drift, "prod"))).hasSize(1);
    }

    @Test
    void theBaseFollowsTheKindOfDriftAndTheEnvironment() {
        var declared = Differences.of("AWS::SQS::Queue", "{'DelaySeconds':1}", "{'DelaySeconds':2}");
        assertThat(assessor.assess(Subjects.of(declared, "prod")).floor()).isEqualTo(Severity.MEDIUM);
        assertThat(assessor.assess(Subjects.of(declared, "dev")).floor()).isEqualTo(Severity.LOW);
        var tag = Differences.of("AWS::SQS::Queue", "{'Tags':[]}", "{'Tags':[{'Key':'a','Value':'b'}]}");
        assertThat(assessor.assess(Subjects.of(tag, "prod")).floor()).isEqualTo(Severity.LOW);
    }

    @Test
    void everyRuleIsDocumentedOnce() {
        assertThat(RuleCatalogue.RULES)
                .extracting(r -> r.card().id())
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(RuleCatalogue.RULES)
                .allSatisfy(r -> assertThat(r.card().reference()).startsWith("https://docs.aws.amazon.com/"));
    }

    private static String policy(String action, String resource) {
        return "{'PolicyDocument':{'Statement':[{'Effect':'Allow','Action':" + action + ",'Resource':" + resource
                + "}]}}";
    }

    private static String trust(String principals) {
        return "{'AssumeRolePolicyDocument':{'Statement':[{'Effect':'Allow','Principal':{'AWS':[" + principals
                + "]}}]}}";
    }
}
