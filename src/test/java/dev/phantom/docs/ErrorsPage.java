package dev.phantom.docs;

import dev.phantom.channel.ChannelCode;
import dev.phantom.datadog.api.DatadogCode;
import dev.phantom.fault.Code;
import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Fault;
import dev.phantom.github.GitHubCode;
import dev.phantom.terraform.TerraformCode;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/errors.md`: every code, who must act, and what to do.
final class ErrorsPage {
    private ErrorsPage() {}

    static String text() {
        String rows = Stream.<ErrorCode[]>of(
                        Code.values(),
                        GitHubCode.values(),
                        DatadogCode.values(),
                        ChannelCode.values(),
                        TerraformCode.values())
                .flatMap(Arrays::stream)
                .map(ErrorsPage::row)
                .collect(Collectors.joining());
        return """
                # Errors

                An error is one line on stderr that starts with its code; the exit code is then 1. `--debug` adds the stack trace.

                | code | what it means | who acts | what to do |
                |---|---|---|---|
                """ + rows;
    }

    private static String row(ErrorCode code) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(code.id(), Markdown.cell(code.meaning()), who(code.fault()), Markdown.cell(code.remedy()));
    }

    private static String who(Fault fault) {
        return switch (fault) {
            case USER -> "you";
            case REMOTE_RETRYABLE -> "no one: try again later";
            case REMOTE -> "the other service";
            case INTERNAL -> "Phantom's authors";
        };
    }
}
