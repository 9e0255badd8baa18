package dev.phantom.docs;

import dev.phantom.fault.Code;
import dev.phantom.fault.Fault;
import java.util.Arrays;
import java.util.stream.Collectors;

/// `docs/errors.md`: every code, who must act, and what to do.
final class ErrorsPage {
    private ErrorsPage() {}

    static String text() {
        String rows = Arrays.stream(Code.values()).map(ErrorsPage::row).collect(Collectors.joining());
        return """
                # Errors

                An error is one line on stderr that starts with its code; the exit code is then 1. `--debug` adds the stack trace.

                | code | what it means | who acts | what to do |
                |---|---|---|---|
                """ + rows;
    }

    private static String row(Code code) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(code.id(), Markdown.cell(code.meaning()), who(code.fault()), Markdown.cell(code.remedy()));
    }

    private static String who(Fault fault) {
        return switch (fault) {
            case USER -> "you";
            case REMOTE_RETRYABLE -> "nobody: try again later";
            case REMOTE -> "the other service";
            case INTERNAL -> "Phantom's authors";
        };
    }
}
