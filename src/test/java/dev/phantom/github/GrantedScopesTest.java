package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.HealthCheck;
import dev.phantom.fault.HealthCheck.Level;
import dev.phantom.github.Credential.App;
import dev.phantom.github.Credential.Token;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantedScopesTest {

    private static HealthCheck sign(String scopes) {
        return new GrantedScopes(Map.of("x-oauth-scopes", List.of(scopes))).sign(new Token("t"));
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
        assertThat(new GrantedScopes(Map.of()).sign(new Token("t")).detail()).contains("names no scopes");
        assertThat(new GrantedScopes(Map.of())
                        .sign(new App("7", Path.of("key.pem")))
                        .level())
                .isEqualTo(Level.OK);
    }
}
