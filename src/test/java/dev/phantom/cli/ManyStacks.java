package dev.phantom.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes a scenario of many small stacks: each has a queue, a log group and a topic; what drifts differs from stack to
/// stack, from nothing to a queue that anybody may write to.
final class ManyStacks {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "111122223333";
    private static final String HERE = "us-east-1:" + ACCOUNT;

    private ManyStacks() {}

    static String name(int i) {
        return "team-%02d".formatted(i);
    }

    /// @param policy of `phantom.yaml`
    static Path write(Path folder, int stacks, String policy) {
        try {
            var config = new StringBuilder("version: 1\n"
                    + "defaults: { region: us-east-1, environment: prod, mode: ready, privacy: masked }\n"
                    + "github: { repository: acme/infra, base: main, roots: [stacks/] }\n"
                    + "analyst: { kind: rules }\n"
                    + "policy: " + policy + "\nstacks:\n");
            var deployed = JSON.createObjectNode();
            var lines = new ArrayList<String>();
            for (var i = 0; i < stacks; i++) {
                var name = name(i);
                config.append("  - { name: %s, account: \"%s\", template: stacks/%s.yaml, service: %s, team: core }\n"
                        .formatted(name, ACCOUNT, name, name));
                write(folder.resolve("input/safe/stacks/" + name + ".yaml"), template(name));
                write(folder.resolve("input/deployed/" + name + ".yaml"), template(name));
                stack(deployed.withArray("/stacks").addObject(), name);
                lines.add(live(name, i));
            }
            write(folder.resolve("input/safe/phantom.yaml"), config.toString());
            write(folder.resolve("input/deployed.json"), deployed.toString());
            write(folder.resolve("input/live.json"), String.join("\n", lines) + "\n");
            write(
                    folder.resolve("scenario.json"),
                    "{\"schema\":\"phantom.scenario/v1\",\"title\":\"Many stacks\",\"now\":\"2026-11-22T08:30:00Z\","
                            + "\"account\":\"" + ACCOUNT
                            + "\",\"region\":\"us-east-1\",\"repository\":\"acme/infra\"}");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String template(String name) {
        return """
                Resources:
                  Jobs:
                    Type: AWS::SQS::Queue
                    Properties: { QueueName: %1$s-jobs, VisibilityTimeout: 60 }
                  Images:
                    Type: AWS::ECR::Repository
                    Properties: { RepositoryName: %1$s-images, ImageScanningConfiguration: { ScanOnPush: true } }
                  Lines:
                    Type: AWS::Logs::LogGroup
                    Properties: { LogGroupName: /%1$s, RetentionInDays: 400 }
                  News:
                    Type: AWS::SNS::Topic
                    Properties: { TopicName: %1$s-news, DisplayName: news }
                """.formatted(name);
    }

    private static void stack(ObjectNode stack, String name) {
        stack.put("name", name)
                .put(
                        "arn",
                        "arn:aws:cloudformation:" + HERE + ":stack/" + name + "/5d0c1f30-a1b2-11f0-9c3d-0a1b2c3d4e00")
                .put("status", "UPDATE_COMPLETE")
                .put("createdAt", "2026-08-03T09:12:44Z")
                .put("updatedAt", "2026-11-17T10:02:31Z")
                .put("template", "deployed/" + name + ".yaml");
        stack.putObject("parameters");
        stack.putArray("noEcho");
        stack.putObject("tags");
        stack.putObject("exports");
        var resources = stack.putArray("resources");
        for (var resource : List.of(
                List.of("Jobs", queue(name), "AWS::SQS::Queue"),
                List.of("Images", name + "-images", "AWS::ECR::Repository"),
                List.of("Lines", "/" + name, "AWS::Logs::LogGroup"),
                List.of("News", topic(name), "AWS::SNS::Topic"))) {
            resources
                    .addObject()
                    .put("logicalId", resource.get(0))
                    .put("physicalId", resource.get(1))
                    .put("type", resource.get(2))
                    .put("status", "CREATE_COMPLETE");
        }
    }

    private static String queue(String name) {
        return "https://sqs.us-east-1.amazonaws.com/" + ACCOUNT + "/" + name + "-jobs";
    }

    private static String topic(String name) {
        return "arn:aws:sns:" + HERE + ":" + name + "-news";
    }

    /// Two of three stacks drift; in every third of these images are scanned no more.
    private static String live(String name, int i) {
        var line = JSON.createObjectNode().put("schema", "phantom.live/v1");
        line.putObject("stack").put("name", name).put("account", ACCOUNT).put("region", "us-east-1");
        line.put("capturedAt", "2026-11-22T08:20:00Z").put("source", "iac-generator");
        var resources = line.putArray("resources");
        var jobs = resource(resources.addObject(), "Jobs", queue(name), "AWS::SQS::Queue", "QueueUrl");
        jobs.put("QueueUrl", queue(name))
                .put("Arn", "arn:aws:sqs:" + HERE + ":" + name + "-jobs")
                .put("QueueName", name + "-jobs")
                .put("VisibilityTimeout", i % 3 == 1 ? 90 + i : 60);
        var images =
                resource(resources.addObject(), "Images", name + "-images", "AWS::ECR::Repository", "RepositoryName");
        images.put("RepositoryName", name + "-images")
                .put("Arn", "arn:aws:ecr:" + HERE + ":repository/" + name + "-images")
                .putObject("ImageScanningConfiguration")
                .put("ScanOnPush", i % 9 != 2);
        var lines = resource(resources.addObject(), "Lines", "/" + name, "AWS::Logs::LogGroup", "LogGroupName");
        lines.put("LogGroupName", "/" + name).put("RetentionInDays", i % 3 == 2 ? 90 : 400);
        var news = resource(resources.addObject(), "News", topic(name), "AWS::SNS::Topic", "TopicArn");
        news.put("TopicArn", topic(name))
                .put("TopicName", name + "-news")
                .put("DisplayName", i % 4 == 3 ? "old news" : "news");
        return line.toString();
    }

    private static ObjectNode resource(ObjectNode node, String id, String physicalId, String type, String key) {
        node.put("logicalId", id).put("physicalId", physicalId).put("type", type);
        node.putObject("identifier").put(key, physicalId);
        var properties = node.putObject("properties");
        node.put("provenance", "iac-generator").put("status", "read").put("detail", "");
        return properties;
    }
}
