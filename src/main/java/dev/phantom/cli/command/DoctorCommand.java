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
        AwsOptions.declare(spec, "where to ask without a configuration (default: AWS_REGION, else the profile's)");
        spec.addOption(Options.flag("--print-policy", "print the least IAM policy and nothing else"));
        spec.addOption(Options.many(
                "--with",
                "USE",
                "more for --print-policy: proof (what `proof: change-set` needs: change sets made, read and"
                        + " deleted, never executed) or reconcile (what `phantom reconcile` needs: that, and executing"
                        + " them with the rights of the stack's service role or of the caller)"));
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
            throw new PhantomException(new Diagnostic(Code.USAGE, "--with is for --print-policy", "add it", ""));
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
