package dev.phantom.aws;

import dev.phantom.fault.Limits;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/// The HTTP client of whatever the SDK makes by itself: the default chain asks STS and IAM Identity Center for
/// credentials with clients of its own (a web identity, a profile that assumes a role, SSO), and these have the usual
/// bounds too. The SDK makes it by name, so it is public and has a constructor without parameters.
public final class DefaultHttp implements SdkHttpService {

    private static final String SETTING = "software.amazon.awssdk.http.service.impl";

    /// From now on the SDK uses it, unless somebody chose another one.
    static void use() {
        if (System.getProperty(SETTING) == null) {
            System.setProperty(SETTING, DefaultHttp.class.getName());
        }
    }

    @Override
    public SdkHttpClient.Builder<?> createHttpClientBuilder() {
        return new Builder();
    }

    private static final class Builder implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            var limits = Limits.DEFAULT;
            return new BoundedHttp(
                    UrlConnectionHttpClient.builder()
                            .connectionTimeout(limits.connect())
                            .socketTimeout(limits.attempt())
                            .buildWithDefaults(defaults),
                    limits);
        }
    }
}
