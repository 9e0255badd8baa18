package dev.phantom.notify;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.run.RunReport;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells each channel what it does not know yet: at most one message a run. What is to be told is kept before it is
/// sent and forgotten when it has arrived, so nothing is lost; what a service took although it did not say so is told a
/// second time, under the same id.
///
/// @param privacy          of people and accounts
/// @param publicRepository see [DriftStates]
/// @param link             where the whole report is; may be empty
/// @param notes            takes a line for people: what was sent, or is held back
public record Notifying(
        List<Channel> channels,
        Notified notified,
        Privacy privacy,
        boolean publicRepository,
        String link,
        Consumer<String> notes) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm VV", Locale.ROOT);

    public Notifying {
        channels = List.copyOf(channels);
    }

    /// @return what failed, a line for each channel
    public List<Diagnostic> tell(RunReport run, Instant now) {
        var failures = new ArrayList<Diagnostic>();
        for (var channel : channels) {
            try {
                notified.alone(channel.name(), page -> tell(channel, page, run, now, failures::add));
            } catch (PhantomException e) {
                failures.add(e.diagnostic());
            } catch (RuntimeException e) {
                failures.add(Diagnostic.unexpected(e)); // a fault of ours costs the message, not the run
            }
        }
        return failures;
    }

    /// The same, but nothing is sent or kept.
    public List<Diagnostic> rehearse(RunReport run, Instant now) {
        var failures = new ArrayList<Diagnostic>();
        for (var channel : channels) {
            try {
                notified.alone(channel.name(), page -> {
                    var waiting = heard(channel, page.read(), run, now).waiting();
                    notes.accept(channel.name() + ": " + lines(waiting) + " would be sent"
                            + (isQuiet(channel, now) ? " after the quiet hours" : ""));
                });
            } catch (PhantomException e) {
                failures.add(e.diagnostic());
            } catch (RuntimeException e) {
                failures.add(Diagnostic.unexpected(e)); // a fault of ours costs the message, not the run
            }
        }
        return failures;
    }

    private void tell(Channel channel, Notified.Page page, RunReport run, Instant now, Consumer<Diagnostic> failed) {
        var before = page.read();
        var memory = heard(channel, before, run, now);
        if (!memory.equals(before)) {
            page.write(memory);
        }
        if (memory.waiting().isEmpty()) {
            return;
        }
        var quiet = channel.audience().quiet();
        if (quiet != null && quiet.at(now)) {
            notes.accept("%s: %s held back until %s (quiet hours)"
                    .formatted(channel.name(), lines(memory.waiting()), CLOCK.format(quiet.end(now))));
            return;
        }
        var message = Message.of(channel.name(), now, memory.waiting(), link);
        var delivery = channel.deliver(message);
        if (!delivery.arrived().isEmpty()) {
            page.write(memory.without(delivery.arrived()));
            notes.accept(channel.name() + ": " + lines(delivery.arrived()) + " sent");
        }
        delivery.failure().ifPresent(failed);
    }

    private ChannelMemory heard(Channel channel, ChannelMemory before, RunReport run, Instant now) {
        var states = new DriftStates(privacy, publicRepository);
        return before.with(new NewsSince(before, channel.audience(), states, now).of(run))
                .only(channel::tells);
    }

    private static boolean isQuiet(Channel channel, Instant now) {
        var quiet = channel.audience().quiet();
        return quiet != null && quiet.at(now);
    }

    private static String lines(List<News> news) {
        return news.size() + (news.size() == 1 ? " line" : " lines");
    }
}
