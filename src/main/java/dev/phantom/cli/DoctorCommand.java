package dev.phantom.cli;

import dev.phantom.aws.LeastPolicy;
import dev.phantom.cli.doctor.Sign;
import java.util.List;
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
    }

    @Override
    public int run(ParseResult args, Terminal terminal) {
        if (Globals.set(args, "--print-policy")) {
            terminal.out().println(LeastPolicy.json(List.of()));
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

    private static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }
}
