package dev.phantom.cli;

import dev.phantom.aws.LeastPolicy;
import dev.phantom.aws.LeastPolicy.Use;
import dev.phantom.cli.doctor.Sign;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `phantom doctor`.
final class DoctorCommand implements Command {

    @Override
    public void declare(CommandSpec spec) {
        spec.addOption(text("--config", "FILE", "the configuration (default: PHANTOM_CONFIG, else ./phantom.yaml)"));
        spec.addOption(text(
                "--region",
                "REGION",
                "where AWS is asked without a configuration (default: AWS_REGION, else the profile's)"));
        spec.addOption(text("--profile", "PROFILE", "of the AWS configuration files"));
        spec.addOption(Globals.flag("print the least IAM policy and nothing else", "--print-policy")
                .build());
        spec.addOption(OptionSpec.builder("--with")
                .paramLabel("USE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(
                        "more for --print-policy: proof (what `proof: change-set` needs: change sets made, read and"
                                + " deleted, never executed) or reconcile (what `phantom reconcile` needs: that, and executing"
                                + " them with the rights of the stack's service role or of the caller)")
                .build());
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        if (Globals.set(args, "--print-policy")) {
            terminal.out().println(LeastPolicy.json(List.of(), uses(args)));
            return ExitCode.OK;
        }
        var examination = new Examination(
                terminal,
                args.matchedOptionValue("--config", ""),
                args.matchedOptionValue("--region", ""),
                args.matchedOptionValue("--profile", ""),
                sign -> {
                    terminal.out().println(sign.line());
                    terminal.out().flush();
                });
        return examination.worst() == Sign.Level.FAIL ? ExitCode.ERROR : ExitCode.OK;
    }

    private static Set<Use> uses(ParseResult args) {
        List<String> asked = args.matchedOptionValue("--with", List.of());
        var uses = EnumSet.noneOf(Use.class);
        for (var use : asked) {
            uses.add(
                    switch (use) {
                        case "proof" -> Use.PROOF;
                        case "reconcile" -> Use.RECONCILE;
                        default ->
                            throw new PhantomException(new Diagnostic(
                                    Code.USAGE, "--with takes proof or reconcile, not '" + use + "'", "", ""));
                    });
        }
        return uses;
    }

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }
}
