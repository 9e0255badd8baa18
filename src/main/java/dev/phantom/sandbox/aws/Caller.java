package dev.phantom.sandbox.aws;

import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who calls, read from the signature: any key is good; keys that STS gave out carry their account.
///
/// @param service as the signature scopes it: `cloudformation`
record Caller(String accessKey, String account, String region, String service) {

    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request");
    private static final Pattern ASSUMED = Pattern.compile("ASIA(\\d{12})[A-Z0-9]*");

    static Caller of(Request request, String defaultAccount) {
        var matcher = SCOPE.matcher(request.headers().getOrDefault("authorization", ""));
        if (!matcher.find()) {
            throw new AwsFault(403, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        var key = matcher.group(1);
        if (key.contains("INVALID")) {
            throw new AwsFault(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }
        return new Caller(key, account(ASSUMED.matcher(key), defaultAccount), matcher.group(2), matcher.group(3));
    }

    /// An access key that lets its bearer act in another account.
    static String keyFor(String account) {
        return "ASIA" + account + "EMBD";
    }

    private static String account(Matcher assumed, String defaultAccount) {
        return assumed.matches() ? assumed.group(1) : defaultAccount;
    }
}
