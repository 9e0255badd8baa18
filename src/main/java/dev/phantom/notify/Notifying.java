package dev.phantom.notify;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.fault.Plural;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.run.RunReport;
import dev.phantom.stack.StackId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Tells each channel what it does not know yet: at most one message a run. What is to be told is kept before it is
/// sent and forgotten when it has arrived, so nothing is lost; what a service took although it did not say so is told a
/// second time, under the same id.
///
/// @param configured       the stacks of the configuration, those that a run leaves out among them
/// @param privacy          of people and accounts
/// @param publicRepository see [DriftStates]
/// @param link             where the whole report is; may be empty
/// @param notes            takes a line for people: what was sent, or is held back
public record Notifying(
        List<Channel> channels,
        Notified notified,
        Set<StackId> configured,
        Privacy privacy,
        boolean publicRepository,
        String link,
        Consumer<String> notes) {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm VV", Locale.ROOT);

    public Notifying {
        channels = List.copyOf(channels);
        configured = Set.copyOf(configured);
    }

    /// @return what failed, a line for each channel
    public List<Diagnostic> tell(RunReport run, Instant now) {
        var failures = new ArrayList<Diagnostic>();
        each(failures, (channel, page) -> tell(channel, page, run, now, failures::add));
        return failures;
    }

    /// The same, but nothing is sent or kept.
    public List<Diagnostic> rehearse(RunReport run, Instant now) {
        var failures = new ArrayList<Diagnostic>();
        each(failures, (channel, page) -> {
            var waiting = heard(channel, page.read(), run, now).waiting();
            notes.accept(channel.name() + ": " + lines(waiting) + " would be sent"
                    + (quiet(channel, now).isPresent() ? " after the quiet hours" : ""));
        });
        return failures;
    }

    /// A channel that fails costs no other its message.
    private void each(List<Diagnostic> failures, BiConsumer<Channel, Notified.Page> work) {
        for (var channel : channels) {
            try {
                notified.alone(channel.name(), page -> work.accept(channel, page));
            } catch (PhantomException e) {
                failures.add(e.diagnostic());
            } catch (RuntimeException e) {
                failures.add(Diagnostic.unexpected(e)); // a fault of ours costs the message, not the run
            }
        }
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
        var quiet = quiet(channel, now);
        if (quiet.isPresent()) {
            notes.accept("%s: %s held back until %s (quiet hours)"
                    .formatted(
                            channel.name(),
                            lines(memory.waiting()),
                            CLOCK.format(quiet.get().end(now))));
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
        return before.with(new NewsSince(before, channel.audience(), states, configured, now).of(run))
                .only(channel::tells);
    }

    /// The quiet hours of a channel, where it is within them.
    private static Optional<QuietHours> quiet(Channel channel, Instant now) {
        return Optional.ofNullable(channel.audience().quiet()).filter(hours -> hours.at(now));
    }

    private static String lines(List<News> news) {
        return Plural.counted(news.size(), "line");
    }
}
