package dev.phantom.cli;

import dev.phantom.config.PhantomConfig;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pipeline.RunReport;
import dev.phantom.state.Mask;
import dev.phantom.state.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run over the configured stacks, and the folder that it leaves behind. Shared by `run` and `demo`.
///
/// @param out      for report.json, report.html and the cases
/// @param history  folder of the history
/// @param analyst  overrides the configuration's; null = as configured
/// @param scripted the analyst's words come from the embedded world
record Running(
        Terminal terminal,
        PhantomConfig config,
        Path out,
        Path history,
        Mask mask,
        boolean dryRun,
        boolean rejudge,
        @Nullable String analyst,
        boolean scripted,
        Consumer<String> progress) {

    RunReport over(List<Stack> stacks) {
        var options = new Wiring.Options(history, out.resolve("cases"), mask, dryRun, rejudge, analyst, scripted);
        try (var wiring = new Wiring(config, terminal, options, progress)) {
            return wiring.pipeline().run(stacks, config.stacks());
        }
    }

    /// Leaves report.json and report.html.
    void leave(RunReport run, ReportPrinter printer) {
        write("report.json", printer.json(run) + "\n");
        write("report.html", printer.html(run));
    }

    private void write(String name, String text) {
        var file = out.resolve(name);
        try {
            Files.createDirectories(out);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new PhantomException(
                    new Diagnostic(Code.FILE_UNREADABLE, "cannot be written", "check --out", file.toString()), e);
        }
    }
}
