package dev.phantom.wire;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Limits;
import dev.phantom.fault.PhantomException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// All vendors of one run, and until when each stack is waited for.
public final class Network {

    private final Limits limits;
    private final InstantSource clock;
    private final Consumer<String> notes;
    private final Map<String, Vendor> vendors = new ConcurrentHashMap<>();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /// @param notes takes a line for people: a vendor that is given up, a clock that is wrong
    public Network(Limits limits, InstantSource clock, Consumer<String> notes) {
        this.limits = limits;
        this.clock = clock;
        this.notes = notes;
    }

    /// With the limits of nobody's configuration, and nobody to tell.
    public static Network standard() {
        return new Network(Limits.DEFAULT, InstantSource.system(), note -> {});
    }

    public Limits limits() {
        return limits;
    }

    /// The same one for the same name.
    public Vendor vendor(String name) {
        return vendors.computeIfAbsent(name, n -> new Vendor(n, limits, clock, notes));
    }

    /// A language model's, which may take longer.
    public Vendor model(String name) {
        return vendors.computeIfAbsent(name, n -> new Vendor(n, limits.ofModel(), clock, notes));
    }

    /// How long anything may still be waited for because of this stack; zero when that is over. Its time begins when
    /// it is asked for first.
    public Duration left(String stack) {
        var end = ends.computeIfAbsent(stack, s -> clock.instant().plus(limits.stack()));
        var left = Duration.between(clock.instant(), end);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// @param what what is not done then
    /// @throws PhantomException if the time for this stack is over
    public void within(String stack, ErrorCode code, String what) {
        if (left(stack).isZero()) {
            Diagnostic over = Vendor.over(code, what, limits);
            throw new PhantomException(over);
        }
    }
}
