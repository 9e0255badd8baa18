package dev.phantom.cli.command;

import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Format;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.types.TypesShowPrinter;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.fact.FactBook;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom types show TYPE`.
final class TypesShow implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.required("TYPE", "a resource type, e.g. AWS::S3::Bucket"));
        Globals.formats(spec, Format.TEXT, Format.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        String name = args.matchedPositionalValue(0, "");
        var catalog = TypeCatalog.embedded();
        var json = Globals.of(args, terminal).output() == Format.JSON;
        var found = catalog.find(name);
        if (found.isEmpty()) {
            TypesShowPrinter.unknown(name, catalog).forEach(terminal.err()::println);
            return ExitCode.ERROR;
        }
        var kept = FactBook.embedded().of(name);
        if (json) {
            terminal.out().println(TypesShowPrinter.json(found.get(), kept).toPrettyString());
        } else {
            TypesShowPrinter.text(found.get(), kept).forEach(terminal.out()::println);
        }
        return ExitCode.OK;
    }
}
