package dev.phantom.notify;

import dev.phantom.fault.Diagnostic;
import java.util.List;
import java.util.Optional;

/// A way to people. One attempt a run, bounded in time: what fails is tried again by the next run.
public interface Channel {

    /// As the configuration calls it, and what is kept of it.
    String name();

    Audience audience();

    /// Whether this channel has anything to say of it; what it has not is dropped.
    default boolean tells(News news) {
        return news.kind() != News.Kind.REPLACED;
    }

    /// What its address or its keys lack; empty where a message could be sent. Sends nothing.
    Optional<Diagnostic> lacks();

    /// Never throws for what the service did.
    Delivery deliver(Message message);

    /// What arrived, and why the rest did not.
    record Delivery(List<News> arrived, Optional<Diagnostic> failure) {
        public Delivery {
            arrived = List.copyOf(arrived);
        }

        public static Delivery all(Message message) {
            return new Delivery(message.news(), Optional.empty());
        }

        public static Delivery none(Diagnostic why) {
            return new Delivery(List.of(), Optional.of(why));
        }
    }
}
