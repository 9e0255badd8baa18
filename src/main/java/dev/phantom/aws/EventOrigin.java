package dev.phantom.aws;

import dev.phantom.stack.Write;
import dev.phantom.stack.Write.Source;
import dev.phantom.stack.Write.Via;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a call was made, and from where, out of the record that CloudTrail wrote.
final class EventOrigin {

    private static final String CLOUDFORMATION = "cloudformation.amazonaws.com";
    private static final String INTERNAL = "AWS Internal";
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern PRIVATE = Pattern.compile(
            "10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*"
                    + "|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private EventOrigin() {}

    /// @param user what CloudTrail calls the caller in an answer to LookupEvents
    static Write.Origin of(MapValue event, String user) {
        var identity = EventIdentity.of(event);
        var address = text(event, "sourceIPAddress");
        var agent = EventAgent.of(text(event, "userAgent"));
        var deploys = identity.invokedBy().equals(CLOUDFORMATION)
                || address.equals(CLOUDFORMATION)
                || agent.text().equals(CLOUDFORMATION);
        var via = deploys ? Via.IAC : via(event, identity, address, agent);
        var carrier = service(identity.invokedBy()) ? identity.invokedBy() : "";
        var actor = carrier.isEmpty() ? identity.name() : carrier;
        return new Write.Origin(actor, via, session(identity.record()), source(event, address), deploys, user);
    }

    private static Via via(MapValue event, EventIdentity identity, String address, EventAgent agent) {
        if (service(identity.invokedBy()) || identity.isService()) {
            return Via.AWS_SERVICE;
        }
        if (text(event, "sessionCredentialFromConsole").equals("true")) {
            return Via.CONSOLE;
        }
        if (service(address) || identity.invokedBy().equals(INTERNAL)) {
            return Via.AWS_SERVICE;
        }
        var hand = agent.via();
        return hand == Via.CONSOLE || hand == Via.IAC
                ? hand
                : identity.federation()
                        .filter(via -> via == Via.CI || hand == Via.UNKNOWN)
                        .orElse(hand);
    }

    /// A service's name, and not one of the console's.
    private static boolean service(String name) {
        return SERVICE.matcher(name).matches() && !EventAgent.isConsole(name);
    }

    private static Source source(MapValue event, String address) {
        if (address.equals(INTERNAL) || SERVICE.matcher(address).matches()) {
            return Source.AWS_SERVICE;
        }
        if (!text(event, "vpcEndpointId").isEmpty()) {
            return Source.VPC_ENDPOINT;
        }
        if (!ADDRESS.matcher(address).matches()) {
            return Source.UNKNOWN;
        }
        return PRIVATE.matcher(address).matches() ? Source.PRIVATE : Source.PUBLIC;
    }

    /// A hash, since it is made from key and principal ids.
    private static String session(MapValue identity) {
        var attributes = ModelJson.map(ModelJson.map(identity, "sessionContext"), "attributes");
        var key = EventIdentity.first(
                text(identity, "accessKeyId"),
                text(identity, "credentialId"),
                text(identity, "principalId"),
                text(identity, "arn"));
        return key.isEmpty() ? "" : hash(key + "@" + text(attributes, "creationDate"));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(MapValue in, String name) {
        return Optional.ofNullable(in.get(name))
                .map(Value::settled)
                .filter(v -> v instanceof Scalar s && !(s.isPlain() && s.text().equals("null")))
                .map(v -> ((Scalar) v).text())
                .orElse("");
    }
}
