package dev.phantom.wire;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One vendor as all calls of a run share it: what they may wait and take, whether it was given up, and what its clock
/// says. Safe for several threads.
///
/// It is given up for the rest of the run when three calls have used up their attempts, or when calls that brought
/// nothing have waited as long as one call may: nobody waits a second time for what is not there.
public final class Vendor {

    private static final int EXHAUSTED = 3;
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final String name;
    private final Limits limits;
    private final InstantSource clock;
    private final Consumer<String> notes;
    private int exhausted;
    private Duration vain = Duration.ZERO;
    private @Nullable Diagnostic away;
    private boolean skewSaid;

    Vendor(String name, Limits limits, InstantSource clock, Consumer<String> notes) {
        this.name = name;
        this.limits = limits;
        this.clock = clock;
        this.notes = notes;
    }

    public String name() {
        return name;
    }

    public Limits limits() {
        return limits;
    }

    /// Why nobody asks it any more; empty as long as somebody does.
    public synchronized Optional<Diagnostic> away() {
        return Optional.ofNullable(away);
    }

    /// @throws PhantomException if it was given up, with the cause that made it so
    public void stillThere() {
        away().ifPresent(why -> {
            throw new PhantomException(why);
        });
    }

    /// A call has used up its attempts. What was answered, a no included, is no reason to give up.
    ///
    /// @param waited for all of them
    public void failed(Diagnostic why, Duration waited) {
        if (!why.cause().passes()) {
            return;
        }
        var said = noted(why, waited);
        said.ifPresent(d -> notes.accept(d.line()));
    }

    private synchronized Optional<Diagnostic> noted(Diagnostic why, Duration waited) {
        exhausted++;
        vain = vain.plus(waited);
        if (away != null || exhausted < EXHAUSTED && vain.compareTo(limits.call()) < 0) {
            return Optional.empty();
        }
        away = new Diagnostic(
                why.code(),
                "%s is not asked any more in this run, after %d failed %s and %s: %s"
                        .formatted(
                                name, exhausted, exhausted == 1 ? "call" : "calls", Limits.said(vain), why.summary()),
                why.detail(),
                why.address(),
                why.cause());
        return Optional.of(away);
    }

    /// Notes what the vendor's clock says. One that is more than a minute off is told once: signatures, tokens and
    /// windows of time are wrong by as much.
    ///
    /// @param date the header `Date`; null if there is none
    public void dated(@Nullable String date) {
        skew(date).ifPresent(notes::accept);
    }

    private synchronized Optional<String> skew(@Nullable String date) {
        if (date == null || skewSaid) {
            return Optional.empty();
        }
        try {
            var theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var ahead = Duration.between(theirs, clock.instant());
            if (ahead.abs().compareTo(SKEW) <= 0) {
                return Optional.empty();
            }
            skewSaid = true;
            return Optional.of("clock: this machine is %s %s %s; set its clock"
                    .formatted(Limits.said(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of", name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// That it asked for more time than anybody waits.
    ///
    /// @param longest as long as is waited for here
    public String tooLong(Duration asked, Duration longest) {
        var most = limits.call(longest);
        return "%s asked to wait %s, and a call waits at most %s"
                .formatted(name, Limits.said(asked), Limits.said(most));
    }

    /// That the time for a stack is over.
    static Diagnostic over(ErrorCode code, String what, Limits limits) {
        return new Diagnostic(
                code,
                what + ": the time for one stack is over (" + Limits.said(limits.stack()) + ")",
                "raise limits.stackSeconds",
                "",
                Cause.AWAY);
    }
}
