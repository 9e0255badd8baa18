package dev.phantom.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.InertText;
import dev.phantom.fault.PhantomException;
import dev.phantom.notify.Audience;
import dev.phantom.notify.Channel;
import dev.phantom.notify.Message;
import dev.phantom.notify.News;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PagerDuty service, by the Events API v2 (`PHANTOM_PAGERDUTY_ROUTING_KEY`): a drift that is new or changed again
/// triggers an alert, one that is gone resolves it; both by the same `dedup_key`, so a second attempt opens nothing
/// twice. Anything else is no reason to page somebody.
///
/// https://developer.pagerduty.com/docs/events-api-v2/trigger-events/: `summary` has at most 1,024 characters,
/// `dedup_key` 255, an event 512 KB; the answer is 202. The document of the API:
/// https://github.com/PagerDuty/api-schema/blob/main/reference/events-v2/openapiv3.json
record PagerDutyChannel(Audience audience, Map<String, String> environment, JsonPost post) implements Channel {

    private static final String KEY = "PHANTOM_PAGERDUTY_ROUTING_KEY";

    /// Another address of the vendor: `https://events.eu.pagerduty.com`.
    private static final String ADDRESS = "PHANTOM_PAGERDUTY_URL";

    private static final String USUAL = "https://events.pagerduty.com";
    private static final List<String> HOSTS = List.of("pagerduty.com");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUMMARY = 1_024;

    /// A night in which more things become critical is one incident that people know of; the next run goes on.
    private static final int MOST = 20;

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public boolean tells(News news) {
        return action(news).isPresent();
    }

    @Override
    public Optional<Diagnostic> lacks() {
        var settings = new ChannelSettings(environment);
        return ChannelSettings.lacks(() -> {
            key(settings);
            enqueue(settings);
        });
    }

    @Override
    public Delivery deliver(Message message) {
        var arrived = new ArrayList<News>();
        var events = message.news();
        try {
            var settings = new ChannelSettings(environment);
            for (var news : events.stream().limit(MOST).toList()) {
                var failure = send(settings, message, news);
                if (failure.isPresent()) {
                    return new Delivery(arrived, failure);
                }
                arrived.add(news);
            }
            return new Delivery(arrived, more(events.size()));
        } catch (PhantomException e) {
            return new Delivery(arrived, Optional.of(e.diagnostic()));
        }
    }

    private Optional<Diagnostic> more(int events) {
        return events <= MOST
                ? Optional.empty()
                : Optional.of(new Diagnostic(
                        ChannelCode.LIMITED,
                        name() + ": " + MOST + " of " + events + " events were sent, as many as one run sends",
                        "",
                        ""));
    }

    private Optional<Diagnostic> send(ChannelSettings settings, Message message, News news) {
        return post.send(name(), enqueue(settings), Map.of(), body(key(settings), message, news), message.at());
    }

    private static String key(ChannelSettings settings) {
        var key = settings.needed(KEY);
        if (!key.matches("[A-Za-z0-9]{32}")) {
            throw ChannelSettings.wrong(KEY + " is not a routing key of 32 letters and digits", "");
        }
        return key;
    }

    private static URI enqueue(ChannelSettings settings) {
        var base = settings.optional(ADDRESS).isEmpty() ? USUAL : settings.optional(ADDRESS);
        var address = ChannelSettings.address(ADDRESS, base, HOSTS);
        return URI.create(address.getScheme() + "://" + address.getRawAuthority() + "/v2/enqueue");
    }

    /// Empty where nobody is to be paged for it.
    private static Optional<String> action(News news) {
        return switch (news.kind()) {
            case NEW, CHANGED -> Optional.of("trigger");
            // also of what came and went: the service may have taken a trigger although it did not say so
            case GONE, IGNORED, UNCONFIGURED, PASSED, REPLACED -> Optional.of("resolve");
            case VERDICT, OPENED, MERGED, CLOSED -> Optional.empty();
        };
    }

    static String body(String key, Message message, News news) {
        var drift = news.drift();
        var action = action(news).orElseThrow();
        var root = JSON.createObjectNode()
                .put("routing_key", key)
                .put("event_action", action)
                .put("dedup_key", "phantom-" + drift.driftId());
        if (action.equals("resolve")) {
            return root.toString();
        }
        var payload = root.putObject("payload")
                .put("summary", InertText.cut(Fitted.line(news), SUMMARY))
                .put("timestamp", news.at().toString())
                .put("severity", "critical")
                .put("source", drift.stack().name())
                .put("component", drift.member().resource())
                .put("group", drift.environment())
                .put("class", drift.type());
        payload.putObject("custom_details")
                .put("what", drift.what())
                .put("answer", drift.answer().text())
                .put("advice", drift.advice())
                .put("driftId", drift.driftId());
        root.put("client", "Phantom");
        if (!message.link().isEmpty()) {
            root.put("client_url", message.link());
        }
        if (!drift.url().isEmpty()) {
            root.putArray("links").addObject().put("href", drift.url()).put("text", "pull request");
        }
        return root.toString();
    }
}
