package dev.phantom.notify;

import java.util.function.Consumer;

/// What each channel was told, kept between runs beside the history.
public interface Notified {

    /// What is kept of one channel, as long as nobody else may touch it.
    interface Page {
        ChannelMemory read();

        /// Replaces it in one step.
        ///
        /// @throws dev.phantom.fault.PhantomException if it cannot be kept
        void write(ChannelMemory memory);
    }

    /// Does something with one channel's page; other runs that share the history wait until it is done, so that none of
    /// them tells the same.
    ///
    /// @throws dev.phantom.fault.PhantomException if it can neither be read nor locked
    void alone(String channel, Consumer<Page> work);
}
