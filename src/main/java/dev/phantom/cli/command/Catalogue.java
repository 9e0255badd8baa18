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
                    "runs the whole loop on an embedded AWS, GitHub and Datadog: no account, no key",
                    "phantom demo --out night",
                    DemoCommand::new),
            new Entry(
                    "init",
                    "writes phantom.yaml by matching the templates here to deployed stacks",
                    "phantom init --root stacks --region eu-west-1",
                    InitCommand::new),
            new Entry(
                    "check",
                    "compares one deployed stack and its nested stacks with the live state",
                    "phantom check payments --profile prod",
                    CheckCommand::new),
            new Entry(
                    "run",
                    "compares all configured stacks, judges drift and opens pull requests",
                    "phantom run --dry-run --stack payments",
                    RunCommand::new),
            new Entry(
                    "adopt",
                    "proposes .phantom/adopted.yaml, which accepts the current drift: only later changes are reported",
                    "phantom adopt --dry-run",
                    AdoptCommand::new),
            new Entry(
                    "diff",
                    "shows the drift of one stack from files, without any API call",
                    "phantom diff --safe stacks/payments.yaml --live generated.json --stack-description stack.json",
                    DiffCommand::new),
            new Entry(
                    "scan",
                    "reads the live state of one stack as phantom.live/v1; calls AWS only",
                    "phantom scan payments --out live.json",
                    ScanCommand::new),
            new Entry(
                    "analyze",
                    "replays one saved decision, or judges it again",
                    "phantom analyze --case phantom-out/cases/111122223333-us-east-1-payments/d-5f0c --rejudge",
                    AnalyzeCommand::new),
            new Entry(
                    "eval",
                    "plays the labelled scenarios of a suite and scores the verdicts",
                    "phantom eval --suite evals --analyst rules --output json",
                    EvalCommand::new),
            new Entry(
                    "cost",
                    "shows the monthly cost of a template, or the cost of its drift",
                    "phantom cost stacks/payments.yaml --parameter DbClass=db.r5.large",
                    CostCommand::new),
            new Entry(
                    "doctor",
                    "checks credentials, permissions, quotas, endpoints, proxy and clock, and says what to do",
                    "phantom doctor --profile prod",
                    DoctorCommand::new),
            new Entry(
                    "observe",
                    "shows the Datadog logs, traces, metrics and events of a service",
                    "phantom observe payments-api --last 12h",
                    ObserveCommand::new));

    private static final List<Entry> TEMPLATE = List.of(
            new Entry(
                    "check",
                    "parses, evaluates and round-trips templates; lists what cannot be evaluated",
                    "phantom template check stacks/*.yaml",
                    TemplateCheckCommand::new),
            new Entry(
                    "set",
                    "edits one property at the origin of its value",
                    "phantom template set stacks/payments.yaml Db /AllocatedStorage 200 --write",
                    TemplateSetCommand::new));

    private static final List<Entry> RECONCILE = List.of(
            new Entry(
                    "plan",
                    "shows what applying would do and what prevents it; executes nothing",
                    "phantom reconcile plan .phantom/reconcile/payments/d-5f0c.yaml",
                    () -> new ReconcileCommand(false)),
            new Entry(
                    "apply",
                    "applies exactly what the records approve, or nothing",
                    "phantom reconcile apply .phantom/reconcile/payments/d-5f0c.yaml",
                    () -> new ReconcileCommand(true)));

    private static final List<Entry> TYPES = List.of(new Entry(
            "show",
            "shows what Phantom knows about a resource type, each fact with its source",
            "phantom types show AWS::RDS::DBInstance",
            TypesShow::new));

    private static final List<Entry> DATADOG = List.of(
            new Entry(
                    "show",
                    "prints the dashboard, the monitors and the SLO as JSON, also for Terraform; makes no API call",
                    "phantom datadog show",
                    () -> new DatadogCommand(DatadogCommand.Verb.SHOW)),
            new Entry(
                    "install",
                    "installs or updates the dashboard, the monitors and the SLO in Datadog; keeps what people edited there",
                    "phantom datadog install --dry-run",
                    () -> new DatadogCommand(DatadogCommand.Verb.INSTALL)),
            new Entry(
                    "remove",
                    "removes the dashboard, the monitors and the SLO from Datadog; keeps what people edited there",
                    "phantom datadog remove --dry-run",
                    () -> new DatadogCommand(DatadogCommand.Verb.REMOVE)));

    public static CommandLine commandLine() {
        var root = CommandSpec.create().name("phantom");
        root.usageMessage()
                .description(
                        "Compares the live state in AWS with the repository, judges drift on evidence, fixes it by pull request.");
        root.addOption(Options.help());
        root.addOption(Options.version());
        COMMANDS.forEach(entry -> root.addSubcommand(entry.name(), spec(entry)));
        root.addSubcommand("template", group("template", "checks and edits templates", TEMPLATE));
        root.addSubcommand("reconcile", group("reconcile", "applies merged reverts in AWS", RECONCILE));
        root.addSubcommand(
                "datadog",
                group("datadog", "manages the dashboard, the monitors and the SLO of Phantom in Datadog", DATADOG));
        root.addSubcommand("types", group("types", "shows what Phantom knows about resource types", TYPES));
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
