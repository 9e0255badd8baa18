import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import measure.Plans;
import measure.Stacks;

/// Whole-process figures: makes stacks, times `./phantom` and the tools beside it from outside, prints a Markdown table.
/// Usage: java bench/WholeProcess.java [runs] [folder of the other tools]
void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path work = Files.createTempDirectory("phantom-bench");
    IO.println("| what | runs | min s | median s | max s | CPU s, median | peak MB |");
    IO.println("|---|---|---|---|---|---|---|");
    time("`--version`", runs, List.of("./phantom", "--version"));
    for (int resources : new int[] {500, 2_000, 10_000, 25_000, 50_000, 100_000}) {
        Path batch = Stacks.batch(work.resolve("b" + resources), resources / 500);
        time("`diff --batch`, %,d resources (%d stacks of 500)".formatted(resources, resources / 500), runs,
                List.of("./phantom", "diff", "--batch", batch.toString(), "--output", "json"));
    }
    String others = args.length > 1 ? args[1] : "";
    for (int resources : new int[] {500, 2_000, 10_000}) {
        Path stack = Stacks.write(Path.of("target/bench-stacks/%05d".formatted(resources)), "stack", resources);
        String safe = stack.resolve("safe.json").toString();
        String live = stack.resolve("live.json").toString();
        time("`diff`, one stack of %,d".formatted(resources), runs,
                List.of("./phantom", "diff", "--safe", safe, "--live", live, "--output", "json"));
        if (!others.isEmpty() && resources <= 2_000) { // one of them takes minutes for more
            for (String tool : List.of("@aws-cdk/cloudformation-diff", "jsondiffpatch")) {
                time("`%s`, the same files".formatted(tool), runs, List.of("node", others + "/others.mjs", tool, safe, live));
            }
        }
    }
    for (int resources : new int[] {500, 5_000}) {
        Path plan = Plans.write(work.resolve("plan" + resources + ".json"), resources);
        time("`diff --plan`, %,d resources".formatted(resources), runs,
                List.of("./phantom", "diff", "--plan", plan.toString(), "--output", "json"));
    }
    String id = Stacks.middle(Stacks.EDITED);
    Path template = Files.writeString(work.resolve("large.yaml"), Stacks.yaml(Stacks.EDITED));
    time("`template set`, a template of %,d bytes".formatted(Files.size(template)), runs,
            List.of("./phantom", "template", "set", template.toString(), id, "/VisibilityTimeout", "45"));
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
