package dev.phantom.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.fault.InertText;
import dev.phantom.notify.Message;
import dev.phantom.notify.MessageText;
import dev.phantom.notify.News;
import java.net.URI;
import java.util.List;

/// What a Slack channel gets, by an incoming webhook (`PHANTOM_SLACK_WEBHOOK_URL`), in Block Kit.
///
/// A message has at most 50 blocks (https://docs.slack.dev/reference/block-kit/blocks), a header 150 characters, a
/// section 3,000 and each of its fields 2,000 (https://docs.slack.dev/reference/block-kit/blocks/section-block); all
/// text together is kept below 12,000, beyond which Slack answers `msg_blocks_too_long`
/// (https://github.com/slackapi/bolt-js/issues/2509). Text from outside is `plain_text`, in which nothing is a link, a
/// mention or markup.
final class SlackBody {

    private static final String ADDRESS = "PHANTOM_SLACK_WEBHOOK_URL";
    private static final List<String> HOSTS = List.of("hooks.slack.com", "hooks.slack-gov.com");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES = 40;
    private static final int CHARS = 10_000;
    private static final int HEADER = 150;

    private SlackBody() {}

    /// @throws dev.phantom.fault.PhantomException SETTING
    static URI address(ChannelSettings settings) {
        return settings.address(ADDRESS, HOSTS);
    }

    static String of(Message message) {
        var headline = InertText.cut(MessageText.headline(message), HEADER);
        var root = JSON.createObjectNode().put("text", headline);
        var blocks = root.putArray("blocks");
        text(blocks.addObject().put("type", "header"), headline);
        var fitted = Fitted.of(message, LINES, CHARS);
        fitted.shown().forEach(news -> section(blocks, news));
        if (fitted.left() > 0) {
            text(blocks.addObject().put("type", "section"), fitted.rest());
        }
        if (!message.link().isEmpty()) {
            link(blocks.addObject().put("type", "context").putArray("elements"), message.link(), "the whole report");
        }
        return root.toString();
    }

    private static void section(ArrayNode blocks, News news) {
        var section = blocks.addObject().put("type", "section");
        text(section, MessageText.label(news) + "  " + Fitted.line(news));
        if (!news.drift().url().isEmpty()) {
            link(section.putArray("fields"), news.drift().url(), "pull request");
        }
    }

    private static void text(ObjectNode block, String text) {
        block.putObject("text").put("type", "plain_text").put("text", text).put("emoji", false);
    }

    /// https://docs.slack.dev/messaging/formatting-message-text: `&`, `<` and `>` are the characters of control.
    private static void link(ArrayNode into, String url, String words) {
        var safe = url.replace("&", "&amp;")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("|", "%7C");
        into.addObject()
                .put("type", "mrkdwn")
                .put("text", "<" + safe + "|" + words + ">")
                .put("verbatim", true);
    }
}
