package dev.phantom.channel;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.notify.Audience;
import dev.phantom.notify.Channel;
import dev.phantom.notify.Message;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// A channel whose messages are one JSON document each, posted to an address that is a secret in itself.
///
/// @param address throws PhantomException SETTING where the environment has none
/// @param body    of a message
record HookChannel(String name, Audience audience, Supplier<URI> address, Function<Message, String> body, JsonPost post)
        implements Channel {

    @Override
    public Optional<Diagnostic> lacks() {
        return ChannelSettings.lacks(() -> {
            var unused = address.get();
        });
    }

    @Override
    public Delivery deliver(Message message) {
        try {
            return post.send(name, address.get(), Map.of(), body.apply(message), message.at())
                    .map(Delivery::none)
                    .orElseGet(() -> Delivery.all(message));
        } catch (PhantomException e) {
            return Delivery.none(e.diagnostic());
        }
    }
}
