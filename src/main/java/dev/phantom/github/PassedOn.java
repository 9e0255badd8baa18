package dev.phantom.github;

import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/// hub4j's request as it is; who passes it on says only what differs.
@SuppressWarnings("NullAway") // the SDK answers null where there is nothing, and expects it
interface PassedOn extends GitHubConnectorRequest {

    GitHubConnectorRequest request();

    @Override
    default String method() {
        return request().method();
    }

    @Override
    default Map<String, List<String>> allHeaders() {
        return request().allHeaders();
    }

    @Override
    default String header(String name) {
        return request().header(name);
    }

    @Override
    default String contentType() {
        return request().contentType();
    }

    @Override
    default InputStream body() {
        return request().body();
    }

    @Override
    default URL url() {
        return request().url();
    }

    @Override
    default boolean hasBody() {
        return request().hasBody();
    }
}
