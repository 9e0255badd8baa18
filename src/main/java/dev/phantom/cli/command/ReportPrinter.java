package dev.phantom.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.phantom.analysis.Verdict;
import dev.phantom.assembly.Release;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.PrintedText;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.fault.InertText;
import dev.phantom.report.ClosingText;
import dev.phantom.report.PlainText;
import dev.phantom.report.ReportHtml;
import dev.phantom.report.ReportJson;
import dev.phantom.report.ReportMarkdown;
import dev.phantom.report.ReportSarif;
import dev.phantom.report.ReportText;
import dev.phantom.report.RunSummary;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Prints reports in the chosen format and works out the exit code.
public final class ReportPrinter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Globals globals;
    private final Terminal terminal;
    private final Mask mask;
    private final PlainText plain;
    private final ReportJson json;
    private final ReportText text;
    private boolean strictTold;

    public ReportPrinter(Globals globals, Terminal terminal, Mask mask, boolean showAll) {
        this.globals = globals;
        this.terminal = terminal;
        this.mask = mask;
        this.plain = new PlainText(this::value);
        this.json = new ReportJson(this::value);
        this.text = new ReportText(plain, globals.color(), showAll, terminal.columns());
    }

    public Mask mask() {
        return mask;
    }

    private JsonNode value(Value value) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(ValueJson.text(value, mask)));
    }

    /// One stack: `phantom.report/v1`.
    public int one(StackReport report) {
        var run = RunReport.of(Instant.EPOCH, List.of(report), List.of());
        switch (globals.output()) {
            case JSON -> terminal.out().println(pretty(json.report(report)));
            case TEXT -> terminal.out().println(text.report(report));
            case MARKDOWN -> terminal.out().println(new ReportMarkdown(plain).report(report));
            case SARIF -> terminal.out().println(pretty(sarif(run)));
            case HTML -> terminal.out().print(new ReportHtml(plain).run(run));
        }
        return exit(run);
    }

    /// A whole run: `phantom.run/v1`.
    public int all(RunReport run) {
        switch (globals.output()) {
            case JSON -> terminal.out().println(pretty(json.run(run)));
            case TEXT -> terminal.out().println(text.run(run));
            case MARKDOWN -> terminal.out().println(new ReportMarkdown(plain).run(run));
            case SARIF -> terminal.out().println(pretty(sarif(run)));
            case HTML -> terminal.out().print(html(run));
        }
        return exit(run);
    }

    /// What a person wants to know at the end of a run; the other formats are for programs and pages.
    ///
    /// @param file where the whole report lies, as the user calls it, or that it does not
    void closing(RunReport run, String file) {
        if (globals.output() == OutputFormat.TEXT) {
            terminal.out().println();
            terminal.out().println(ClosingText.of(run, file, terminal.columns()));
        }
    }

    /// One judged drift: for people the drift with its verdict, as JSON the verdict as reports have it.
    public void judged(JudgedDrift judged, Verdict verdict) {
        terminal.out()
                .println(globals.output() == OutputFormat.JSON ? pretty(json.verdict(verdict)) : text.judged(judged));
    }

    public String html(RunReport run) {
        return new ReportHtml(plain).run(run);
    }

    public String json(RunReport run) {
        return pretty(json.run(run));
    }

    String sarifText(RunReport run) {
        return pretty(sarif(run));
    }

    private JsonNode sarif(RunReport run) {
        return new ReportSarif(plain, Release.VERSION, terminal.folder()).log(run);
    }

    private static String pretty(JsonNode node) {
        try {
            return InertText.json(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int exit(RunReport run) {
        if (!run.failures().isEmpty()) {
            return ExitCode.ERROR;
        }
        var drift = run.reports().stream().anyMatch(r -> !r.drifts().isEmpty());
        var shortfall =
                run.reports().stream().anyMatch(r -> r.comparison().coverage().shortfall());
        if (shortfall && globals.strict() && !strictTold) {
            strictTold = true;
            terminal.err()
                    .println("strict: something could have been compared but was not (listed as not compared):"
                            + " exit code 1");
        }
        return globals.exit(drift, shortfall);
    }

    /// A run that is printed while it goes on, one stack at a time; only counts are kept.
    public Stream start(Instant startedAt) {
        return new Stream(startedAt);
    }

    /// A run on its way out.
    public final class Stream implements AutoCloseable {
        private final RunSummary summary = new RunSummary();
        private final List<RunReport.Failure> failures = new ArrayList<>();
        private final List<StackReport> kept = new ArrayList<>();
        private final Instant startedAt;
        private final JsonGenerator out;
        private int code = ExitCode.OK;

        Stream(Instant startedAt) {
            this.startedAt = startedAt;
            try {
                out = JSON.createGenerator(new PrintedText(terminal.out()));
                out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                if (globals.output() == OutputFormat.JSON) {
                    out.setPrettyPrinter(new DefaultPrettyPrinter());
                    out.writeStartObject();
                    out.writeStringField("schema", "phantom.run/v1");
                    out.writeStringField("startedAt", startedAt.toString());
                    out.writeArrayFieldStart("reports");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void add(StackReport report) {
            summary.add(report);
            report.failures().forEach(this::add);
            code = worse(code, exit(new RunReport(startedAt, List.of(report), List.of())));
            switch (globals.output()) {
                case JSON -> write(json.report(report));
                case TEXT -> terminal.out().println(text.report(report) + "\n");
                case MARKDOWN, SARIF, HTML -> kept.add(report);
            }
        }

        public void add(RunReport.Failure failure) {
            failures.add(failure);
            code = ExitCode.ERROR;
            terminal.err().println(failure.stack() + ": " + failure.diagnostic().line());
        }

        public int end() {
            var run = new RunReport(startedAt, kept, failures);
            switch (globals.output()) {
                case JSON -> endJson();
                case TEXT ->
                    failures.forEach(f -> terminal.out()
                            .println(PlainText.whole("FAILED  " + f.stack() + ": "
                                    + f.diagnostic().line())));
                case MARKDOWN, SARIF, HTML -> all(run);
            }
            return code;
        }

        private void endJson() {
            try {
                out.writeEndArray();
                out.writeFieldName("summary");
                JSON.writeTree(out, summary.json());
                out.writeArrayFieldStart("failures");
                for (var failure : failures) {
                    JSON.writeTree(out, json.failure(failure));
                }
                out.writeEndArray();
                out.writeEndObject();
                out.flush();
                terminal.out().println();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(JsonNode node) {
            try {
                JSON.writeTree(out, node);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            terminal.out().flush();
        }
    }

    private static int worse(int a, int b) {
        return a == ExitCode.ERROR || b == ExitCode.ERROR ? ExitCode.ERROR : Math.max(a, b);
    }
}
