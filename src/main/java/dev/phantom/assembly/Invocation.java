package dev.phantom.assembly;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/// What a process was started with, as far as adapters are chosen by it.
///
/// @param environment with the secrets of `.env` in it, where a command reads one
/// @param folder      the working directory; paths that a user writes are relative to it
public record Invocation(Map<String, String> environment, Clock clock, Path folder) {

    public Invocation {
        environment = Map.copyOf(environment);
    }

    /// An environment variable; empty if it is not set.
    public String env(String name) {
        return environment.getOrDefault(name, "");
    }

    /// A path as the user wrote it.
    public Path path(String written) {
        return folder.resolve(written);
    }
}
