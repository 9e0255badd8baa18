package dev.phantom.notify;

import dev.phantom.fault.Plural;
import dev.phantom.notify.DriftState.PullRequestState;
import dev.phantom.notify.News.Kind;
import dev.phantom.report.Morning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words of a message: one line for each drift, and one for all of them.
public final class MessageText {

    private MessageText() {}

    /// `Phantom: 2 new drifts, 1 resolved; worst: high`.
    public static String headline(Message message) {
        var told = message.news();
        var parts = new ArrayList<String>();
        var fresh = count(told, Kind.NEW);
        if (fresh > 0) {
            parts.add(Plural.counted(fresh, "new drift"));
        }
        add(parts, count(told, Kind.CHANGED, Kind.VERDICT, Kind.OPENED, Kind.MERGED, Kind.CLOSED), "updated");
        add(parts, count(told, Kind.GONE, Kind.PASSED), "resolved");
        add(parts, count(told, Kind.IGNORED), "ignored from now on");
        add(parts, count(told, Kind.UNCONFIGURED), "no longer watched");
        var open = told.stream().filter(n -> !n.kind().over()).toList();
        var worst = open.isEmpty()
                ? ""
                : "; worst: " + open.getFirst().drift().severity().text();
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
        return switch (news.kind()) {
            case GONE, PASSED, REPLACED -> "RESOLVED";
            case IGNORED, UNCONFIGURED -> "DROPPED";
            case NEW, CHANGED, VERDICT, OPENED, MERGED, CLOSED ->
                news.drift().severity().text().toUpperCase(Locale.ROOT);
        };
    }

    /// `payments Db (prod)`.
    public static String subject(News news) {
        var drift = news.drift();
        return drift.stack().name() + " " + drift.member().resource() + " (" + drift.environment() + ")";
    }

    /// What happened, and whether it was right: all but label, subject and link.
    public static String line(News news) {
        var drift = news.drift();
        return switch (news.kind()) {
            case NEW -> drift.what() + judged(drift) + settled(drift);
            case CHANGED -> "changed again: " + drift.what() + judged(drift) + settled(drift);
            case VERDICT -> drift.what() + judged(drift) + " Before, the verdict was: " + news.was() + ".";
            case OPENED -> drift.what() + judged(drift) + " Its pull request is open.";
            case MERGED -> drift.what() + judged(drift);
            case CLOSED -> drift.what() + "." + settled(drift);
            case GONE -> "repository and AWS agree again, after " + drift.what() + ".";
            case IGNORED -> "a rule of the repository ignores it from now on: " + drift.what() + ".";
            case UNCONFIGURED ->
                "its stack is no longer in the configuration, so this is not checked any more: " + drift.what() + ".";
            case PASSED -> "came and went before this message: " + drift.what() + ".";
            case REPLACED -> "is part of another drift of the same resource now.";
        };
    }

    /// What a person decided about its pull request; empty as long as nobody has.
    private static String settled(DriftState drift) {
        return switch (drift.pullRequest()) {
            case CLOSED -> " A person closed its pull request without merging it.";
            case NONE, OPEN, MERGED, OVERDUE -> "";
        };
    }

    /// `. Wrong: revert it (confidence high).`
    private static String judged(DriftState drift) {
        var decided = drift.pullRequest() == PullRequestState.MERGED || drift.pullRequest() == PullRequestState.OVERDUE;
        return ". " + Morning.capital(drift.answer().text())
                + (drift.advice().isEmpty() ? "" : ": " + drift.advice())
                + (drift.confidence().isEmpty() || decided ? "" : " (confidence " + drift.confidence() + ")")
                + ".";
    }
}
