package dev.phantom.cli.command;

import dev.phantom.assembly.AskedType;
import dev.phantom.assembly.AskedTypes;
import dev.phantom.assembly.AwsConnection;
import dev.phantom.assembly.KnownTypes;
import dev.phantom.assembly.LocalKeys;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.cli.types.Refreshed;
import dev.phantom.cli.types.TypesShowPrinter;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.StackId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom types show TYPE`.
final class TypesShow implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(Options.required("TYPE", "a resource type, e.g. AWS::S3::Bucket"));
        spec.addOption(Options.flag("--refresh", "query AWS, cache the answer and print what it changes"));
        AwsOptions.declare(spec, "region of the registry (default: AWS_REGION, else the profile's)");
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        String name = args.matchedPositionalValue(0, "");
        var globals = Globals.of(args, terminal);
        if (Globals.set(args, "--refresh")) {
            return refresh(name, args, terminal, globals.output() == OutputFormat.JSON);
        }
        var knowledge = KnownTypes.offline(terminal.invocation(), terminal.err()::println)
                .of(new StackId("", AwsOptions.of(args).region(terminal), ""));
        var found = knowledge.schema(name);
        if (found.isEmpty()) {
            throw new PhantomException(TypesShowPrinter.unknown(name, knowledge.types()));
        }
        var kept = knowledge.facts(name);
        if (globals.output() == OutputFormat.JSON) {
            terminal.out().println(TypesShowPrinter.json(found.get(), kept).toPrettyString());
        } else {
            TypesShowPrinter.text(found.get(), kept).forEach(terminal.out()::println);
        }
        return ExitCode.OK;
    }

    private static int refresh(String name, ParseResult args, Terminal asked, boolean json) {
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
        try (var door = AwsConnection.open(terminal.invocation(), aws.profile(), terminal.err()::println)) {
            var refresh =
                    new Refreshed(AskedType.ask(name, door, region, terminal.invocation(), terminal.err()::println));
            if (json) {
                terminal.out().println(refresh.json().toPrettyString());
            } else {
                refresh.text().forEach(terminal.out()::println);
            }
        }
        return ExitCode.OK;
    }
}
