package dev.phantom.aws;

import dev.phantom.stack.Write.Via;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What made a call, by the form of its `userAgent`: products with a version (`Boto3/1.34`), with words between them.
/// Some services write it in square brackets (github.com/boto/botocore/issues/2318).
record EventAgent(String text) {

    /// The console's own names, the front ends of its services, a browser, and the agent of AWS's own network that only
    /// the console uses on a person's behalf (github.com/panther-labs/panther-analysis/pull/354,
    /// github.com/cloudandthings/terraform-aws-clickops-notifier).
    private static final Pattern CONSOLE = Pattern.compile(
            "(?i)console\\.[\\w.-]*amazonaws\\.com.*|signin\\.amazonaws\\.com.*|.*console\\.amazonaws\\.com.*"
                    + "|AWS-Console.*|S3Console.*|[\\w -]*Console[A-Za-z]*(/[\\d.]+)?, *aws-internal/.*|aws-internal/.*"
                    + "|Coral/(Netty|Jakarta).*|Mozilla/.*");

    /// Tools that apply what is written in files, by a part of what they add to the SDK's agent.
    private static final List<String> TOOLS = List.of(
            "terraform/",
            "terraform-provider-",
            "opentofu/",
            "hashicorp/",
            "pulumi",
            "aws-cdk",
            "cdk-assets",
            "ansible");

    private static final List<String> BUILDS = List.of("configure-aws-credentials-for-github-actions");
    private static final List<String> CLIS = List.of("aws-cli/", "awspowershell", "aws-shell/");
    private static final List<String> SDKS = List.of("aws-sdk-", "boto3/", "botocore/", "boto/");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;()\\[\\]]+");

    static EventAgent of(String agent) {
        var bare = agent.strip();
        return new EventAgent(
                bare.startsWith("[") && bare.endsWith("]")
                        ? bare.substring(1, bare.length() - 1).strip()
                        : bare);
    }

    /// Whether a name is the console's: as an agent, or as a service that invokes.
    static boolean isConsole(String name) {
        return CONSOLE.matcher(name).matches();
    }

    Via via() {
        var lower = text.toLowerCase(Locale.ROOT);
        if (TOOLS.stream().anyMatch(lower::contains)) {
            return Via.IAC;
        }
        if (isConsole(text)) {
            return Via.CONSOLE;
        }
        if (BUILDS.stream().anyMatch(lower::contains)) {
            return Via.CI;
        }
        if (product(lower, CLIS)) {
            return Via.CLI;
        }
        return product(lower, SDKS) ? Via.SDK : Via.UNKNOWN;
    }

    private static boolean product(String lower, List<String> names) {
        return Stream.of(BETWEEN.split(lower)).anyMatch(word -> names.stream().anyMatch(word::startsWith));
    }
}
