package dev.phantom.analysis.background;

import java.time.Instant;
import java.util.function.UnaryOperator;

/// Another write of the actor who made the drift.
///
/// @param event    `AuthorizeSecurityGroupIngress`
/// @param resource what it was made on: a logical id of the stack, else the name in the request; empty if not known
/// @param source   class of the address that it came from, in words
/// @param request  its parameters as JSON, secrets out; empty if it has none
public record Act(Instant at, String event, String resource, String source, String request) {

    Act mapText(UnaryOperator<String> words, UnaryOperator<String> passages) {
        return new Act(at, words.apply(event), words.apply(resource), words.apply(source), passages.apply(request));
    }
}
