package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.nio.file.Path;
import java.util.Map;

/// What Phantom shows GitHub. An App that is set wins over a token: on GitHub's own runners there always is a token.
public sealed interface Credential {

    /// Of any length and shape; blank if none is set.
    record Token(String text) implements Credential {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /// A GitHub App, which asks for a token of its installation on the repository.
    ///
    /// @param id  app id or client id
    /// @param key the private key that GitHub gave out, PEM
    record App(String id, Path key) implements Credential {}

    /// @param environment with `GITHUB_TOKEN`, or `PHANTOM_GITHUB_APP_ID` and `PHANTOM_GITHUB_APP_KEY_FILE`
    /// @param folder      where a relative key file stands
    /// @throws PhantomException CONFIG_BAD_VALUE if only one half of an App is set
    static Credential of(Map<String, String> environment, Path folder) {
        var id = environment.getOrDefault("PHANTOM_GITHUB_APP_ID", "").strip();
        var file = environment.getOrDefault("PHANTOM_GITHUB_APP_KEY_FILE", "").strip();
        if (id.isEmpty() && file.isEmpty()) {
            return new Token(environment.getOrDefault("GITHUB_TOKEN", "").strip());
        }
        if (id.isEmpty() || file.isEmpty()) {
            var absent = id.isEmpty() ? "PHANTOM_GITHUB_APP_ID" : "PHANTOM_GITHUB_APP_KEY_FILE";
            throw new PhantomException(new Diagnostic(
                    Code.CONFIG_BAD_VALUE,
                    "the GitHub App is incomplete: " + absent + " is not set",
                    "set both, or neither and use GITHUB_TOKEN",
                    absent));
        }
        return new App(id, folder.resolve(file));
    }

    default boolean isSet() {
        return switch (this) {
            case Token(String text) -> !text.isBlank();
            case App app -> true;
        };
    }

    /// As messages name it.
    default String shown() {
        return switch (this) {
            case Token t -> "GITHUB_TOKEN";
            case App app -> "GitHub App " + app.id();
        };
    }
}
