package dev.phantom.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.notify.Audience;
import dev.phantom.notify.Channel;
import dev.phantom.notify.Message;
import dev.phantom.notify.MessageText;
import dev.phantom.notify.News;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Any HTTPS address (`PHANTOM_WEBHOOK_URL`): `phantom.notification/v1`, signed with `PHANTOM_WEBHOOK_SECRET` as the
/// Standard Webhooks specification says (https://www.standardwebhooks.com/): `webhook-id`, `webhook-timestamp`, and in
/// `webhook-signature` the HMAC-SHA256 of both and the body. A receiver refuses what is older than a few minutes and
/// drops an id that it has seen.
record WebhookChannel(Audience audience, Map<String, String> environment, JsonPost post) implements Channel {

    private static final String ADDRESS = "PHANTOM_WEBHOOK_URL";
    private static final String SECRET = "PHANTOM_WEBHOOK_SECRET";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEAST = 24;

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public Optional<Diagnostic> lacks() {
        var settings = new ChannelSettings(environment);
        return ChannelSettings.lacks(() -> {
            settings.address(ADDRESS, List.of());
            secret(settings);
        });
    }

    @Override
    public Delivery deliver(Message message) {
        if (message.news().isEmpty()) {
            return Delivery.all(message);
        }
        try {
            var settings = new ChannelSettings(environment);
            var address = settings.address(ADDRESS, List.of());
            var body = body(message);
            var time = Long.toString(message.at().getEpochSecond());
            var headers = Map.of(
                    "webhook-id",
                    message.id(),
                    "webhook-timestamp",
                    time,
                    "webhook-signature",
                    "v1," + signature(secret(settings), message.id() + "." + time + "." + body));
            return post.send(name(), address, headers, body, message.at())
                    .map(Delivery::none)
                    .orElseGet(() -> Delivery.all(message));
        } catch (PhantomException e) {
            return Delivery.none(e.diagnostic());
        }
    }

    private static byte[] secret(ChannelSettings settings) {
        var text = settings.needed(SECRET);
        try {
            var bytes = Base64.getDecoder().decode(text.startsWith("whsec_") ? text.substring(6) : text);
            if (bytes.length >= LEAST) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw ChannelSettings.wrong(
                SECRET + " is not base64 of at least " + LEAST + " bytes", "make one: openssl rand -base64 32");
    }

    private static String signature(byte[] secret, String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /// docs/schema/phantom.notification.v1.schema.json
    static String body(Message message) {
        var root = JSON.createObjectNode()
                .put("schema", "phantom.notification/v1")
                .put("id", message.id())
                .put("at", message.at().toString())
                .put("headline", MessageText.headline(message))
                .put("report", message.link().isEmpty() ? null : message.link());
        var list = root.putArray("news");
        message.news().forEach(news -> news(list.addObject(), news));
        return root.toString();
    }

    private static void news(ObjectNode node, News news) {
        var drift = news.drift();
        node.put("kind", word(news.kind()))
                .put("text", MessageText.line(news))
                .put("driftId", drift.driftId())
                .put("contentHash", drift.member().contentHash())
                .put("stack", drift.stack().name())
                .put("region", drift.stack().region())
                .put("environment", drift.environment())
                .put("logicalId", drift.member().resource())
                .put("type", drift.type())
                .put("severity", drift.severity().text())
                .put("what", drift.what())
                .put("answer", drift.answer().text())
                .put("advice", drift.advice());
        var recommendation = drift.recommendation();
        node.put("recommendation", recommendation == null ? null : recommendation.text())
                .put("confidence", drift.confidence().isEmpty() ? null : drift.confidence());
        node.putObject("pullRequest")
                .put("state", word(drift.pullRequest()))
                .put("url", drift.url().isEmpty() ? null : drift.url());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
