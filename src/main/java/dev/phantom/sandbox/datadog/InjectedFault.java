package dev.phantom.sandbox.datadog;

/// What goes wrong at one route of the embedded Datadog.
public sealed interface InjectedFault {

    /// 403 as the edge says it.
    record Forbidden() implements InjectedFault {}

    /// 401 as some v2 routes say it.
    record Unauthorised() implements InjectedFault {}

    /// 429 with a reset, `times` times, then well.
    record RateLimited(int resetSeconds, int times) implements InjectedFault {}

    /// 500 or another status, `times` times, then well.
    record Failing(int status, String body, int times) implements InjectedFault {}

    /// No answer as long as the server lives.
    record Hanging() implements InjectedFault {}

    /// 200 that says `status: error`, as metric queries do.
    record SaysError(String error) implements InjectedFault {}

    /// 200 with `meta.status: timeout` and a warning, as searches do.
    record Partial(String warning) implements InjectedFault {}
}
