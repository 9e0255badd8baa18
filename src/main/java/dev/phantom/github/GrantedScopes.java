package dev.phantom.github;

import dev.phantom.fault.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which rights a token has beyond those that Phantom uses, as far as GitHub tells: it names the scopes of a classic
/// token
/// with every answer, and nothing of a fine-grained one.
///
/// @see <a href="https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps">Scopes: the
/// header
/// X-OAuth-Scopes</a>
record GrantedScopes(Map<String, List<String>> headers) {

    static final String NAME = "github scopes";
    private static final String HEADER = "X-OAuth-Scopes";
    private static final Set<String> NEEDED = Set.of("repo", "public_repo");
    private static final String LEAST =
            "use a fine-grained token or a GitHub App for this repository alone, with contents, pull requests, issues and"
                    + " checks: write";

    HealthCheck sign(Credential credential) {
        if (credential instanceof Credential.App) {
            return HealthCheck.ok(
                    NAME, "every token of the App is asked for this repository alone, with no more than Phantom uses");
        }
        var told = headers.entrySet().stream()
                .filter(header -> HEADER.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .toList();
        if (told.isEmpty()) {
            return HealthCheck.ok(
                    NAME, "not a classic token: GitHub names no scopes, and limits it to what was chosen");
        }
        var scopes = told.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(scope -> !scope.isEmpty())
                .sorted()
                .toList();
        var excess = scopes.stream().filter(scope -> !NEEDED.contains(scope)).toList();
        return excess.isEmpty()
                ? HealthCheck.ok(NAME, "classic token with " + named(scopes))
                : HealthCheck.warn(
                        NAME, "the classic token also has " + named(excess) + ", which Phantom never uses", LEAST);
    }

    private static String named(List<String> scopes) {
        return scopes.isEmpty() ? "no scope" : String.join(", ", scopes);
    }
}
