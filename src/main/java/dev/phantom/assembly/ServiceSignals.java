package dev.phantom.assembly;

import dev.phantom.datadog.api.Patience;
import dev.phantom.datadog.observe.Observe;
import java.io.PrintStream;
import java.time.Duration;

/// What the source of evidence holds of one service, or of each, printed for a person or a program.
///
/// @param service empty for each service that shows in logs or spans
/// @param last    how far back
/// @param limit   lines under a heading, 1 to 10,000
/// @param json    as one document, `phantom.observe/v1`
public record ServiceSignals(String service, Duration last, int limit, boolean json) {

    /// @return 0, or 1 for refused keys and when every source failed
    /// @throws dev.phantom.fault.PhantomException USAGE for a limit out of bounds
    public int print(Invocation invocation, PrintStream out, PrintStream err) {
        var options = new Observe.Options(service, last, limit, json);
        var environment = LocalKeys.over(invocation, err::println);
        return new Observe(environment, invocation.clock(), Patience.INTERACTIVE, out, err).run(options);
    }
}
