package dev.phantom.cli;

import dev.phantom.aws.AwsClients;
import dev.phantom.aws.CloudFormationChangeSets;
import dev.phantom.aws.CloudFormationDeployedState;
import dev.phantom.aws.CloudFormationLiveState;
import dev.phantom.aws.LiveOptions;
import dev.phantom.cli.print.Plain;
import dev.phantom.config.DotEnv;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.Impact;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.pullrequest.RevertOrders;
import dev.phantom.reconcile.Approval;
import dev.phantom.reconcile.Outcome;
import dev.phantom.reconcile.Reconciler;
import dev.phantom.reconcile.RecordReader;
import dev.phantom.state.ChangeSet;
import dev.phantom.state.Mask;
import dev.phantom.template.JsonRendering;
import dev.phantom.template.Value;
import dev.phantom.template.read.CloudFormationJson;
import dev.phantom.template.read.CloudFormationYaml;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `phantom reconcile plan|apply RECORD…`: the deploy side of a merged revert.
///
/// @param execute false only shows what would be done
record ReconcileCommand(boolean execute) implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("RECORD")
                .arity("1..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("merged records: .phantom/reconcile/<stack>/<driftId>.yaml")
                .build());
        spec.addOption(RunCommand.text("--profile", "P", "a profile of the AWS configuration"));
        spec.addOption(RunCommand.text(
                "--config", "FILE", "names the repository whose pull requests count (default: as for run)"));
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.withEnvironment(DotEnv.over(asked.environment(), asked.folder()));
        var progress = RunCommand.progress(Globals.of(args, terminal), terminal);
        List<String> files = args.matchedPositionalValue(0, List.of());
        var records = files.stream()
                .map(file -> inPlace(file, RecordReader.read(file, NamedFiles.text(terminal, file))))
                .collect(Collectors.groupingBy(ReconcileRecord::stack, LinkedHashMap::new, Collectors.toList()));
        var orders = orders(args, terminal, progress);
        int code = ExitCode.OK;
        for (var stack : records.values()) {
            try {
                ordered(args, terminal, Approval.of(stack), orders, progress);
            } catch (PhantomException e) {
                terminal.out().flush();
                terminal.err().println(e.diagnostic().line());
                code = ExitCode.ERROR;
            }
        }
        return code;
    }

    /// Who may approve is settled by folders, so a record counts only in its own.
    private static ReconcileRecord inPlace(String file, ReconcileRecord record) {
        if (!("/" + file.replace('\\', '/')).endsWith("/" + record.path())) {
            throw new PhantomException(new Diagnostic(
                    Code.RECONCILE_UNREADABLE,
                    "it is a record of " + record.path() + " and stands elsewhere",
                    "",
                    file));
        }
        return record;
    }

    private void ordered(
            ParseResult args,
            Terminal terminal,
            Approval approval,
            Optional<RevertOrders> orders,
            Consumer<String> progress) {
        var waiting = orders.map(o -> o.waitsFor(approval.stack())).orElse(List.of());
        var outcome = waiting.isEmpty() ? carriedOut(args, terminal, approval, progress) : new Outcome.Blocked(waiting);
        if (execute) {
            orders.map(o -> o.report(approval.stack(), driftIds(approval), words(approval, outcome)))
                    .ifPresent(urls -> urls.forEach(url -> progress.accept("said on " + url)));
        }
        told(terminal, approval, outcome);
    }

    private Outcome carriedOut(ParseResult args, Terminal terminal, Approval approval, Consumer<String> progress) {
        try (var aws = AwsDoor.open(terminal, args.matchedOptionValue("--profile", ""), "", "")) {
            var reconciler = reconciler(aws, terminal, progress);
            return execute ? reconciler.apply(approval) : reconciler.plan(approval);
        }
    }

    private static Reconciler reconciler(AwsClients aws, Terminal terminal, Consumer<String> progress) {
        var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
        return new Reconciler(
                new CloudFormationDeployedState(aws, List.of(new CloudFormationJson(), new CloudFormationYaml())),
                new CloudFormationLiveState(
                        aws, TypeCatalog.embedded(), LiveOptions.CHECK.withoutGenerator(), terminal.clock()),
                new CloudFormationChangeSets(aws, terminal.clock()),
                DriftDetector.of(Mask.of(terminal.env("PHANTOM_MASK_KEY")), IgnoreRules.NONE, today),
                progress);
    }

    private static Optional<RevertOrders> orders(ParseResult args, Terminal terminal, Consumer<String> progress) {
        var host = FoundConfig.read(terminal, args.matchedOptionValue("--config", ""))
                .flatMap(config -> Wiring.host(config, terminal));
        if (host.isEmpty()) {
            progress.accept("no repository is configured: open pull requests of the stack are not looked at");
        }
        return host.map(RevertOrders::of);
    }

    private static java.util.Set<String> driftIds(Approval approval) {
        return approval.records().stream().map(ReconcileRecord::driftId).collect(Collectors.toSet());
    }

    private static void told(Terminal terminal, Approval approval, Outcome outcome) {
        terminal.out().println(Plain.whole(words(approval, outcome)));
        switch (outcome) {
            case Outcome.Settled s -> {}
            case Outcome.Provable p -> {
                rows(terminal, p.changeSet());
                approval.records().stream()
                        .flatMap(order -> Impact.of(order).stream())
                        .forEach(impact -> terminal.out().println("  " + impact.line("applying it")));
            }
            case Outcome.Blocked b -> {
                b.reasons().forEach(reason -> terminal.out().println("  " + Plain.whole(reason)));
                throw new PhantomException(new Diagnostic(
                        Code.RECONCILE_BLOCKED,
                        b.reasons().size() == 1
                                ? b.reasons().getFirst()
                                : b.reasons().size() + " reasons stand against it, see above",
                        "",
                        approval.stack().toString()));
            }
            case Outcome.Executed e -> {
                rows(terminal, e.changeSet());
                if (!e.verified()) {
                    throw new PhantomException(new Diagnostic(
                            Code.RECONCILE_NOT_CONVERGED,
                            String.join("; ", e.left()),
                            "",
                            approval.stack().toString()));
                }
            }
        }
    }

    private static String words(Approval approval, Outcome outcome) {
        var name = approval.stack().name() + ": ";
        return name
                + switch (outcome) {
                    case Outcome.Settled s -> "nothing is left to revert; nothing was done";
                    case Outcome.Provable p -> "one change set does exactly what was approved; nothing was executed";
                    case Outcome.Blocked b -> "nothing was done: " + String.join("; ", b.reasons());
                    case Outcome.Executed e ->
                        e.verified()
                                ? "verified: the revert was executed, and what runs is what was approved"
                                : "not converged: the revert was executed, and " + String.join("; ", e.left());
                };
    }

    private static void rows(Terminal terminal, ChangeSet changeSet) {
        for (var row : changeSet.rows()) {
            terminal.out().println("  " + row.action() + " " + row.logicalId() + " (" + row.type() + ")");
            row.cells()
                    .forEach(cell -> terminal.out()
                            .println(Plain.whole(
                                    "    " + cell.path() + ": " + shown(cell.before()) + " → " + shown(cell.after()))));
        }
    }

    private static String shown(Optional<Value> value) {
        return value.map(v -> JsonRendering.of(v).orElse("(not shown)")).orElse("(absent)");
    }
}
