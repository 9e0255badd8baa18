package dev.phantom.cli.command;

import dev.phantom.assembly.AwsConnection;
import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.assembly.MergedFiles;
import dev.phantom.assembly.NamedFiles;
import dev.phantom.assembly.Wiring;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.ProgressLine;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.config.PhantomConfig;
import dev.phantom.drift.Drift;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Knowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.Impact;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.life.RevertOrders;
import dev.phantom.reconcile.Approval;
import dev.phantom.reconcile.Reconciler;
import dev.phantom.reconcile.Reconciliation;
import dev.phantom.reconcile.RecordReader;
import dev.phantom.reconcile.ResourceReconciler;
import dev.phantom.report.PlainText;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom reconcile plan|apply RECORD…`: the deploy side of a merged revert.
///
/// @param execute false only shows what would be done
record ReconcileCommand(boolean execute) implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.all("RECORD", "merged records: .phantom/reconcile/<stack>/<driftId>.yaml"));
        AwsOptions.declare(spec, "refuse records of another region (default: the region of each record)");
        spec.addOption(Options.text(
                "--config",
                "FILE",
                "the configuration that names the repository of the pull requests (default: as for run)"));
    }

    @Override
    public int run(ParseResult args, Terminal asked) {
        var terminal = asked.with(LocalKeys.over(asked.invocation(), asked.err()::println));
        List<String> files = args.matchedPositionalValue(0, List.of());
        var aws = AwsOptions.of(args);
        var texts = new LinkedHashMap<String, String>();
        files.forEach(file -> texts.put(file, text(terminal, file)));
        var read = new LinkedHashMap<String, ReconcileRecord>();
        texts.forEach((file, text) -> read.put(file, inPlace(file, RecordReader.read(file, text), aws)));
        var records = read.values().stream()
                .collect(Collectors.groupingBy(ReconcileRecord::stack, LinkedHashMap::new, Collectors.toList()));
        try (var progress = ProgressLine.of(Globals.of(args, terminal), terminal)) {
            String named = args.matchedOptionValue("--config", "");
            var config = FoundConfig.read(terminal.invocation(), named, progress::accept);
            var host = config.flatMap(c -> Wiring.host(c, terminal.invocation()));
            var source = terminal.path(FoundConfig.file(terminal.invocation(), named));
            var merged = MergedFiles.of(
                    config, source, files.stream().map(terminal::path).toList(), host);
            read.forEach(
                    (file, record) -> merged.refusal(terminal.path(file), record.path(), texts.getOrDefault(file, ""))
                            .ifPresent(why -> unmerged(file, why, progress)));
            var orders = orders(host, progress);
            int code = ExitCode.OK;
            for (var stack : records.values()) {
                try {
                    var approval = Approval.of(stack);
                    if (!ordered(terminal, approval, means(terminal, config, approval, aws), orders, progress)) {
                        code = ExitCode.ERROR;
                    }
                } catch (PhantomException e) {
                    progress.close();
                    terminal.out().flush();
                    terminal.err().println(e.diagnostic().line());
                    code = ExitCode.ERROR;
                }
            }
            return code;
        }
    }

    private static String text(Terminal terminal, String file) {
        var path = terminal.path(file);
        var phantom = file.replace('\\', '/').indexOf(".phantom/");
        if (phantom >= 0) {
            NamedFiles.within(terminal.path(file.substring(0, phantom)), path, file);
        }
        return NamedFiles.text(terminal.invocation(), file);
    }

    /// Who may approve is settled by folders, so a record counts only in its own.
    private static ReconcileRecord inPlace(String file, ReconcileRecord record, AwsOptions aws) {
        if (!("/" + file.replace('\\', '/')).endsWith("/" + record.path())) {
            throw new PhantomException(new Diagnostic(
                    Code.RECONCILE_UNREADABLE,
                    "it is the record of " + record.path() + " at another path",
                    "pass the file at its path in the repository",
                    file));
        }
        if (!aws.means(record.stack().region())) {
            throw aws.nothing("not " + file + ", a record of " + record.stack().region() + ",");
        }
        return record;
    }

    /// How the records of one stack are carried out.
    private interface Means {
        Carried carriedOut(Progress progress);
    }

    private Means means(Terminal terminal, Optional<PhantomConfig> config, Approval approval, AwsOptions aws) {
        if (RootModules.has(approval)) {
            var modules = new RootModules(terminal.invocation(), config);
            return progress -> new Carried(modules.carriedOut(approval, execute, progress), List.of());
        }
        boolean updates = config.map(c -> c.policy().updates()).orElse(false);
        return progress -> carriedOut(terminal, approval, aws, updates, progress);
    }

    /// Whether all of it succeeded. What was carried out is told whatever became of the comment.
    private boolean ordered(
            Terminal terminal, Approval approval, Means means, Optional<RevertOrders> orders, ProgressLine progress) {
        var waiting = RootModules.has(approval) ? List.<String>of() : waiting(approval, orders);
        var carried = waiting.isEmpty()
                ? means.carriedOut(progress)
                : new Carried(new Reconciliation.Blocked(waiting), List.of());
        var outcome = carried.outcome();
        var untold = execute ? reported(approval, outcome, orders, progress) : Optional.<Diagnostic>empty();
        progress.close();
        untold.ifPresent(why -> terminal.err().println(why.line()));
        printOutcome(terminal, approval, carried);
        return untold.isEmpty();
    }

    /// Why the pull request does not say it; empty if it does.
    private static Optional<Diagnostic> reported(
            Approval approval, Reconciliation outcome, Optional<RevertOrders> orders, Progress progress) {
        try {
            var words = ReconciliationText.words(approval, outcome);
            orders.map(o -> o.report(approval.stack(), driftIds(approval), words))
                    .ifPresent(urls -> urls.forEach(url -> progress.accept("commented on " + url)));
            return Optional.empty();
        } catch (PhantomException e) {
            return Optional.of(e.diagnostic());
        }
    }

    /// A change set covers a whole stack. A plan of Terraform is limited to the records' resources.
    private static List<String> waiting(Approval approval, Optional<RevertOrders> orders) {
        return orders.map(o -> o.waitsFor(approval.stack())).orElse(List.of());
    }

    /// @param impacts of what would be applied
    private record Carried(Reconciliation outcome, List<Impact> impacts) {}

    /// @param updates whether Cloud Control may do what no change set can
    private Carried carriedOut(
            Terminal terminal, Approval approval, AwsOptions aws, boolean updates, Progress progress) {
        try (var door = AwsConnection.open(terminal.invocation(), aws.profile(), progress::accept)) {
            var today = LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC);
            var knowledge = door.knowledge(terminal.invocation(), progress::accept);
            var reconciler = new Reconciler(
                    door.deployed(),
                    door.live(LiveOptions.CHECK.withoutGenerator(), knowledge),
                    door.changeSets(),
                    new DriftDetector(knowledge, Mask.of(terminal.env("PHANTOM_MASK_KEY")), IgnoreRules.NONE, today),
                    progress);
            var outcome = execute ? reconciler.apply(approval) : reconciler.plan(approval);
            if (updates && outcome instanceof Reconciliation.Blocked blocked) {
                var second = new ResourceReconciler(
                        reconciler,
                        door.updates(),
                        knowledge.types().of(approval.stack()),
                        grave(approval.stack(), knowledge));
                outcome = execute ? second.apply(approval, blocked) : second.plan(approval, blocked);
            }
            return new Carried(
                    outcome,
                    approval.records().stream()
                            .flatMap(order -> Impact.of(order, knowledge.of(approval.stack())).stream())
                            .toList());
        }
    }

    private static BiPredicate<Detection, Drift> grave(StackId id, Knowledge knowledge) {
        var stack = new Stack(id, "", "", List.of(), "", "", Stack.Mode.REPORT);
        return (detection, drift) -> RuleCatalogue.assessor()
                        .assess(Subject.of(stack, detection, knowledge.of(id)).apply(drift))
                        .floor()
                        .compareTo(Severity.HIGH)
                >= 0;
    }

    /// An approval is what was merged. What is not yet may be planned, and nothing else.
    private void unmerged(String file, String why, Progress progress) {
        if (execute) {
            throw new PhantomException(new Diagnostic(Code.RECONCILE_UNREADABLE, why, "", file));
        }
        progress.accept(file + ": " + why + "; `phantom reconcile apply` refuses it");
    }

    private static Optional<RevertOrders> orders(Optional<CodeHost> host, Progress progress) {
        if (host.isEmpty()) {
            progress.accept("no repository is configured: open pull requests of the stack are not checked");
        }
        return host.map(RevertOrders::of);
    }

    private static java.util.Set<String> driftIds(Approval approval) {
        return approval.records().stream().map(ReconcileRecord::driftId).collect(Collectors.toSet());
    }

    private static void printOutcome(Terminal terminal, Approval approval, Carried carried) {
        var outcome = carried.outcome();
        terminal.out()
                .println(PlainText.whole(
                        approval.stack().name() + ": " + ReconciliationText.headline(approval, outcome)));
        switch (outcome) {
            case Reconciliation.Settled s ->
                s.before()
                        .ifPresent(before ->
                                terminal.out().println("  " + PlainText.whole(ReconciliationText.executed(before))));
            case Reconciliation.Provable p -> {
                ReconciliationText.rows(terminal, p.changeSet());
                next(terminal, carried);
            }
            case Reconciliation.Patchable p -> {
                ReconciliationText.steps(terminal, p.patch());
                next(terminal, carried);
            }
            case Reconciliation.Patched p -> {
                ReconciliationText.steps(terminal, p.patch());
                converged(approval, p.left());
            }
            case Reconciliation.Blocked b -> {
                b.reasons().forEach(reason -> terminal.out().println("  " + PlainText.whole(reason)));
                throw new PhantomException(new Diagnostic(
                        Code.RECONCILE_BLOCKED,
                        counted(b.reasons().size()) + " it, as listed above; nothing was done",
                        "resolve what is listed, then run `phantom reconcile plan` again",
                        approval.stack().toString()));
            }
            case Reconciliation.Executed e -> {
                ReconciliationText.rows(terminal, e.changeSet());
                converged(approval, e.left());
            }
        }
    }

    private static void converged(Approval approval, List<String> left) {
        if (!left.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.RECONCILE_NOT_CONVERGED,
                    String.join("; ", left),
                    RootModules.has(approval)
                            ? "see `terraform plan` of the module"
                            : "see `phantom check " + approval.stack().name() + "`",
                    approval.stack().toString()));
        }
    }

    private static void next(Terminal terminal, Carried carried) {
        carried.impacts().forEach(impact -> terminal.out().println("  " + PlainText.whole(impact.line("applying it"))));
        terminal.out().println("  next: `phantom reconcile apply` with the same records");
    }

    private static String counted(int reasons) {
        return reasons == 1 ? "1 reason prevents" : reasons + " reasons prevent";
    }
}
