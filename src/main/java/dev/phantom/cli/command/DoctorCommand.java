package dev.phantom.cli.command;

import dev.phantom.assembly.LeastAccess;
import dev.phantom.cli.doctor.DoctorRun;
import dev.phantom.cli.terminal.ExitCode;
import dev.phantom.cli.terminal.Globals;
import dev.phantom.cli.terminal.Options;
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

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(
                Options.text("--config", "FILE", "the configuration (default: PHANTOM_CONFIG, else ./phantom.yaml)"));
        AwsOptions.declare(spec, "the AWS region without a configuration (default: AWS_REGION, else the profile's)");
        spec.addOption(Options.flag("--print-policy", "print the minimal IAM policy and exit"));
        spec.addOption(Options.many(
                "--with",
                "USE",
                "add to --print-policy: proof (for `proof: change-set`: create, read and delete change sets,"
                        + " never execute them) or reconcile (for `phantom reconcile`: also execute them, with the"
                        + " permissions of the stack's service role or of the caller)"));
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        List<String> with = args.matchedOptionValue("--with", List.of());
        var policy = LeastAccess.policy(with);
        if (Globals.set(args, "--print-policy")) {
            terminal.out().println(policy);
            return ExitCode.OK;
        }
        if (!with.isEmpty()) {
            throw new PhantomException(new Diagnostic(Code.USAGE, "--with requires --print-policy", "add it", ""));
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
}
