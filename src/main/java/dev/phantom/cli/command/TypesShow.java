package dev.phantom.cli.command;

import dev.phantom.assembly.AskedTypes;
import dev.phantom.assembly.AwsConnection;
import dev.phantom.assembly.KnownTypes;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Format;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.types.Refreshed;
import dev.phantom.cli.types.TypesShowPrinter;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.StackId;
import dev.phantom.store.files.RegistryPlace;
import dev.phantom.store.files.TypeCache;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom types show TYPE`.
final class TypesShow implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.required("TYPE", "a resource type, e.g. AWS::S3::Bucket"));
        spec.addOption(Options.flag("--refresh", "ask AWS, keep the answer, and print what it changes"));
        AwsOptions.declare(spec, "whose registry is asked (default: AWS_REGION, else the profile's)");
        Globals.formats(spec, Format.TEXT, Format.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        String name = args.matchedPositionalValue(0, "");
        var globals = Globals.of(args, terminal);
        var cache = KnownTypes.cache(terminal.invocation(), terminal.err()::println);
        if (Globals.set(args, "--refresh")) {
            return refresh(name, args, terminal, cache, globals.output() == Format.JSON);
        }
        var knowledge =
                KnownTypes.with(cache).of(new StackId("", AwsOptions.of(args).region(terminal), ""));
        var found = knowledge.schema(name);
        if (found.isEmpty()) {
            throw new PhantomException(TypesShowPrinter.unknown(name, knowledge.types()));
        }
        var kept = knowledge.facts(name);
        if (globals.output() == Format.JSON) {
            terminal.out().println(TypesShowPrinter.json(found.get(), kept).toPrettyString());
        } else {
            TypesShowPrinter.text(found.get(), kept).forEach(terminal.out()::println);
        }
        return ExitCode.OK;
    }

    private static int refresh(String name, ParseResult args, Terminal asked, TypeCache cache, boolean json) {
        if (!AskedTypes.isName(name)) {
            throw new PhantomException(new Diagnostic(
                    Code.AWS_NO_TYPE,
                    "'" + name + "' is not the name of a resource type",
                    "give e.g. AWS::S3::Bucket",
                    ""));
        }
        var terminal = asked.with(LocalKeys.over(asked.invocation(), asked.err()::println));
        var aws = AwsOptions.of(args);
        var region = aws.where(terminal);
        try (var door = AwsConnection.open(terminal.invocation(), aws.profile())) {
            var registry = door.registry(region);
            var row = registry.describe(name);
            var place = new RegistryPlace(registry.account(), region);
            var table = cache.table();
            var refresh = new Refreshed(cache.keep(place, row), table.find(name), table, cache.file(place, name));
            if (json) {
                terminal.out().println(refresh.json().toPrettyString());
            } else {
                refresh.text().forEach(terminal.out()::println);
            }
        }
        return ExitCode.OK;
    }
}
