package dev.phantom.notify;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Hours of each day in which messages are held back, at the clocks of a time zone. They may go over midnight.
///
/// @param from the first quiet minute
/// @param to   the first minute that is not quiet any more; never equal to `from`
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

    public boolean at(Instant now) {
        var time = now.atZone(zone).toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /// When the quiet hours that `now` lies in end. Where the clocks skip that time, it is the first moment after it.
    public ZonedDateTime end(Instant now) {
        var here = now.atZone(zone);
        var today = here.toLocalDate().atTime(to).atZone(zone);
        return today.toInstant().isAfter(now)
                ? today
                : here.toLocalDate().plusDays(1).atTime(to).atZone(zone);
    }
}
