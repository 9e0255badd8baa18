package dev.phantom.channel;

import dev.phantom.fault.InertText;
import dev.phantom.notify.Message;
import dev.phantom.notify.MessageText;
import dev.phantom.notify.News;
import java.util.List;

/// As many lines of a message as a service takes, and how many are left out.
///
/// @param shown the most severe
record Fitted(List<News> shown, int left) {

    /// What one line may have: more does not help anybody who reads a message.
    private static final int LINE = 600;

    /// @param most  lines
    /// @param chars of all lines together
    static Fitted of(Message message, int most, int chars) {
        var told = message.news();
        int fit = 0;
        int used = 0;
        while (fit < told.size() && fit < most) {
            used += line(told.get(fit)).length() + told.get(fit).drift().url().length();
            if (used > chars) {
                break;
            }
            fit++;
        }
        return new Fitted(told.subList(0, fit), told.size() - fit);
    }

    /// `payments Db (prod): /DBInstanceClass …`, cut where it is too long.
    static String line(News news) {
        return InertText.cut(MessageText.subject(news) + ": " + MessageText.line(news), LINE);
    }

    /// `and 12 more, listed in the report`; empty where all are shown.
    String rest() {
        return left == 0 ? "" : "and " + left + " more, listed in the report";
    }
}
