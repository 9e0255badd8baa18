package dev.phantom.cli.command;

import dev.phantom.assembly.DatadogAssets;
import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.OwnFolders;
import dev.phantom.assembly.Wiring;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutFolder;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.body.PullRequestBody;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.Mask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `phantom demo`: the whole loop on the embedded world, without account, key or Docker.
final class DemoCommand implements Command {

    private static final String SCENARIO = "payments-night";

    private static final String DEFAULT = "phantom-demo";

    /// GitHub's is the one after it.
    private static final int EXAMPLE = 8080;

    /// What the embedded world leaves to whoever started it.
    private static final List<String> OWN = List.of("COLUMNS", "NO_COLOR", "PHANTOM_MASK_KEY", "TERM");

    /// Four are needed from it on.
    private static final int LAST_PORT = 65_532;

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(Options.text("--out", "DIR", "output folder (default: ./phantom-demo)"));
        spec.addOption(Options.flag("--serve", "keep the embedded services running and print how to reach them"));
        spec.addOption(Options.number("--port", "with --serve: the first of four ports (default: any free)"));
        spec.addOption(Options.text(
                "--analyst", "KIND", "rules (default) or claude: the embedded one, whose answers are scripted"));
        Globals.formats(spec, OutputFormat.values());
        Globals.comparing(spec);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var out = terminal.path(args.matchedOptionValue("--out", DEFAULT)).normalize();
        port(args);
        OutFolder.ready(out, "--out");
        OwnFolders.plain(out, "--out");
        return Globals.set(args, "--serve") ? serve(args, terminal, out) : play(args, terminal, out);
    }

    private static int port(ParseResult args) {
        int port = args.matchedOptionValue("--port", 0);
        if (port < 0 || port > LAST_PORT) {
            throw new ParameterException(
                    args.commandSpec().commandLine(), "--port '" + port + "' is not a port; use 1 to " + LAST_PORT);
        }
        if (port != 0 && !Globals.set(args, "--serve")) {
            throw new ParameterException(args.commandSpec().commandLine(), "--port requires --serve");
        }
        return port;
    }

    private static int serve(ParseResult args, Terminal terminal, Path out) {
        var log = new CallLog(out.resolve("calls.jsonl"), call -> {});
        int port = port(args);
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
        var log = new CallLog(null, call -> {});
        try (var progress = ProgressLine.of(globals, asked)) {
            progress.accept("starting an embedded AWS, GitHub, Datadog and Claude on loopback");
            try (var world = EmbeddedWorld.start(SCENARIO, out, asked.clock().instant(), 0, false, log)) {
                return play(args, globals, inside(asked, world), world, out, progress);
            }
        }
    }

    private static int play(
            ParseResult args,
            Globals globals,
            Terminal terminal,
            EmbeddedWorld world,
            Path out,
            ProgressLine progress) {
        var mask = Mask.of(terminal.env("PHANTOM_MASK_KEY"));
        var printer = new ReportPrinter(globals, terminal, mask, false);
        var config = FoundConfig.needed(terminal.invocation(), "", terminal.err()::println);
        String analyst = args.matchedOptionValue("--analyst", null);
        var options = new Wiring.Options(
                out.resolve("history"),
                out.resolve("cases"),
                mask,
                "",
                LiveOptions.RUN,
                false,
                false,
                analyst,
                Parallel.standard());
        var running = RunFolder.of(terminal, config, out, options);
        var assets = new DatadogAssets(Optional.of(config), terminal.invocation(), true, false);
        progress.accept("installing the dashboard, the monitors and the SLO");
        var problems = assets.install(options.history()).problems();
        var run = running.over(config.stacks(), progress);
        progress.close();
        var unwritten = running.leave(run, printer);
        int code = printer.all(run);
        unwritten.ifPresent(terminal.err()::println);
        if (globals.output() == OutputFormat.TEXT) {
            epilogue(terminal, world, run, out, watched(problems, assets.alerts()));
        }
        printer.closing(run, unwritten.isEmpty() ? out.resolve(RunFolder.REPORT).toString() : "(not written)");
        return unwritten.isEmpty() ? code : ExitCode.ERROR;
    }

    /// What the monitors made of the run.
    private static List<String> watched(List<Diagnostic> problems, List<String> alerts) {
        var lines = new ArrayList<String>();
        lines.add((problems.isEmpty()
                        ? "dashboard, monitors and SLO installed (phantom datadog install); "
                        : problems.getFirst().line() + "; ")
                + alerts.getFirst());
        lines.addAll(alerts.subList(1, alerts.size()));
        return lines;
    }

    /// The same terminal inside the embedded world, at the scenario's moment.
    private static Terminal inside(Terminal terminal, EmbeddedWorld world) {
        var environment = new HashMap<String, String>();
        OWN.stream()
                .filter(name -> !terminal.env(name).isEmpty())
                .forEach(name -> environment.put(name, terminal.env(name)));
        environment.putAll(world.environment());
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        System.setProperty("aws.region", Objects.requireNonNull(environment.get("AWS_REGION")));
        return terminal.with(environment, Clock.fixed(world.now(), ZoneOffset.UTC));
    }

    /// @param datadog what its monitors made of the run
    private static void epilogue(
            Terminal terminal, EmbeddedWorld world, RunReport run, Path out, List<String> datadog) {
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
                    print.println(withoutBreaks(shown.title()));
                    print.println("-".repeat(100));
                    print.println(PullRequestBody.folded(withoutBreaks(shown.body())));
                    print.println("-".repeat(100));
                    print.println(shown.diff());
                });
        print.println();
        print.println("cases       " + out.resolve("cases") + "   (replay one: phantom analyze --case DIR)");
        print.println("datadog     " + String.join("\n            ", datadog));
        print.println("repository  git clone " + world.repository());
        print.println(
                "links       the pull request URLs worked while the demo ran; now each is a branch of the repository, and");
        print.println("            `phantom demo --serve --port " + EXAMPLE
                + (out.equals(terminal.path(DEFAULT)) ? "" : " --out " + out)
                + "` shows them again, from http://127.0.0.1:"
                + (EXAMPLE + 1) + "/acme/infra/pull/1 on");
    }

    /// The invisible breaks of a pull request keep the code host from linking; a terminal would show them.
    private static String withoutBreaks(String text) {
        return text.replace("\u200b", "");
    }
}
