package dev.phantom.cli;

import dev.phantom.aws.CloudFormationTypes;
import dev.phantom.cli.print.Format;
import dev.phantom.cli.types.AskedTypes;
import dev.phantom.cli.types.Refreshed;
import dev.phantom.cli.types.TypeCache;
import dev.phantom.cli.types.TypesShowPrinter;
import dev.phantom.config.DotEnv;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `phantom types show TYPE`.
final class TypesShow implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("TYPE")
                .type(String.class)
                .description("a resource type, e.g. AWS::S3::Bucket")
                .build());
        spec.addOption(Globals.flag("ask AWS, keep the answer, and print what it changes", "--refresh")
                .build());
        spec.addOption(
                RunCommand.text("--region", "R", "whose registry is asked (default: AWS_REGION, else the profile's)"));
        spec.addOption(RunCommand.text("--profile", "P", "a profile of the AWS configuration"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        String name = args.matchedPositionalValue(0, "");
        var globals = Globals.of(args, terminal);
        var cache = KnownTypes.cache(terminal, terminal.err()::println);
        if (Globals.set(args, "--refresh")) {
            return refresh(name, args, terminal, cache, globals.output() == Format.JSON);
        }
        var catalog = cache.catalog();
        var found = catalog.find(name);
        if (found.isEmpty()) {
            TypesShowPrinter.unknown(name, catalog).forEach(terminal.err()::println);
            return ExitCode.ERROR;
        }
        var kept = FactBook.embedded().of(name);
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
        var terminal = asked.withEnvironment(DotEnv.over(asked.environment(), asked.folder()));
        String profile = args.matchedOptionValue("--profile", "");
        var region = AwsDoor.region(terminal, args.matchedOptionValue("--region", ""), profile);
        try (var clients = AwsDoor.open(terminal, profile, "", "")) {
            var row = new CloudFormationTypes(clients, region).describe(name);
            var table = TypeCatalog.embedded();
            var refresh = new Refreshed(cache.keep(row), table.find(name), table, cache.place(name));
            if (json) {
                terminal.out().println(refresh.json().toPrettyString());
            } else {
                refresh.text().forEach(terminal.out()::println);
            }
        }
        return ExitCode.OK;
    }
}
