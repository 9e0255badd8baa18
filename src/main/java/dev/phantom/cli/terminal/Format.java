package dev.phantom.cli.print;

/// The ways a result can be printed.
public enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    SARIF,
    HTML
}
