package dev.phantom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.assembly.KnownFormats;
import dev.phantom.assembly.NamedFiles;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.TemplateCheck;
import dev.phantom.report.PlainText;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom template check FILE…`.
final class TemplateCheckCommand implements Command {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.all("FILE", "templates, YAML or JSON"));
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        var json = Globals.of(args, terminal).output() == OutputFormat.JSON;
        List<String> files = args.matchedPositionalValue(0, List.of());
        var node = JSON.objectNode().put("schema", "phantom.template-check/v1");
        var list = node.putArray("files");
        var code = ExitCode.OK;
        for (var file : files) {
            var check = check(terminal, file);
            check.broken().ifPresent(broken -> terminal.err().println(broken.line()));
            if (json) {
                list.add(json(check));
            } else if (check.passed()) {
                text(check, terminal);
            }
            code = check.passed() ? code : ExitCode.ERROR;
        }
        if (json) {
            terminal.out().println(node.toPrettyString());
        }
        return code;
    }

    private static TemplateCheck check(Terminal terminal, String file) {
        try {
            return TemplateCheck.of(KnownFormats.ALL, file, NamedFiles.bytes(terminal.invocation(), file));
        } catch (PhantomException e) {
            return new TemplateCheck(file, "", 0, 0, List.of(), Optional.empty(), Optional.of(e.diagnostic()));
        }
    }

    private static String counted(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }

    private static void text(TemplateCheck check, Terminal terminal) {
        var unknown = check.unknown();
        terminal.out()
                .println("%s: %s, %s, %s, %s"
                        .formatted(
                                check.file(),
                                check.format(),
                                counted(check.resources(), "resource", "resources"),
                                counted(check.properties(), "property", "properties"),
                                unknown.isEmpty() ? "all known" : unknown.size() + " unknown from the file alone"));
        check.unsupported().ifPresent(d -> terminal.out().println("  not evaluated: " + d.line()));
        unknown.forEach(u -> terminal.out()
                .println(PlainText.whole(
                        "  %s  %s%s  %s".formatted(u.place(), u.logicalId(), u.path(), PlainText.line(u.reason())))));
    }

    private static ObjectNode json(TemplateCheck check) {
        var node = JSON.objectNode()
                .put("file", check.file())
                .put("understood", check.passed())
                .put("format", check.format().isEmpty() ? null : check.format())
                .put("resources", check.resources())
                .put("properties", check.properties());
        var unknown = node.putArray("unknown");
        check.unknown()
                .forEach(u -> unknown.addObject()
                        .put("logicalId", u.logicalId())
                        .put("path", u.path().toString())
                        .put("reason", u.reason())
                        .put("place", u.place()));
        node.set(
                "unsupported",
                check.unsupported().<JsonNode>map(TemplateCheckCommand::json).orElse(JSON.nullNode()));
        node.set(
                "broken",
                check.broken().<JsonNode>map(TemplateCheckCommand::json).orElse(JSON.nullNode()));
        return node;
    }

    private static ObjectNode json(Diagnostic diagnostic) {
        return JSON.objectNode()
                .put("code", diagnostic.code().id())
                .put("address", diagnostic.address())
                .put("summary", diagnostic.summary());
    }
}
