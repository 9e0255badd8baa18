package dev.phantom.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What counts as another host.
class RedirectTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com/repos/a/b, https://api.github.com/repositories/7, false",
        "https://api.github.com/repos/a/b, /repositories/7, false",
        "https://api.github.com/repos/a/b, https://API.github.com:443/x, false",
        "https://api.github.com/repos/a/b, http://api.github.com/x, true",
        "https://api.github.com/repos/a/b, https://api.github.com:8443/x, true",
        "https://api.github.com/repos/a/b, https://api.github.com.evil.example/x, true",
        "https://api.github.com/repos/a/b, https://api.github.com@evil.example/x, true",
        "https://api.github.com/repos/a/b, //evil.example/x, true",
        "https://api.github.com/repos/a/b, file:///etc/passwd, true",
        "https://api.github.com/repos/a/b, 'ht tp://[', true",
        "https://api.github.com/repos/a/b, '', true"
    })
    void schemeHostAndPortMakeAHost(URI asked, String target, boolean leaves) {
        assertThat(new Redirect(asked, 302, target).leaves()).isEqualTo(leaves);
    }

    @Test
    void theLineNamesBothHostsAndNoPath() {
        var redirect = new Redirect(URI.create("https://api.datadoghq.com/api/v1"), 307, "https://evil.example/?key=x");
        assertThat(redirect.line())
                .isEqualTo("307 redirect from https://api.datadoghq.com to https://evil.example, not followed");
        assertThat(new Redirect(URI.create("https://a.example"), 301, "\u001b[31m").line())
                .isEqualTo("301 redirect from https://a.example to an address that cannot be read, not followed");
    }
}
