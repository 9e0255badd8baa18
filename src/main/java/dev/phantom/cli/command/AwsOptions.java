package dev.phantom.cli.command;

import dev.phantom.assembly.AwsConnection;
import dev.phantom.cli.terminal.Options;
import dev.phantom.cli.terminal.Terminal;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `--profile` and `--region`: the same on every command that asks AWS.
///
/// @param profile of the shared configuration files; empty for the default chain
/// @param region  as given; empty if it is not
record AwsOptions(String profile, String region) {

    static final String DEFAULT_REGION = "the AWS region (default: AWS_REGION, else the profile's)";

    /// @param region what `--region` means here
    static void declare(CommandSpec spec, String region) {
        spec.addOption(Options.text(
                "--profile", "PROFILE", "a profile of the AWS configuration files (default: AWS_PROFILE)"));
        spec.addOption(Options.text("--region", "REGION", region));
    }

    static AwsOptions of(ParseResult args) {
        return new AwsOptions(args.matchedOptionValue("--profile", ""), args.matchedOptionValue("--region", ""));
    }

    /// The region to ask.
    ///
    /// @throws PhantomException AWS_CREDENTIALS if nothing names one
    String where(Terminal terminal) {
        return AwsConnection.region(terminal.invocation(), region, profile);
    }

    /// The region that is meant, as far as the command line or the environment says; empty if neither does.
    String region(Terminal terminal) {
        return Stream.of(region, terminal.env("AWS_REGION"), terminal.env("AWS_DEFAULT_REGION"))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }

    /// Whether something of that region is meant.
    boolean means(String other) {
        return region.isEmpty() || region.equals(other);
    }

    PhantomException nothing(String what) {
        return new PhantomException(
                new Diagnostic(Code.USAGE, what + " is in region '" + region + "'", "fix or omit --region", ""));
    }
}
