package dev.phantom.sandbox.aws;

import dev.phantom.sandbox.loopback.CallLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What every call passes: it is written to the log, with every IAM action that it needs, refused if one is denied, and
/// throttled now and then.
final class CallGate {

    private final AwsWorld world;
    private final Access access;
    private final CallLog log;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> throttled = new HashMap<>();

    CallGate(AwsWorld world, Access access, CallLog log) {
        this.world = world;
        this.access = access;
        this.log = log;
    }

    /// Throttles the next calls of one operation.
    synchronized void throttle(String operation, int calls) {
        throttled.put(operation, calls);
    }

    /// @param service    as the log names it
    /// @param prefix     of the service's IAM actions
    /// @param types      resource types that are read for the caller
    /// @param throttling what the protocol calls that there were too many calls
    void admit(
            Caller caller,
            String service,
            String operation,
            String prefix,
            Collection<String> types,
            String throttling) {
        var own = new ArrayList<>(List.of(prefix + ":" + operation));
        if (operation.equals("DetectStackDrift")) {
            own.add(prefix + ":DetectStackResourceDrift"); // AWS authorizes both
        }
        var actions = new ArrayList<>(own);
        types.stream()
                .flatMap(t -> world.types.readActions(t).stream())
                .distinct()
                .forEach(actions::add);
        log.record("aws", service + "." + operation, String.join(" ", actions));
        access.require(caller, own);
        if (tooMany(service, operation)) {
            throw new AwsFault(400, throttling, "Rate exceeded");
        }
    }

    private synchronized boolean tooMany(String service, String operation) {
        var every = world.quirks.throttleEvery();
        var left = throttled.getOrDefault(operation, 0);
        throttled.put(operation, Math.max(0, left - 1));
        var count = counts.merge(service, 1, Integer::sum);
        return left > 0 || every > 0 && count % every == 0;
    }
}
