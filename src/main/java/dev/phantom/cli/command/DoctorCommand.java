package dev.phantom.cli.command;

import dev.phantom.assembly.FoundConfig;
import dev.phantom.assembly.PlaceOptions;
import dev.phantom.assembly.PolicyRequest;
import dev.phantom.cli.doctor.DoctorRun;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.OutputFormat;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.PhantomException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `phantom doctor`.
final class DoctorCommand implements Command {

    private static final String PRINT = "--print-policy";
    /// What only says which policy is printed.
    private static final List<String> OF_POLICY = List.of("--with", "--types", "--stacks", "--account", "--output");

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(
                Options.text("--config", "FILE", "the configuration (default: PHANTOM_CONFIG, else ./phantom.yaml)"));
        AwsOptions.declare(spec, "the AWS region without a configuration (default: AWS_REGION, else the profile's)");
        spec.addOption(Options.flag(
                PRINT,
                "print the minimal IAM policies, each of a size that IAM takes, one JSON document after the other, and"
                        + " exit; how many there are and what is left out is said on stderr"));
        spec.addOption(Options.many(
                "--types",
                "TYPE[,TYPE]",
                "the resource types that --print-policy is for, or all (default: the 60 commonest)"));
        spec.addOption(
                Options.optionalText(
                        "--stacks",
                        "NAME[,NAME]",
                        "print the policy for the types of the configured stacks, or of those named (--stacks=NAME); asks AWS"));
        spec.addOption(Options.text(
                "--account", "ID", "the account that the policy is for (default: those of the configured stacks)"));
        spec.addOption(Options.many(
                "--with",
                "USE",
                "add to --print-policy: proof (for `proof: change-set`: create, read and delete change sets,"
                        + " never execute them), reconcile (for `phantom reconcile`: also execute them, with the"
                        + " permissions of the stack's service role or of the caller), update-resource (for"
                        + " `policy.reverts.updateResource`) or doctor (to see which permissions are too many)"));
        Globals.formats(spec, OutputFormat.TEXT, OutputFormat.JSON);
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        if (Globals.set(args, PRINT)) {
            return policy(args, terminal);
        }
        for (var option : OF_POLICY) {
            if (Globals.set(args, option)) {
                throw new PhantomException(new Diagnostic(Code.USAGE, option + " requires " + PRINT, "add it", ""));
            }
        }
        var examination = new DoctorRun(
                terminal,
                args.matchedOptionValue("--config", ""),
                AwsOptions.of(args).region(),
                AwsOptions.of(args).profile(),
                sign -> {
                    terminal.out().println(sign.line());
                    terminal.out().flush();
                });
        return examination.worst() == HealthCheck.Level.FAIL ? ExitCode.ERROR : ExitCode.OK;
    }

    private static int policy(ParseResult args, Terminal terminal) {
        List<String> types = args.matchedOptionValue("--types", List.of());
        if (!types.isEmpty() && Globals.set(args, "--stacks")) {
            throw new PhantomException(
                    new Diagnostic(Code.USAGE, "--types and --stacks exclude each other", "pass one of them", ""));
        }
        var request = new PolicyRequest(
                args.matchedOptionValue("--with", List.of()),
                types,
                Globals.set(args, "--stacks"),
                args.matchedOptionValue("--stacks", ""),
                PlaceOptions.account(args.matchedOptionValue("--account", "")),
                PlaceOptions.region(AwsOptions.of(args).region()),
                AwsOptions.of(args).profile());
        var config = FoundConfig.read(
                terminal.invocation(), args.matchedOptionValue("--config", ""), terminal.err()::println);
        var access = request.answer(terminal.invocation(), config);
        var globals = Globals.of(args, terminal);
        if (globals.output() == OutputFormat.JSON) {
            terminal.out().println(access.json());
        } else {
            access.documents().forEach(terminal.out()::println);
        }
        if (!globals.quiet()) {
            terminal.err().println("for " + request.subject());
            access.notes().forEach(terminal.err()::println);
        }
        return ExitCode.OK;
    }
}
