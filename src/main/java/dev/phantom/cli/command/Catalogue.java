package dev.phantom.cli;

import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Every command, by hand. Reading this list is reading what Phantom can do.
final class Catalogue {

    private Catalogue() {}

    /// @param reports whether it prints a report and so takes `--output` and its kin
    record Entry(String name, String summary, boolean reports, Supplier<Command> maker) {
        Command command() {
            return maker.get();
        }
    }

    private static final List<Entry> COMMANDS = List.of(
            new Entry("demo", "the whole loop on an embedded world: no account, no key", true, DemoCommand::new),
            new Entry(
                    "init",
                    "writes phantom.yaml by matching the templates here to deployed stacks",
                    false,
                    InitCommand::new),
            new Entry(
                    "check",
                    "one deployed stack and those nested in it: deployed template against what runs",
                    true,
                    CheckCommand::new),
            new Entry("run", "the whole walk over the configured stacks", true, RunCommand::new),
            new Entry(
                    "adopt",
                    "proposes .phantom/adopted.yaml: what drifts today is known, and only what changes is drift",
                    false,
                    AdoptCommand::new),
            new Entry("diff", "the drift of one stack from files; nothing is called", true, DiffCommand::new),
            new Entry(
                    "scan",
                    "what really runs of one stack, as phantom.live/v1; only AWS is asked",
                    false,
                    ScanCommand::new),
            new Entry("analyze", "one saved decision, repeated or judged again", true, AnalyzeCommand::new),
            new Entry("cost", "what a template costs a month, or what drift adds to it", true, CostCommand::new),
            new Entry(
                    "doctor",
                    "credentials, permissions, quotas, endpoints, proxy and clock, and what to do",
                    false,
                    DoctorCommand::new),
            new Entry(
                    "observe",
                    "what Datadog saw of a service: logs, traces, metrics, events",
                    false,
                    ObserveCommand::new));

    private static final List<Entry> TEMPLATE = List.of(
            new Entry(
                    "check",
                    "parse, evaluate and round-trip; says what could not be understood",
                    true,
                    TemplateCheckCommand::new),
            new Entry("set", "edits one property where its value comes from", false, TemplateSetCommand::new));

    private static final List<Entry> RECONCILE = List.of(
            new Entry(
                    "plan",
                    "shows what applying would do, and what stands against it; executes nothing",
                    false,
                    () -> new ReconcileCommand(false)),
            new Entry(
                    "apply", "does exactly what the records say, or nothing", false, () -> new ReconcileCommand(true)));

    private static final List<Entry> TYPES = List.of(new Entry(
            "show", "what Phantom knows of a resource type, each fact with its source", true, TypesShow::new));

    static CommandLine commandLine() {
        var root = CommandSpec.create().name("phantom");
        root.usageMessage()
                .description(
                        "What runs in AWS against what the repository says: judged on evidence, mended by pull request.");
        root.addOption(Globals.flag("show this help and exit", "-h", "--help")
                .usageHelp(true)
                .build());
        root.addOption(Globals.flag("print the version and exit", "--version")
                .versionHelp(true)
                .build());
        COMMANDS.forEach(entry -> root.addSubcommand(entry.name(), spec(entry)));
        root.addSubcommand("template", group("template", "look at and edit templates", TEMPLATE));
        root.addSubcommand("reconcile", group("reconcile", "carry merged reverts out in AWS", RECONCILE));
        root.addSubcommand("types", group("types", "what Phantom knows of resource types", TYPES));
        return new CommandLine(root).setUsageHelpWidth(110);
    }

    private static CommandSpec group(String name, String summary, List<Entry> entries) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(summary);
        spec.addOption(Globals.flag("show this help and exit", "-h", "--help")
                .usageHelp(true)
                .build());
        entries.forEach(entry -> spec.addSubcommand(entry.name(), spec(entry)));
        return spec;
    }

    private static CommandSpec spec(Entry entry) {
        var spec = CommandSpec.wrapWithoutInspection(entry).name(entry.name());
        spec.usageMessage().description(entry.summary());
        entry.command().declare(spec);
        Globals.declare(spec, entry.reports());
        return spec;
    }
}
