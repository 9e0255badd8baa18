package dev.phantom.cli.command;

import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Every command, by hand. Reading this list is reading what Phantom can do.
public final class Catalogue {

    private Catalogue() {}

    /// @param example a command line as somebody would type it
    private record Entry(String name, String summary, String example, Supplier<Command> maker) {}

    private static final List<Entry> COMMANDS = List.of(
            new Entry(
                    "demo",
                    "the whole loop on an embedded world: no account, no key",
                    "phantom demo --out night",
                    DemoCommand::new),
            new Entry(
                    "init",
                    "writes phantom.yaml by matching the templates here to deployed stacks",
                    "phantom init --root stacks --region eu-west-1",
                    InitCommand::new),
            new Entry(
                    "check",
                    "one deployed stack and those nested in it: deployed template against what runs",
                    "phantom check payments --profile prod",
                    CheckCommand::new),
            new Entry(
                    "run",
                    "the whole walk over the configured stacks",
                    "phantom run --dry-run --stack payments",
                    RunCommand::new),
            new Entry(
                    "adopt",
                    "proposes .phantom/adopted.yaml: what drifts today is known, and only what changes is drift",
                    "phantom adopt --dry-run",
                    AdoptCommand::new),
            new Entry(
                    "diff",
                    "the drift of one stack from files; nothing is called",
                    "phantom diff --safe stacks/payments.yaml --live generated.json --stack-description stack.json",
                    DiffCommand::new),
            new Entry(
                    "scan",
                    "what really runs of one stack, as phantom.live/v1; only AWS is asked",
                    "phantom scan payments --out live.json",
                    ScanCommand::new),
            new Entry(
                    "analyze",
                    "one saved decision, repeated or judged again",
                    "phantom analyze --case phantom-out/cases/111122223333-us-east-1-payments/d-5f0c --rejudge",
                    AnalyzeCommand::new),
            new Entry(
                    "cost",
                    "what a template costs a month, or what drift adds to it",
                    "phantom cost stacks/payments.yaml --parameter DbClass=db.r5.large",
                    CostCommand::new),
            new Entry(
                    "doctor",
                    "credentials, permissions, quotas, endpoints, proxy and clock, and what to do",
                    "phantom doctor --profile prod",
                    DoctorCommand::new),
            new Entry(
                    "observe",
                    "what Datadog saw of a service: logs, traces, metrics, events",
                    "phantom observe payments-api --last 12h",
                    ObserveCommand::new));

    private static final List<Entry> TEMPLATE = List.of(
            new Entry(
                    "check",
                    "parse, evaluate and round-trip; says what could not be understood",
                    "phantom template check stacks/*.yaml",
                    TemplateCheckCommand::new),
            new Entry(
                    "set",
                    "edits one property where its value comes from",
                    "phantom template set stacks/payments.yaml Db /AllocatedStorage 200 --write",
                    TemplateSetCommand::new));

    private static final List<Entry> RECONCILE = List.of(
            new Entry(
                    "plan",
                    "shows what applying would do, and what stands against it; executes nothing",
                    "phantom reconcile plan .phantom/reconcile/payments/d-5f0c.yaml",
                    () -> new ReconcileCommand(false)),
            new Entry(
                    "apply",
                    "does exactly what the records say, or nothing",
                    "phantom reconcile apply .phantom/reconcile/payments/d-5f0c.yaml",
                    () -> new ReconcileCommand(true)));

    private static final List<Entry> TYPES = List.of(new Entry(
            "show",
            "what Phantom knows of a resource type, each fact with its source",
            "phantom types show AWS::RDS::DBInstance",
            TypesShow::new));

    public static CommandLine commandLine() {
        var root = CommandSpec.create().name("phantom");
        root.usageMessage()
                .description(
                        "What runs in AWS against what the repository says: judged on evidence, mended by pull request.");
        root.addOption(Options.help());
        root.addOption(Options.version());
        COMMANDS.forEach(entry -> root.addSubcommand(entry.name(), spec(entry)));
        root.addSubcommand("template", group("template", "look at and edit templates", TEMPLATE));
        root.addSubcommand("reconcile", group("reconcile", "carry merged reverts out in AWS", RECONCILE));
        root.addSubcommand("types", group("types", "what Phantom knows of resource types", TYPES));
        return new CommandLine(root).setUsageHelpWidth(110);
    }

    /// The command that a spec of the command line stands for; empty for the root and for a group.
    public static Optional<Command> command(CommandSpec spec) {
        return spec.userObject() instanceof Entry entry
                ? Optional.of(entry.maker().get())
                : Optional.empty();
    }

    private static CommandSpec group(String name, String summary, List<Entry> entries) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(summary);
        spec.addOption(Options.help());
        entries.forEach(entry -> spec.addSubcommand(entry.name(), spec(entry)));
        return spec;
    }

    private static CommandSpec spec(Entry entry) {
        var spec = CommandSpec.wrapWithoutInspection(entry).name(entry.name());
        spec.usageMessage().description(entry.summary()).footer("", "Example: " + entry.example());
        entry.maker().get().declare(spec);
        Globals.declare(spec);
        return spec;
    }
}
