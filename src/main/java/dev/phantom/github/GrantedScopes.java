package dev.phantom.github;

import dev.phantom.fault.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which rights a token has beyond those that Phantom uses, as far as GitHub tells: it names the scopes of a classic
/// token with every answer. Of a fine-grained or an installation's token it says with each answer what the call needs,
/// never what the token has, so that only a refused call shows what is missing.
///
/// @see <a href="https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps">Scopes: the
/// header X-OAuth-Scopes</a>
/// @see <a
/// href="https://github.blog/changelog/2023-08-10-x-accepted-github-permissions-header-for-fine-grained-permission-actors/">The
/// header X-Accepted-GitHub-Permissions</a>
record GrantedScopes(Map<String, List<String>> headers) {

    static final String NAME = "github scopes";
    private static final String HEADER = "X-OAuth-Scopes";
    private static final Set<String> NEEDED = Set.of("repo", "public_repo");
    private static final String LEAST =
            "use a fine-grained token or a GitHub App for this repository alone, with contents, pull requests and issues:"
                    + " write";

    /// Whether GitHub tells what the token may do.
    boolean areTold() {
        return !told().isEmpty();
    }

    /// @param unread what it may not even read, as GitHub names permissions
    HealthCheck sign(List<String> unread) {
        if (!unread.isEmpty()) {
            return HealthCheck.warn(
                    NAME,
                    "the token may not read " + String.join(", ", unread),
                    "give it " + String.join(", ", unread) + ": write, for this repository alone");
        }
        if (!areTold()) {
            return HealthCheck.ok(
                    NAME,
                    "GitHub does not say what a token of this kind may do, only that it may read contents, pull requests"
                            + " and issues here; whether it may write shows when Phantom writes, and what it may do"
                            + " beyond that stands in its settings alone");
        }
        var scopes = told().stream()
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

    private List<String> told() {
        return headers.entrySet().stream()
                .filter(header -> HEADER.equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    private static String named(List<String> scopes) {
        return scopes.isEmpty() ? "no scope" : String.join(", ", scopes);
    }
}
