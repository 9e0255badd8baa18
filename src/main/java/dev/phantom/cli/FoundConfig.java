package dev.phantom.cli;

import dev.phantom.config.ConfigReader;
import dev.phantom.config.PhantomConfig;
import dev.phantom.template.read.TemplateReader;
import java.nio.file.Files;
import java.util.Optional;

/// The configuration of commands that also work without one: `--config`, else `PHANTOM_CONFIG`, else `./phantom.yaml`.
final class FoundConfig {

    static final String FILE = "phantom.yaml";

    private FoundConfig() {}

    /// @param option what `--config` says; empty if it is not given
    /// @throws dev.phantom.fault.PhantomException if a file is there, or named, and cannot be read
    static Optional<PhantomConfig> read(Terminal terminal, String option) {
        var named = option.isEmpty() ? terminal.env("PHANTOM_CONFIG") : option;
        if (named.isEmpty() && !Files.exists(terminal.path(FILE))) {
            return Optional.empty();
        }
        var file = named.isEmpty() ? FILE : named;
        return Optional.of(ConfigReader.read(file, TemplateReader.decode(file, NamedFiles.bytes(terminal, file))));
    }
}
