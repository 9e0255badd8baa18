package dev.phantom.cli;

import dev.phantom.config.ConfigReader;
import dev.phantom.config.DotEnv;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.state.Mask;
import dev.phantom.state.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `phantom run`: the whole walk over the configured stacks.
final class RunCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(text("--config", "FILE", "the configuration (default: PHANTOM_CONFIG, else ./phantom.yaml)"));
        spec.addOption(OptionSpec.builder("--stack")
                .paramLabel("NAME")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("only this stack; may be repeated")
                .build());
        spec.addOption(
                text("--out", "DIR", "for report.json, report.html, cases and history (default: ./phantom-out)"));
        spec.addOption(text(
                "--history", "DIR", "what is remembered between runs (default: PHANTOM_HISTORY, else <out>/history)"));
        spec.addOption(text("--analyst", "KIND", "claude or rules, instead of the configured one"));
        spec.addOption(Globals.flag("write nothing to GitHub, Datadog or the history", "--dry-run")
                .build());
        spec.addOption(Globals.flag("judge again although a decision is kept", "--rejudge")
                .build());
        spec.addOption(Globals.flag("list the inventory too", "--show-all").build());
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.withEnvironment(DotEnv.over(asked.environment(), asked.folder()));
        var globals = Globals.of(args, terminal);
        var mask = Mask.of(terminal.env("PHANTOM_MASK_KEY"));
        var printer = new ReportPrinter(globals, terminal, mask, args.hasMatchedOption("--show-all"));
        var config = config(args, terminal);
        var out = terminal.path(args.matchedOptionValue("--out", "phantom-out"));
        var running = new Running(
                terminal,
                config,
                out,
                history(args, terminal, out),
                mask,
                args.hasMatchedOption("--dry-run"),
                args.hasMatchedOption("--rejudge"),
                args.matchedOptionValue("--analyst", null),
                terminal.env("ANTHROPIC_BASE_URL").startsWith("http://127.0.0.1"),
                progress(globals, terminal));
        var run = running.over(chosen(args, config));
        running.leave(run, printer);
        return printer.all(run);
    }

    static Consumer<String> progress(Globals globals, Terminal terminal) {
        return line -> {
            if (!globals.quiet()) {
                terminal.err().println(line);
            }
        };
    }

    static PhantomConfig config(ParseResult args, Terminal terminal) {
        String named = args.matchedOptionValue("--config", "");
        if (named.isEmpty()) {
            named = terminal.env("PHANTOM_CONFIG").isEmpty() ? "phantom.yaml" : terminal.env("PHANTOM_CONFIG");
            if (!java.nio.file.Files.exists(terminal.path(named))) {
                throw new PhantomException(new Diagnostic(
                        Code.FILE_UNREADABLE,
                        "there is no such file",
                        "run where phantom.yaml stands, or name it by --config or PHANTOM_CONFIG",
                        named));
            }
        }
        return ConfigReader.read(named, NamedFiles.text(terminal, named));
    }

    static Path history(ParseResult args, Terminal terminal, Path out) {
        String named = args.matchedOptionValue("--history", terminal.env("PHANTOM_HISTORY"));
        return named.isEmpty() ? out.resolve("history") : terminal.path(named);
    }

    static List<Stack> chosen(ParseResult args, PhantomConfig config) {
        List<String> names = args.matchedOptionValue("--stack", List.of());
        if (names.isEmpty()) {
            if (config.stacks().isEmpty()) {
                throw new PhantomException(Code.CONFIG_BAD_VALUE, "no stack is configured");
            }
            return config.stacks();
        }
        var found = new ArrayList<Stack>();
        for (var name : names) {
            var matching = config.stacks().stream()
                    .filter(s -> s.id().name().equals(name))
                    .toList();
            if (matching.isEmpty()) {
                throw new PhantomException(new Diagnostic(
                        Code.USAGE,
                        "no configured stack is called '" + name + "'",
                        "configured: "
                                + String.join(
                                        ", ",
                                        config.stacks().stream()
                                                .map(s -> s.id().name())
                                                .toList()),
                        ""));
            }
            found.addAll(matching);
        }
        return found;
    }

    static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }
}
