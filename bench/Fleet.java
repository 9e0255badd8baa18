import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `phantom run` on many stacks of an embedded AWS, each with one drift: the first run, and one on which nothing changed.
/// Usage: java -cp JAR bench/Fleet.java [stacks] [resources of each] [command…]; prints a Markdown table.
static final ObjectMapper JSON = new ObjectMapper();
static final String ACCOUNT = "111122223333";
static final String NOW = "2026-11-22T08:30:00Z";

void main(String[] args) throws Exception {
    int stacks = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int resources = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    var command = args.length > 2 ? List.of(args).subList(2, args.length) : List.of("./phantom");
    var work = Files.createTempDirectory("phantom-fleet");
    var safe = Files.createDirectories(work.resolve("safe"));
    lay(work.resolve("world"), safe, stacks, resources);
    var log = new CallLog(null, call -> {});
    var scenario = Scenario.open(work.resolve("world"), Instant.parse(NOW));
    IO.println("| %d stacks of %d resources | wall s | CPU s | peak MB | calls to AWS | by operation |".formatted(stacks, resources));
    IO.println("|---|---|---|---|---|---|");
    try (var aws = EmbeddedAws.start(scenario, InstantSource.system(), log, Quirks.REAL.throttleEvery(0), 0)) {
        for (var what : List.of("first run", "quiet run")) {
            int before = log.calls().size();
            var used = run(command, work, safe, aws.uri().toString());
            var calls = log.calls().stream().skip(before).collect(Collectors.groupingBy(
                    c -> c.operation().substring(c.operation().indexOf('.') + 1), TreeMap::new, Collectors.counting()));
            IO.println("| %s | %.1f | %.1f | %d | %d | %s |".formatted(what, used.seconds(), used.cpu(), used.peak(),
                    calls.values().stream().mapToLong(n -> n).sum(),
                    calls.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", "))));
        }
    }
}

record Used(double seconds, double cpu, long peak) {}

Used run(List<String> command, Path work, Path safe, String uri) throws Exception {
    var all = new ArrayList<>(command);
    all.set(0, command.getFirst().startsWith("./") ? Path.of(command.getFirst()).toAbsolutePath().normalize().toString() : command.getFirst());
    all.addAll(List.of("run", "--quiet", "--output", "json", "--config", safe.resolve("phantom.yaml").toString(),
            "--out", work.resolve("out").toString(), "--history", work.resolve("history").toString()));
    var builder = new ProcessBuilder(all).directory(safe.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(work.resolve("err.txt").toFile());
    builder.environment().putAll(java.util.Map.of("AWS_ENDPOINT_URL", uri, "AWS_ACCESS_KEY_ID", "embedded",
            "AWS_SECRET_ACCESS_KEY", "embedded", "AWS_REGION", "us-east-1", "PHANTOM_MASK_KEY", "bench"));
    long start = System.nanoTime();
    var process = builder.start();
    long peak = 0;
    double cpu = 0;
    while (!process.waitFor(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        cpu = process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(cpu);
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            peak = lines.filter(l -> l.startsWith("VmHWM:"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElse(peak);
        } catch (java.io.IOException | java.io.UncheckedIOException ended) {
            // it ended in between
        }
    }
    if (process.exitValue() != 0) {
        throw new IllegalStateException("exit " + process.exitValue() + ": " + Files.readString(work.resolve("err.txt")));
    }
    return new Used((System.nanoTime() - start) / 1e9, cpu, peak);
}

/// Queues, the first of each stack drifted.
void lay(Path world, Path safe, int stacks, int resources) throws Exception {
    var input = Files.createDirectories(world.resolve("input"));
    Files.writeString(world.resolve("scenario.json"), JSON.createObjectNode().put("schema", "phantom.scenario/v1")
            .put("title", "fleet").put("now", NOW).put("account", ACCOUNT).put("region", "us-east-1")
            .put("repository", "acme/infra").toString());
    var deployed = JSON.createObjectNode();
    var all = deployed.putArray("stacks");
    var live = new StringBuilder();
    var config = new StringBuilder("version: 1\nsafe: { folder: . }\ntelemetry: { otlp: off }\nstacks:\n");
    for (int s = 0; s < stacks; s++) {
        var name = "fleet-%03d".formatted(s);
        config.append("  - { name: ").append(name).append(", account: \"").append(ACCOUNT).append("\", template: ")
                .append(name).append(".json }\n");
        var template = JSON.createObjectNode();
        var stack = all.addObject().put("name", name)
                .put("arn", "arn:aws:cloudformation:us-east-1:" + ACCOUNT + ":stack/" + name + "/1")
                .put("status", "UPDATE_COMPLETE").put("createdAt", "2026-11-01T09:00:00Z").put("template", name + ".json");
        var line = JSON.createObjectNode().put("schema", "phantom.live/v1").put("source", "cloud-control");
        line.putObject("stack").put("name", name).put("account", ACCOUNT).put("region", "us-east-1");
        for (int r = 0; r < resources; r++) {
            resource(template, stack.withArray("resources"), line.withArray("resources"), name, r);
        }
        Files.writeString(input.resolve(name + ".json"), template.toString());
        Files.writeString(safe.resolve(name + ".json"), template.toString());
        live.append(line).append('\n');
    }
    Files.writeString(input.resolve("deployed.json"), deployed.toString());
    Files.writeString(input.resolve("live.json"), live);
    Files.writeString(safe.resolve("phantom.yaml"), config);
}

void resource(ObjectNode template, ArrayNode deployed, ArrayNode live, String stack, int index) {
    var id = "Queue" + index;
    var queue = stack + "-" + index;
    var url = "https://sqs.us-east-1.amazonaws.com/" + ACCOUNT + "/" + queue;
    template.withObject("/Resources").putObject(id).put("Type", "AWS::SQS::Queue").putObject("Properties")
            .put("QueueName", queue).put("VisibilityTimeout", 30);
    deployed.addObject().put("logicalId", id).put("physicalId", url).put("type", "AWS::SQS::Queue")
            .put("status", "UPDATE_COMPLETE");
    var one = live.addObject().put("logicalId", id).put("physicalId", url).put("type", "AWS::SQS::Queue")
            .put("provenance", "cloud-control").put("status", "read");
    one.putObject("identifier").put("QueueUrl", url);
    one.putObject("properties").put("QueueUrl", url).put("QueueName", queue)
            .put("Arn", "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + queue).put("VisibilityTimeout", index == 0 ? 600 : 30);
}
