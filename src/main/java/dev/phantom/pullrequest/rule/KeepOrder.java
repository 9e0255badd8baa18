package dev.phantom.pullrequest.rule;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a person asked for in a comment: `/phantom keep until 2026-12-01 "reason"`.
///
/// @param reason outside text, one line
record KeepOrder(LocalDate until, String reason) {

    static final String SHAPE = "/phantom keep until 2026-12-31 \"reason\"";

    private static final Pattern ADDRESSED = Pattern.compile("(?s)^\\s*/phantom\\b.*");
    private static final Pattern ORDER =
            Pattern.compile("^\\s*/phantom +keep +until +(\\d{4}-\\d{2}-\\d{2}) +[\"“]([^\"“”]{1,300})[\"”]\\s*$");

    /// Whether a comment is meant for Phantom at all.
    static boolean isAddressed(String comment) {
        return ADDRESSED.matcher(comment).matches();
    }

    /// The order in a comment; empty if it is none that can be read.
    static Optional<KeepOrder> in(String comment) {
        var order = ORDER.matcher(comment.lines().findFirst().orElse(""));
        try {
            return order.matches() && !order.group(2).isBlank()
                    ? Optional.of(new KeepOrder(
                            LocalDate.parse(order.group(1)),
                            order.group(2).replaceAll("\\p{Cntrl}", " ").strip()))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
