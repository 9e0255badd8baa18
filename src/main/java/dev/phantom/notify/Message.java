package dev.phantom.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// What one channel is told by one run, the most severe first.
///
/// @param id   the same for the same content, so that whoever gets it twice can tell
/// @param at   of the run
/// @param link where the whole report is; empty if nobody said
public record Message(String id, Instant at, List<News> news, String link) {

    private static final Comparator<News> WORST_FIRST = Comparator.comparing(
                    (News n) -> n.kind().over())
            .thenComparing(n -> n.drift().severity(), Comparator.reverseOrder())
            .thenComparing(n -> n.drift().stack())
            .thenComparing(n -> n.drift().driftId());

    public Message {
        news = news.stream().sorted(WORST_FIRST).toList();
    }

    static Message of(String channel, Instant at, List<News> news, String link) {
        return new Message(id(channel, news), at, news, link);
    }

    private static String id(String channel, List<News> news) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(channel.getBytes(StandardCharsets.UTF_8));
            news.stream()
                    .map(n -> "\n%s %s %s %s"
                            .formatted(
                                    n.kind(),
                                    n.drift().driftId(),
                                    n.drift().member().contentHash(),
                                    n.at()))
                    .sorted()
                    .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return "msg_" + HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
