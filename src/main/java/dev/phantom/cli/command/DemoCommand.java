package dev.phantom.cli;

import dev.phantom.config.ConfigReader;
import dev.phantom.pipeline.JudgedDrift;
import dev.phantom.pipeline.RunReport;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.state.Mask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `phantom demo`: the whole loop on the embedded world, without account, key or Docker.
final class DemoCommand implements Command {

    private static final String SCENARIO = "payments-night";

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(RunCommand.text("--out", "DIR", "everything lands here (default: ./phantom-demo)"));
        spec.addOption(Globals.flag("keep the embedded world up and print how to reach it", "--serve")
                .build());
        spec.addOption(OptionSpec.builder("--port")
                .paramLabel("N")
                .type(Integer.class)
                .description("with --serve: the first of four ports (default: any free)")
                .build());
        spec.addOption(RunCommand.text(
                "--analyst", "KIND", "rules (default) or claude: the embedded one, whose answers are scripted"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var out =
                terminal.path(args.matchedOptionValue("--out", "phantom-demo")).normalize();
        return args.hasMatchedOption("--serve") ? serve(args, terminal, out) : play(args, terminal, out);
    }

    private static int serve(ParseResult args, Terminal terminal, Path out) {
        var log = new CallLog(out.resolve("calls.jsonl"), call -> {});
        int port = args.matchedOptionValue("--port", 0);
        try (var world = EmbeddedWorld.start(SCENARIO, out, terminal.clock().instant(), port, true, log)) {
            world.environment().forEach((name, value) -> terminal.out().println("export " + name + "='" + value + "'"));
            terminal.out().flush();
            new CountDownLatch(1).await();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private static int play(ParseResult args, Terminal asked, Path out) {
        var globals = Globals.of(args, asked);
        var progress = RunCommand.progress(globals, asked);
        progress.accept("starting an embedded AWS, GitHub, Datadog and Claude on loopback");
        var log = new CallLog(null, call -> {});
        try (var world = EmbeddedWorld.start(SCENARIO, out, asked.clock().instant(), 0, false, log)) {
            var terminal = inside(asked, world);
            var mask = Mask.of(terminal.env("PHANTOM_MASK_KEY"));
            var printer = new ReportPrinter(globals, terminal, mask, false);
            var config = ConfigReader.read("phantom.yaml", NamedFiles.text(terminal, terminal.env("PHANTOM_CONFIG")));
            var running = new Running(
                    terminal,
                    config,
                    out,
                    out.resolve("history"),
                    mask,
                    false,
                    false,
                    args.matchedOptionValue("--analyst", null),
                    true,
                    progress);
            var run = running.over(config.stacks());
            running.leave(run, printer);
            int code = printer.all(run);
            if (globals.output() == dev.phantom.cli.print.Format.TEXT) {
                epilogue(terminal, world, run, out);
            }
            return code;
        }
    }

    /// The same terminal inside the embedded world, at the scenario's moment.
    private static Terminal inside(Terminal terminal, EmbeddedWorld world) {
        var environment = new HashMap<String, String>();
        if (!terminal.env("PHANTOM_MASK_KEY").isEmpty()) {
            environment.put("PHANTOM_MASK_KEY", terminal.env("PHANTOM_MASK_KEY"));
        }
        environment.putAll(world.environment());
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        System.setProperty("aws.region", Objects.requireNonNull(environment.get("AWS_REGION")));
        return new Terminal(
                terminal.out(),
                terminal.err(),
                environment,
                Clock.fixed(world.now(), ZoneOffset.UTC),
                terminal.folder(),
                terminal.tty());
    }

    private static void epilogue(Terminal terminal, EmbeddedWorld world, RunReport run, Path out) {
        var print = terminal.out();
        run.reports().stream()
                .flatMap(r -> r.drifts().stream())
                .map(JudgedDrift::pullRequest)
                .filter(o -> o != null && !o.branch().isEmpty() && !o.url().isEmpty())
                .min(Comparator.comparing(Outcome::url))
                .map(Outcome::branch)
                .flatMap(branch -> world.github().pullRequest(branch))
                .ifPresent(shown -> {
                    print.println();
                    print.println("-".repeat(100));
                    print.println(shown.title());
                    print.println("-".repeat(100));
                    print.println(shown.body());
                    print.println("-".repeat(100));
                    print.println(shown.diff());
                });
        print.println();
        print.println("report      " + out.resolve("report.html"));
        print.println("cases       " + out.resolve("cases") + "   (replay one: phantom analyze --case DIR)");
        print.println("repository  git clone " + world.repository());
    }
}
