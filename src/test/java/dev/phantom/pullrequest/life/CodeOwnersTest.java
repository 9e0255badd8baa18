package dev.phantom.pullrequest.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Holds the reading of CODEOWNERS against GitHub's own description of it.
final class CodeOwnersTest {

    @ParameterizedTest
    @CsvSource({
        "*, stacks/a.yaml, true",
        "*.yaml, stacks/a.yaml, true",
        "*.yaml, stacks/a.yml, false",
        "/build/logs/, build/logs/x/y, true",
        "/build/logs/, a/build/logs/x, false",
        "docs/*, docs/getting-started.md, true",
        "docs/*, docs/build-app/troubleshooting.md, false",
        "apps/, apps/x, true",
        "apps/, deep/apps/x/y, true",
        "apps/, apps, false",
        "/docs/, docs/x/y, true",
        "/docs/, a/docs/x, false",
        "/scripts/, scripts/x, true",
        "**/logs, build/logs/x, true",
        "**/logs, logs/x, true",
        "/apps/github, apps/github/x, true",
        "stacks/**/prod.yaml, stacks/prod.yaml, true",
        "stacks/**/prod.yaml, stacks/a/b/prod.yaml, true",
        "stacks/**, stacks/a/b, true",
        "stacks/p?.yaml, stacks/p1.yaml, true",
        "stacks/p?.yaml, stacks/p/.yaml, false",
        "stacks, stacks/a.yaml, true",
        "payments.yaml, stacks/payments.yaml, true",
        "Stacks/, stacks/a.yaml, false",
        "my\\ stack.yaml, stacks/my stack.yaml, true",
        "a.b, axb, false"
    })
    void patternsFitAsGitHubSays(String pattern, String file, boolean fits) {
        var users = CodeOwners.read(pattern + " @one").of(Set.of(file)).users();
        assertThat(users).isEqualTo(fits ? List.of("one") : List.of());
    }

    @Test
    void theLastPatternThatFitsDecides() {
        var owners = CodeOwners.read("""
                # everything
                *                @global-owner1 @global-owner2
                *.yaml           @acme/yaml-team # inline comment @nobody
                /stacks/         @payer docs@example.com @acme/payments
                /stacks/free.yaml
                !/stacks/x.yaml  @never
                [ab].yaml        @never
                \\#x             @never
                """);
        assertThat(owners.of(Set.of("README.md")).users()).containsExactly("global-owner1", "global-owner2");
        assertThat(owners.of(Set.of("a.yaml"))).isEqualTo(new CodeOwners.Asked(List.of(), List.of("yaml-team")));
        assertThat(owners.of(Set.of("stacks/x.yaml", "a.yaml")))
                .isEqualTo(new CodeOwners.Asked(List.of("payer"), List.of("yaml-team", "payments")));
        assertThat(owners.of(Set.of("stacks/free.yaml")).isEmpty()).isTrue();
        assertThat(CodeOwners.read("").of(Set.of("x")).isEmpty()).isTrue();
    }
}
