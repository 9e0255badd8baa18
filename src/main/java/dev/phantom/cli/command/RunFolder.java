package dev.phantom.cli.command;

import dev.phantom.assembly.Wiring;
import dev.phantom.cli.terminal.OutFolder;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.terminal.WholeFile;
import dev.phantom.config.PhantomConfig;
import dev.phantom.run.RunReport;
import dev.phantom.stack.Progress;
import dev.phantom.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// One run over the configured stacks, and the folder that it leaves behind. Shared by `run` and `demo`.
///
/// @param out for report.json, report.html and the cases
record RunFolder(Terminal terminal, PhantomConfig config, Path out, Wiring.Options options) {

    /// @throws dev.phantom.fault.PhantomException FILE_UNWRITABLE before anything is read, where nothing could be left
    RunFolder {
        OutFolder.ready(out, "--out");
        OutFolder.ready(options.cases(), "--out");
        if (!options.dryRun()) {
            OutFolder.ready(options.history(), "--history");
        }
    }

    RunReport over(List<Stack> stacks, Progress progress) {
        try (var wiring = new Wiring(config, terminal.invocation(), options, progress)) {
            return wiring.pipeline().run(stacks, config.stacks());
        }
    }

    /// The report for people.
    static final String REPORT = "report.html";

    /// Leaves report.json and report.html.
    void leave(RunReport run, ReportPrinter printer) {
        write("report.json", printer.json(run) + "\n");
        write(REPORT, printer.html(run));
    }

    private void write(String name, String text) {
        var file = out.resolve(name);
        new WholeFile(file, file.toString()).write(text.getBytes(StandardCharsets.UTF_8));
    }
}
