package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// Where a request goes that hub4j sends elsewhere.
final class DocumentedAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /repos/acme/infra/git/refs/heads/phantom/,      /repos/acme/infra/git/matching-refs/heads/phantom/",
        "GET,    /repos/acme/infra/git/refs/heads/phantom/x,     /repos/acme/infra/git/ref/heads/phantom/x",
        "PATCH,  /repos/acme/infra/git/ref/heads/phantom/x,      /repos/acme/infra/git/refs/heads/phantom/x",
        "DELETE, /repos/acme/infra/git/refs/heads/phantom/x,     /repos/acme/infra/git/refs/heads/phantom/x",
        "POST,   /repos/acme/infra/git/refs,                     /repos/acme/infra/git/refs",
        "GET,    /repos/acme/infra/contents/git/refs/a.yaml?ref=b, /repos/acme/infra/contents/git/refs/a.yaml?ref=b",
        "GET,    /api/v3/repos/acme/infra/git/refs/heads/x,      /api/v3/repos/acme/infra/git/ref/heads/x"
    })
    void areThoseOfTheDocument(String method, String asked, String sent) {
        GitHubConnector wire = request -> {
            throw new IOException(request.url().getFile());
        };
        var request = new Plain(method, asked);

        assertThatThrownBy(() -> new DocumentedAddresses(wire).send(request)).hasMessage(sent);
        assertThat(request.url().getFile()).isEqualTo(asked);
    }

    @SuppressWarnings("NullAway") // as the SDK's own
    private record Plain(String method, String file) implements GitHubConnectorRequest {

        @Override
        public URL url() {
            try {
                return URI.create("http://127.0.0.1" + file).toURL();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Map<String, List<String>> allHeaders() {
            return Map.of();
        }

        @Override
        public String header(String name) {
            return null;
        }

        @Override
        public String contentType() {
            return null;
        }

        @Override
        public InputStream body() {
            return null;
        }

        @Override
        public boolean hasBody() {
            return false;
        }
    }
}
