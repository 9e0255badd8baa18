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
