package dev.phantom.cli.terminal;

import java.util.Locale;

/// The ways a result can be printed.
public enum OutputFormat {
    TEXT,
    JSON,
    MARKDOWN,
    SARIF,
    HTML;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
