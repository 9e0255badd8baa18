package dev.phantom.channel;

import dev.phantom.fault.Limits;
import dev.phantom.notify.Audience;
import dev.phantom.notify.Channel;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// The channels of one run. A channel whose address or key is missing is there, and says so when it has something to
/// tell.
public final class Channels implements AutoCloseable {

    private final Map<String, String> environment;
    private final Limits limits;
    private final SSLContext trust;
    private final JsonPost post;

    /// @param environment with the keys of `.env` in it
    /// @param trust       whose certificates a mail server may have
    Channels(Map<String, String> environment, Limits limits, SSLContext trust) {
        this.environment = Map.copyOf(environment);
        this.limits = limits;
        this.trust = trust;
        this.post = new JsonPost(limits);
    }

    public static Channels of(Map<String, String> environment, Limits limits) {
        try {
            return new Channels(environment, limits, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    public Channel slack(Audience audience) {
        return new HookChannel("slack", audience, () -> SlackBody.address(settings()), SlackBody::of, post);
    }

    public Channel teams(Audience audience) {
        return new HookChannel("teams", audience, () -> TeamsBody.address(settings()), TeamsBody::of, post);
    }

    public Channel pagerDuty(Audience audience) {
        return new PagerDutyChannel(audience, environment, post);
    }

    public Channel webhook(Audience audience) {
        return new WebhookChannel(audience, environment, post);
    }

    public Channel mail(Audience audience) {
        return new MailChannel(audience, environment, limits, trust);
    }

    private ChannelSettings settings() {
        return new ChannelSettings(environment);
    }

    @Override
    public void close() {
        post.close();
    }
}
