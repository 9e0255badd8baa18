package dev.phantom.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.notify.Message;
import dev.phantom.notify.MessageText;
import dev.phantom.notify.News;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a channel or chat of Microsoft Teams gets, by a webhook of its Workflows app (`PHANTOM_TEAMS_WEBHOOK_URL`),
/// as an Adaptive Card: the connectors that had an address of their own are retired, and Workflows takes Adaptive
/// Cards only (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using).
///
/// A message is limited to about 28 KB (https://learn.microsoft.com/connectors/teams/, "Message size limit"), less in
/// practice; this one stays below 20,000 bytes. Text from outside is a `TextRun`, which knows no Markdown.
final class TeamsBody {

    private static final String ADDRESS = "PHANTOM_TEAMS_WEBHOOK_URL";
    private static final List<String> HOSTS = List.of("logic.azure.com", "api.powerplatform.com");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES = 40;

    /// A character takes up to four bytes, and each line about 250 of its own.
    private static final int CHARS = 6_000;

    private static final int BYTES = 20_000;

    private TeamsBody() {}

    /// @throws dev.phantom.fault.PhantomException SETTING
    static URI address(ChannelSettings settings) {
        return settings.address(ADDRESS, HOSTS);
    }

    static String of(Message message) {
        for (int lines = LINES; lines > 1; lines--) {
            var body = body(message, Fitted.of(message, lines, CHARS));
            if (body.getBytes(StandardCharsets.UTF_8).length <= BYTES) {
                return body;
            }
        }
        return body(message, Fitted.of(message, 1, CHARS));
    }

    private static String body(Message message, Fitted fitted) {
        var root = JSON.createObjectNode().put("type", "message");
        var attachment = root.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        var card = attachment
                .putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        var body = card.putArray("body");
        run(line(body), MessageText.headline(message)).put("weight", "Bolder");
        fitted.shown().forEach(news -> news(body, news));
        if (fitted.left() > 0) {
            run(line(body), fitted.rest());
        }
        if (!message.link().isEmpty()) {
            var action = card.putArray("actions").addObject().put("type", "Action.OpenUrl");
            action.put("title", "The whole report").put("url", message.link());
        }
        card.putObject("msteams").put("width", "Full");
        return root.toString();
    }

    private static void news(ArrayNode body, News news) {
        var inlines = line(body);
        run(inlines, MessageText.label(news) + "  ").put("weight", "Bolder");
        run(inlines, Fitted.line(news));
        if (!news.drift().url().isEmpty()) {
            run(inlines, "  ");
            run(inlines, "pull request")
                    .putObject("selectAction")
                    .put("type", "Action.OpenUrl")
                    .put("url", news.drift().url());
        }
    }

    private static ArrayNode line(ArrayNode body) {
        return body.addObject()
                .put("type", "RichTextBlock")
                .put("separator", true)
                .putArray("inlines");
    }

    private static ObjectNode run(ArrayNode inlines, String text) {
        return inlines.addObject().put("type", "TextRun").put("text", text);
    }
}
