package dev.phantom.drift.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.knowledge.Known;
import dev.phantom.severity.Differences;
import dev.phantom.stack.Holdings.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which resources of a scan a state holds, which it does not, and where nobody can say.
class StateHoldingsTest {

    /// A state with one resource of each kind of identifier.
    private static final List<HeldResource> STATE = List.of(
            held("aws_sqs_queue", "{'id':'https://sqs.us-east-1.amazonaws.com/111122223333/jobs',"
                    + "'arn':'arn:aws:sqs:us-east-1:111122223333:jobs','name':'jobs'}"),
            held("aws_sns_topic", "{'id':'arn:aws:sns:us-east-1:111122223333:jobs',"
                    + "'arn':'arn:aws:sns:us-east-1:111122223333:jobs','name':'jobs'}"),
            held("aws_security_group", "{'id':'sg-0a1b2c3d4e5f60001','name':'web',"
                    + "'ingress':[{'from_port':443,'to_port':443,'protocol':'tcp'}]}"),
            held("aws_iam_role", "{'id':'app','name':'app','arn':'arn:aws:iam::111122223333:role/app',"
                    + "'inline_policy':[{'name':'inline','policy':'{}'}]}"),
            held("aws_iam_role_policy", "{'id':'app:queues','name':'queues','role':'app'}"),
            held("aws_cloudwatch_log_group", "{'id':'/app/api','name':'/app/api',"
                    + "'arn':'arn:aws:logs:us-east-1:111122223333:log-group:/app/api'}"),
            held("aws_route_table", "{'id':'rtb-0a1b2c3d4e5f60003',"
                    + "'route':[{'cidr_block':'10.1.0.0/16','gateway_id':'local'}]}"),
            held("aws_lambda_permission", "{'id':'AllowS3','statement_id':'AllowS3','function_name':'api'}"),
            held("aws_default_security_group", "{'id':'sg-0a1b2c3d4e5f6dead'}"),
            held("awscc_logs_log_group", "{'id':'/app/web'}"));

    private static HeldResource held(String type, String attributes) {
        return new HeldResource(type, Differences.map(attributes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::SQS::Queue | QueueUrl=https://sqs.us-east-1.amazonaws.com/111122223333/jobs | YES",
                "AWS::SQS::Queue | QueueUrl=https://sqs.us-east-1.amazonaws.com/111122223333/job | NO",
                "AWS::SNS::Topic | TopicArn=arn:aws:sns:us-east-1:111122223333:jobs | YES",
                "AWS::SNS::Topic | TopicArn=arn:aws:sns:us-east-1:111122223333:other | NO",
                "AWS::EC2::SecurityGroup | Id=sg-0a1b2c3d4e5f60001 | YES",
                "AWS::EC2::SecurityGroup | Id=sg-0a1b2c3d4e5f60002 | NO",
                "AWS::IAM::Role | RoleName=app | YES",
                "AWS::IAM::Role | RoleName=application | NO",
                // a part of the role here, a resource of its own there
                "AWS::IAM::RolePolicy | PolicyName=queues,RoleName=app | UNKNOWN",
                "AWS::IAM::RolePolicy | PolicyName=inline,RoleName=app | UNKNOWN",
                "AWS::Logs::LogGroup | LogGroupName=/app/api | YES",
                "AWS::Logs::LogGroup | LogGroupName=/app | NO",
                "AWS::EC2::Route | RouteTableId=rtb-0a1b2c3d4e5f60003,CidrBlock=10.1.0.0/16 | UNKNOWN",
                "AWS::EC2::Route | RouteTableId=rtb-0a1b2c3d4e5f60003,CidrBlock=0.0.0.0/0 | NO",
                "AWS::EC2::SecurityGroupIngress | Id=sgr-0a1b2c3d4e5f60009 | UNKNOWN",
                "AWS::Lambda::Permission | FunctionName=api,Id=AllowS3 | YES",
                "AWS::Lambda::Permission | FunctionName=api,Id=AllowAll | NO",
                "AWS::EC2::SecurityGroup | Id=sg-0a1b2c3d4e5f6dead | YES",
                // a type of another provider, which the map does not know
                "AWS::Logs::LogGroup | LogGroupName=/app/web | UNKNOWN",
                "AWS::Logs::LogGroup | LogGroupName=/app/jobs | NO",
                // no line of the map leads to it, and one resource of the state is not mapped
                "AWS::DevOpsGuru::NotificationChannel | Id=abc | UNKNOWN"
            })
    void eachResourceOfAScan(String type, String identifier, Answer answer) {
        assertThat(new StateHoldings(Known.HERE.terraform(), STATE).holds(type, parts(identifier)))
                .isEqualTo(answer);
    }

    /// What a state holds is told by its own attributes alone: without the resource, nothing else answers for it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::SQS::Queue | QueueUrl=https://sqs.us-east-1.amazonaws.com/111122223333/jobs",
                "AWS::SNS::Topic | TopicArn=arn:aws:sns:us-east-1:111122223333:jobs",
                "AWS::IAM::RolePolicy | PolicyName=queues,RoleName=app",
                "AWS::DevOpsGuru::NotificationChannel | Id=abc"
            })
    void nothingIsHeldByAStateOfOthers(String type, String identifier) {
        var others = List.of(STATE.get(2), STATE.get(5));
        assertThat(new StateHoldings(Known.HERE.terraform(), others).holds(type, parts(identifier)))
                .isEqualTo(Answer.NO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:logs:us-east-1:111122223333:log-group:/app/api | 111122223333 | us-east-1 | true",
                "arn:aws:logs:eu-west-1:111122223333:log-group:/app/api | 111122223333 | us-east-1 | false",
                "arn:aws:logs:us-east-1:444455556666:log-group:/app/api | 111122223333 | us-east-1 | false",
                "arn:aws:iam::111122223333:role/app | 111122223333 | us-east-1 | true",
                "arn:aws:s3:::assets | 111122223333 | us-east-1 | true"
            })
    void anArnSaysWhereItRuns(String arn, String account, String region, boolean here) {
        var resource = held("aws_cloudwatch_log_group", "{'arn':'" + arn + "'}");
        assertThat(resource.mayRunIn(account, region)).isEqualTo(here);
    }

    private static Map<String, String> parts(String text) {
        var parts = new LinkedHashMap<String, String>();
        for (var part : text.split(",")) {
            var pair = part.split("=", 2);
            parts.put(pair[0], pair[1]);
        }
        return parts;
    }
}
