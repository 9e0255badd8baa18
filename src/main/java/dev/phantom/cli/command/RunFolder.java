package dev.phantom.cli.command;

import dev.phantom.assembly.OwnFolders;
import dev.phantom.assembly.Wiring;
import dev.phantom.cli.terminal.OutFolder;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.RunReport;
import dev.phantom.run.Stage;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One run over the configured stacks, and the folder that it leaves behind. Shared by `run` and `demo`.
///
/// @param out     for report.json, report.html and the cases
/// @param unready folders that cannot be written: the run goes on, its result is printed, and these are failures of it
record RunFolder(
        Terminal terminal, PhantomConfig config, Path out, Wiring.Options options, List<RunReport.Failure> unready) {

    /// The report for people.
    static final String REPORT = "report.html";

    RunFolder {
        unready = List.copyOf(unready);
    }

    /// @throws PhantomException FILE_UNWRITABLE before anything is read, where an option names what is no folder
    static RunFolder of(Terminal terminal, PhantomConfig config, Path out, Wiring.Options options) {
        OwnFolders.check(out, "--out");
        OwnFolders.check(options.history(), "--history");
        OwnFolders.below(out, out.relativize(options.cases()).toString(), "--out");
        var unready = new ArrayList<RunReport.Failure>();
        tried(out, "--out", unready);
        tried(options.cases(), "--out", unready);
        if (!options.dryRun()) {
            tried(options.history(), "--history", unready);
        }
        return new RunFolder(terminal, config, out, options, unready);
    }

    /// A full disk, or one that is read only, costs what would be kept, not the result.
    private static void tried(Path folder, String option, List<RunReport.Failure> unready) {
        try {
            OutFolder.ready(folder, option);
        } catch (PhantomException e) {
            if (!OutFolder.couldBe(folder)) {
                throw e;
            }
            unready.add(new RunReport.Failure("", Stage.PUBLISH.verb(), e.diagnostic()));
        }
    }

    RunReport over(List<Stack> stacks, Progress progress) {
        try (var wiring = new Wiring(config, terminal.invocation(), options, progress)) {
            var run = wiring.pipeline().run(stacks, config.stacks());
            wiring.announce(run);
            run = wiring.told(run);
            return new RunReport(
                    run.startedAt(),
                    run.reports(),
                    Stream.concat(unready.stream(), run.failures().stream()).toList());
        }
    }

    /// Leaves report.json, report.html and report.sarif.
    ///
    /// @return why they could not be left, as one line; empty where they were
    Optional<String> leave(RunReport run, ReportPrinter printer) {
        try {
            write("report.json", printer.json(run) + "\n");
            write(REPORT, printer.html(run));
            write("report.sarif", printer.sarifText(run) + "\n");
            return Optional.empty();
        } catch (PhantomException e) {
            return Optional.of(e.diagnostic().line());
        }
    }

    private void write(String name, String text) {
        OwnFolders.write(out, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
