import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whole-process figures: makes stacks of 500 resources, times `./phantom` from outside, prints a Markdown table.
/// Usage: java bench/WholeProcess.java [runs]
void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path work = Files.createTempDirectory("phantom-bench");
    IO.println("| what | runs | min s | median s | max s | CPU s, median | peak MB |");
    IO.println("|---|---|---|---|---|---|---|");
    time("`--version`", runs, List.of("./phantom", "--version"));
    for (int resources : new int[] {500, 2_000, 10_000, 25_000, 50_000, 100_000}) {
        Path batch = stacks(work.resolve("b" + resources), resources / 500);
        time("`diff --batch`, %,d resources (%d stacks of 500)".formatted(resources, resources / 500), runs,
                List.of("./phantom", "diff", "--batch", batch.toString(), "--output", "json"));
    }
    time("`demo`, first run in an empty folder", runs, List.of("sh", "-c", "d=$(mktemp -d -p " + work + ") && exec ./phantom demo --quiet --out \"$d\""));
}

void time(String what, int runs, List<String> command) throws Exception {
    run(command);
    var seconds = new double[runs];
    var cpu = new double[runs];
    long peak = 0;
    for (int i = 0; i < runs; i++) {
        long start = System.nanoTime();
        var used = run(command);
        seconds[i] = (System.nanoTime() - start) / 1e9;
        cpu[i] = used.cpuSeconds();
        peak = Math.max(peak, used.peakMegabytes());
    }
    Arrays.sort(seconds);
    Arrays.sort(cpu);
    IO.println("| %s | %d | %.2f | %.2f | %.2f | %.2f | %s |"
            .formatted(what, runs, seconds[0], seconds[runs / 2], seconds[runs - 1], cpu[runs / 2], peak == 0 ? "" : peak));
}

/// @param peakMegabytes of resident memory, read from /proc while the process lives; 0 where there is no /proc
record Used(double cpuSeconds, long peakMegabytes) {}

Used run(List<String> command) throws Exception {
    var process = new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var status = Path.of("/proc/" + process.pid() + "/status");
    long peak = 0;
    double cpu = 0;
    while (!process.waitFor(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        cpu = process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(cpu);
        if (Files.isReadable(status)) {
            try (var lines = Files.lines(status)) {
                peak = lines.filter(l -> l.startsWith("VmHWM:"))
                        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(peak);
            } catch (java.io.IOException | java.io.UncheckedIOException ended) {
                // it ended in between
            }
        }
    }
    if (process.exitValue() != 0) {
        throw new IllegalStateException("exit " + process.exitValue() + ": " + command);
    }
    return new Used(cpu, peak);
}

/// Queues, roles and security groups; every 150th has drifted.
Path stacks(Path folder, int count) throws Exception {
    for (int s = 0; s < count; s++) {
        var safe = new ArrayList<String>();
        var live = new ArrayList<String>();
        for (int r = 0; r < 500; r++) {
            String id = "R" + r;
            String name = "stack" + s + "-" + r;
            switch (r % 3) {
                case 0 -> {
                    safe.add(resource(id, "AWS::SQS::Queue", "\"QueueName\":\"%s\",\"VisibilityTimeout\":30,\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]".formatted(name)));
                    live.add(resource(id, "AWS::SQS::Queue", "\"QueueName\":\"%s\",\"VisibilityTimeout\":%d,\"DelaySeconds\":0,\"Tags\":[{\"Value\":\"2\",\"Key\":\"b\"},{\"Value\":\"1\",\"Key\":\"a\"}]".formatted(name, r % 50 == 0 ? 60 : 30)));
                }
                case 1 -> {
                    String policy = "\"AssumeRolePolicyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":%s}]}";
                    safe.add(resource(id, "AWS::IAM::Role", "\"RoleName\":\"%s\",".formatted(name) + policy.formatted("\"sts:AssumeRole\"")));
                    live.add(resource(id, "AWS::IAM::Role", "\"RoleName\":\"%s\",\"Path\":\"/\",\"MaxSessionDuration\":3600,".formatted(name) + policy.formatted("[\"sts:AssumeRole\"]")));
                }
                default -> {
                    String rules = "\"SecurityGroupIngress\":[{\"IpProtocol\":\"tcp\",\"FromPort\":%s,\"ToPort\":443,\"CidrIp\":\"10.0.0.0/8\"}]";
                    safe.add(resource(id, "AWS::EC2::SecurityGroup", "\"GroupDescription\":\"%s\",\"VpcId\":\"vpc-1\",".formatted(name) + rules.formatted("443")));
                    live.add(resource(id, "AWS::EC2::SecurityGroup", "\"GroupDescription\":\"%s\",\"VpcId\":\"vpc-1\",".formatted(name) + rules.formatted("\"443\"")));
                }
            }
        }
        Path stack = Files.createDirectories(folder.resolve("s" + s));
        Files.writeString(stack.resolve("safe.json"), "{\"Resources\":{" + String.join(",", safe) + "}}");
        Files.writeString(stack.resolve("live.json"), "{\"Resources\":{" + String.join(",", live) + "}}");
    }
    return folder;
}

String resource(String id, String type, String properties) {
    return "\"%s\":{\"Type\":\"%s\",\"Properties\":{%s}}".formatted(id, type, properties);
}
