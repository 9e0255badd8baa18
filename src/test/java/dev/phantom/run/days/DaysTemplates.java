package dev.phantom.run.days;

import dev.phantom.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The templates of the two stacks, and what people change in them.
final class DaysTemplates {

    static final String SHOP = """
            Resources:
              Web:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: web
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}
              Db:
                Type: AWS::RDS::DBInstance
                Properties:
                  Engine: postgres
                  DBInstanceClass: db.t3.micro
                  BackupRetentionPeriod: 7
              Jobs:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 60
                  MessageRetentionPeriod: 86400
            """;

    static final String MAIL = """
            Resources:
              News:
                Type: AWS::SNS::Topic
                Properties:
                  DisplayName: news
              Lines:
                Type: AWS::Logs::LogGroup
                Properties:
                  RetentionInDays: 400
              Outbox:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: 30
                  DelaySeconds: 0
            """;

    /// A property that people change, with the call that does it.
    record Knob(String type, String key, boolean declared, String call, String service, List<Value> values) {}

    static final List<Knob> KNOBS = List.of(
            new Knob(
                    "AWS::RDS::DBInstance",
                    "DBInstanceClass",
                    true,
                    "ModifyDBInstance",
                    "rds",
                    List.of(text("db.r5.large"), text("db.r5.xlarge"), text("db.m5.large"))),
            new Knob(
                    "AWS::RDS::DBInstance",
                    "BackupRetentionPeriod",
                    true,
                    "ModifyDBInstance",
                    "rds",
                    List.of(number(1), number(3), number(14))),
            new Knob(
                    "AWS::RDS::DBInstance",
                    "PubliclyAccessible",
                    false,
                    "ModifyDBInstance",
                    "rds",
                    List.of(Value.plain("true"))),
            new Knob(
                    "AWS::SQS::Queue",
                    "VisibilityTimeout",
                    true,
                    "SetQueueAttributes",
                    "sqs",
                    List.of(number(120), number(240), number(900))),
            new Knob(
                    "AWS::SQS::Queue",
                    "MaximumMessageSize",
                    false,
                    "SetQueueAttributes",
                    "sqs",
                    List.of(number(131072), number(65536))),
            new Knob(
                    "AWS::SNS::Topic",
                    "DisplayName",
                    true,
                    "SetTopicAttributes",
                    "sns",
                    List.of(text("newsletter"), text("nobody reads this"))),
            new Knob(
                    "AWS::Logs::LogGroup",
                    "RetentionInDays",
                    true,
                    "PutRetentionPolicy",
                    "logs",
                    List.of(number(30), number(90), number(180))));

    private DaysTemplates() {}

    /// What a service fills in.
    static Map<String, Value> defaults(String type) {
        var all = new LinkedHashMap<String, Value>();
        switch (type) {
            case "AWS::RDS::DBInstance" -> all.put("PubliclyAccessible", Value.plain("false"));
            case "AWS::SQS::Queue" -> all.put("MaximumMessageSize", number(262144));
            default -> {}
        }
        return all;
    }

    static Value rule(int port) {
        var rule = new LinkedHashMap<String, Value>();
        rule.put("IpProtocol", text("tcp"));
        rule.put("FromPort", number(port));
        rule.put("ToPort", number(port));
        rule.put("CidrIp", text(port == 22 ? "0.0.0.0/0" : "10.2.0.0/16"));
        return new Value.MapValue(rule);
    }

    private static Value text(String text) {
        return Value.string(text);
    }

    private static Value number(int number) {
        return Value.plain(Integer.toString(number));
    }
}
