package dev.phantom.terraform;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.RootModule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// How long Terraform may still be waited for because of one root module: as long as for one stack, in sum.
final class ModuleTime {

    private final Limits limits;
    private final LongSupplier nanos;
    private final Map<String, Long> waited = new ConcurrentHashMap<>();

    /// @param nanos a clock
    ModuleTime(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    /// Begins anew: what was applied can be looked at, however long it took to plan it.
    void again(RootModule module) {
        waited.remove(module.directory());
    }

    /// @param longest how long this question may take anyway
    /// @param work    takes how long it may take now
    /// @throws PhantomException TOO_SLOW if the time is over
    <T> T in(RootModule module, Duration longest, Function<Duration, T> work) {
        var left = limits.stack().minusNanos(waited.getOrDefault(module.directory(), 0L));
        if (!left.isPositive()) {
            throw new PhantomException(new Diagnostic(
                    TerraformCode.TOO_SLOW,
                    "the time for one stack is over (" + Limits.said(limits.stack()) + ")",
                    "raise limits.stackSeconds",
                    module.directory(),
                    Cause.AWAY));
        }
        long begun = nanos.getAsLong();
        try {
            return work.apply(left.compareTo(longest) < 0 ? left : longest);
        } finally {
            waited.merge(module.directory(), nanos.getAsLong() - begun, Long::sum);
        }
    }
}
