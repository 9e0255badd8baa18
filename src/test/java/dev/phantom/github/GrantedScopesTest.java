package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.HealthCheck.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHPermissionType;

class GrantedScopesTest {

    private static HealthCheck sign(String scopes) {
        return new GrantedScopes(Map.of("x-oauth-scopes", List.of(scopes))).sign(List.of());
    }

    @Test
    void aClassicTokenThatMayDoMoreIsNamedWithWhatItMayDo() {
        var sign = sign("repo, admin:org, workflow");
        assertThat(sign.level()).isEqualTo(Level.WARN);
        assertThat(sign.detail()).isEqualTo("the classic token also has admin:org, workflow, which Phantom never uses");
        assertThat(sign.remedy()).contains("fine-grained");
    }

    @Test
    void whatIsNeededIsEnough() {
        assertThat(sign("repo")).isEqualTo(HealthCheck.ok("github scopes", "classic token with repo"));
    }

    @Test
    void ofATokenWithoutScopesItIsSaidWhatCannotBeKnown() {
        var silent = new GrantedScopes(Map.of());
        assertThat(silent.sign(List.of()).detail()).contains("does not say", "shows when Phantom writes");
        var blind = silent.sign(List.of("issues"));
        assertThat(blind.level()).isEqualTo(Level.WARN);
        assertThat(blind.detail()).isEqualTo("the token may not read issues");
    }

    @Test
    void anInstallationIsHeldAgainstWhatIsUsed() {
        var exact = new GrantedPermissions(InstallationToken.WANTED, false);
        assertThat(exact.mayPropose()).isTrue();
        assertThat(exact.signs())
                .containsExactly(HealthCheck.ok(
                        "github permissions", "the installation has what Phantom uses, and nothing else"));
        var other = new GrantedPermissions(
                Map.of(
                        "metadata", GHPermissionType.READ,
                        "contents", GHPermissionType.WRITE,
                        "pull_requests", GHPermissionType.READ,
                        "issues", GHPermissionType.ADMIN,
                        "administration", GHPermissionType.WRITE),
                true);
        assertThat(other.mayPropose()).isFalse();
        assertThat(other.signs())
                .extracting(HealthCheck::level, HealthCheck::detail)
                .containsExactly(
                        tuple(Level.WARN, "the installation lacks checks: write, pull_requests: write"),
                        tuple(
                                Level.WARN,
                                "the installation has administration: write, issues: admin, which Phantom never uses,"
                                        + " and is on all repositories of its owner"));
    }
}
