package measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Made stacks: queues, roles and security groups in turn. Every 150th resource, a queue, has drifted; the others
/// differ from their templates only in what is no drift.
public final class Stacks {

    /// Queues of the template that is edited: a megabyte.
    public static final int EDITED = 5_000;

    private Stacks() {}

    /// Both sides of one stack, as `--safe` and `--live` take them.
    public record Stack(String safe, String live) {}

    public static Stack of(String name, int resources) {
        var safe = new ArrayList<String>();
        var live = new ArrayList<String>();
        for (int r = 0; r < resources; r++) {
            pair(r, name + "-" + r, safe, live);
        }
        return new Stack(document(safe), document(live));
    }

    /// A stack all of whose resources have drifted to where rules speak: queues, roles, security groups, databases behind
    /// them, and policies of buckets, in turn.
    public static Stack risky(int resources) {
        var safe = new ArrayList<String>();
        var live = new ArrayList<String>();
        for (int r = 0; r < resources; r++) {
            String id = "R" + r;
            String type = RISKY.get(r % RISKY.size()).getFirst();
            safe.add(resource(id, type, RISKY.get(r % RISKY.size()).get(1).formatted("n" + r, "R" + (r - 1))));
            live.add(resource(id, type, RISKY.get(r % RISKY.size()).get(2).formatted("n" + r, "sg-" + (r - 1))));
        }
        return new Stack(document(safe), document(live));
    }

    private static final String GROUP =
            "\"GroupName\":\"%%s\",\"GroupDescription\":\"%%1$s\",\"SecurityGroupIngress\":[{\"IpProtocol\":\"tcp\",\"FromPort\":22,\"ToPort\":22,\"CidrIp\":\"%s\"}]";
    private static final String ROLE =
            "\"RoleName\":\"%%s\",\"AssumeRolePolicyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]},\"Policies\":[{\"PolicyName\":\"p\",\"PolicyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":\"*\"}]}}]";
    private static final String BUCKET =
            "\"Bucket\":\"%%s\",\"PolicyDocument\":{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::b/*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}}]}";
    private static final List<List<String>> RISKY = List.of(
            List.of("AWS::SQS::Queue",
                    "\"QueueName\":\"%s\",\"SqsManagedSseEnabled\":true,\"MessageRetentionPeriod\":345600",
                    "\"QueueName\":\"%s\",\"SqsManagedSseEnabled\":false,\"MessageRetentionPeriod\":60"),
            List.of("AWS::IAM::Role", ROLE.formatted("[\"s3:GetObject\"]"), ROLE.formatted("[\"s3:*\",\"iam:Pass*\"]")),
            List.of("AWS::EC2::SecurityGroup", GROUP.formatted("10.0.0.0/8"), GROUP.formatted("0.0.0.0/0")),
            List.of("AWS::RDS::DBInstance",
                    "\"DBInstanceIdentifier\":\"%s\",\"Engine\":\"postgres\",\"PubliclyAccessible\":false,\"BackupRetentionPeriod\":7,\"VPCSecurityGroups\":[{\"Ref\":\"%s\"}]",
                    "\"DBInstanceIdentifier\":\"%s\",\"Engine\":\"postgres\",\"PubliclyAccessible\":true,\"BackupRetentionPeriod\":0,\"VPCSecurityGroups\":[\"%s\"]"),
            List.of("AWS::S3::BucketPolicy", BUCKET.formatted("arn:aws:iam::111122223333:root"), BUCKET.formatted("*")));

    /// How many resources of such a stack have drifted.
    public static int drifted(int resources) {
        return (resources + 149) / 150;
    }

    /// Writes stacks of 500 resources, one folder each.
    public static Path batch(Path folder, int stacks) throws Exception {
        for (int s = 0; s < stacks; s++) {
            write(folder.resolve("s" + s), "stack" + s, 500);
        }
        return folder;
    }

    /// Writes one stack into a folder of its own.
    public static Path write(Path folder, String name, int resources) throws Exception {
        Stack stack = of(name, resources);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("safe.json"), stack.safe());
        Files.writeString(folder.resolve("live.json"), stack.live());
        return folder;
    }

    /// A template of queues in YAML.
    public static String yaml(int queues) {
        var text = new StringBuilder("# queues\nResources:\n");
        for (int r = 0; r < queues; r++) {
            text.append("""
                      R%d:
                        Type: AWS::SQS::Queue
                        Properties:
                          QueueName: queue-%d
                          VisibilityTimeout: 30 # seconds
                          Tags:
                            - {Key: a, Value: "1"}
                            - {Key: b, Value: "2"}
                    """.formatted(r, r).indent(2));
        }
        return text.toString();
    }

    /// The logical id in the middle of such a template.
    public static String middle(int queues) {
        return "R" + queues / 2;
    }

    private static void pair(int r, String name, List<String> safe, List<String> live) {
        String id = "R" + r;
        switch (r % 3) {
            case 0 -> {
                String queue = "\"QueueName\":\"%s\",\"VisibilityTimeout\":%d,";
                String type = "AWS::SQS::Queue";
                safe.add(resource(id, type, (queue + "\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]").formatted(name, 30)));
                live.add(resource(id, type, (queue + "\"DelaySeconds\":0,\"Tags\":[{\"Value\":\"2\",\"Key\":\"b\"},{\"Value\":\"1\",\"Key\":\"a\"}]").formatted(name, r % 50 == 0 ? 60 : 30)));
            }
            case 1 -> {
                String policy = "\"AssumeRolePolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":%s}]}";
                safe.add(resource(id, "AWS::IAM::Role", "\"RoleName\":\"%s\",".formatted(name) + policy.formatted("\"sts:AssumeRole\"")));
                live.add(resource(id, "AWS::IAM::Role", "\"RoleName\":\"%s\",\"Path\":\"/\",\"MaxSessionDuration\":3600,".formatted(name) + policy.formatted("[\"sts:AssumeRole\"]")));
            }
            default -> {
                String group = "\"GroupDescription\":\"%s\",\"VpcId\":\"vpc-1\",\"SecurityGroupIngress\":[{\"IpProtocol\":\"tcp\",\"FromPort\":%s,\"ToPort\":443,\"CidrIp\":\"10.0.0.0/8\"}]";
                safe.add(resource(id, "AWS::EC2::SecurityGroup", group.formatted(name, "443")));
                live.add(resource(id, "AWS::EC2::SecurityGroup", group.formatted(name, "\"443\"")));
            }
        }
    }

    private static String resource(String id, String type, String properties) {
        return "\"%s\":{\"Type\":\"%s\",\"Properties\":{%s}}".formatted(id, type, properties);
    }

    private static String document(List<String> resources) {
        return "{\"Resources\":{" + String.join(",", resources) + "}}";
    }
}
