package dev.phantom.datadog.api;

import com.datadog.api.client.v1.api.AuthenticationApi;
import com.datadog.api.client.v1.model.AuthenticationValidationResponse;

/// Whether the API key is one: `GET /api/v1/validate`. It says nothing about the application key.
public final class Validation {
    private Validation() {}

    public static ApiAnswer<Boolean> read(DatadogApi api) {
        return api.ask(
                        Source.METRICS,
                        client -> Wire.documented(
                                new AuthenticationApi(client).validate(),
                                "valid",
                                AuthenticationValidationResponse::getValid))
                .map((AuthenticationValidationResponse said) -> !Boolean.FALSE.equals(said.getValid()));
    }
}
