package dev.phantom.notify;

import dev.phantom.analysis.Recommendation;
import dev.phantom.notify.News.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words of a message: one line for each drift, and one for all of them.
public final class MessageText {

    private MessageText() {}

    /// `Phantom: 2 new drifts, 1 resolved; worst: high`.
    public static String headline(Message message) {
        var told = message.news();
        var parts = new ArrayList<String>();
        var fresh = count(told, Kind.NEW);
        if (fresh > 0) {
            parts.add(fresh + (fresh == 1 ? " new drift" : " new drifts"));
        }
        add(parts, count(told, Kind.CHANGED, Kind.VERDICT, Kind.OPENED, Kind.MERGED, Kind.CLOSED), "updated");
        add(parts, count(told, Kind.GONE, Kind.PASSED), "resolved");
        add(parts, count(told, Kind.IGNORED), "ignored from now on");
        var open = told.stream().filter(n -> !n.kind().over()).toList();
        var worst = open.isEmpty() ? "" : "; worst: " + open.getFirst().drift().severity().text();
        return "Phantom: " + String.join(", ", parts) + worst;
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static long count(List<News> told, Kind... kinds) {
        return told.stream().filter(n -> List.of(kinds).contains(n.kind())).count();
    }

    /// `HIGH`: for a label before the line.
    public static String label(News news) {
        return news.kind().over() ? "RESOLVED" : news.drift().severity().text().toUpperCase(Locale.ROOT);
    }

    /// `payments Db (prod)`.
    public static String subject(News news) {
        var drift = news.drift();
        return drift.stack().name() + " " + drift.member().resource() + " (" + drift.environment() + ")";
    }

    /// What happened, who did it, what it costs, and whether it was right: all but label, subject and link.
    public static String line(News news) {
        var drift = news.drift();
        var facts = String.join(
                ", ",
                Stream.of(drift.change(), drift.who(), drift.cost())
                        .filter(part -> !part.isEmpty())
                        .toList());
        return switch (news.kind()) {
            case NEW -> facts + judged(drift, ": ");
            case CHANGED -> "changed again: " + facts + judged(drift, ": ");
            case VERDICT -> facts + ": judged again, was " + word(news.was()) + judged(drift, ", now ");
            case OPENED -> facts + judged(drift, ": ") + "; its pull request is open";
            case MERGED -> facts + ": its pull request is merged, and AWS is not changed yet";
            case CLOSED -> facts + ": its pull request was closed without a merge";
            case GONE -> "repository and AWS agree again (it was " + drift.change() + ")";
            case IGNORED -> "ignored from now on by a rule of the repository (" + drift.change() + ")";
            case PASSED -> "came and went before this message: " + facts;
            case REPLACED -> "is part of another drift of the same resource now";
        };
    }

    private static String judged(DriftState drift, String before) {
        return drift.recommendation() == null
                ? ""
                : before + word(drift.recommendation()) + " (" + drift.recommendation().text() + ", confidence "
                        + drift.confidence() + ")";
    }

    private static String word(String recommendation) {
        return Stream.of(Recommendation.values())
                .filter(r -> r.text().equals(recommendation))
                .map(MessageText::word)
                .findFirst()
                .orElse("not judged");
    }

    /// Whether what was done was right.
    public static String word(@Nullable Recommendation recommendation) {
        return switch (recommendation) {
            case null -> "not judged";
            case LEGITIMIZE -> "right";
            case REFACTOR -> "partly right";
            case REVERT -> "wrong";
            case NEEDS_HUMAN -> "a person must decide";
        };
    }
}
