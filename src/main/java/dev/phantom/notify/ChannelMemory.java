package dev.phantom.notify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What one channel knows: what it was told, or will be by what waits, and what waits to be sent.
///
/// @param known   drifts that are open, by driftId, as they were told of last
/// @param waiting oldest first, one for each drift
public record ChannelMemory(Map<String, DriftState> known, List<News> waiting) {

    public static final ChannelMemory NOTHING = new ChannelMemory(Map.of(), List.of());

    public ChannelMemory {
        known = Map.copyOf(known);
        waiting = List.copyOf(waiting);
    }

    /// With this to be sent, too.
    ChannelMemory with(List<News> more) {
        var all = new LinkedHashMap<String, News>();
        waiting.forEach(one -> all.put(one.drift().driftId(), one));
        more.forEach(one -> all.merge(one.drift().driftId(), one, News::then));
        var now = new HashMap<>(known);
        for (var one : more) {
            if (one.kind().over()) {
                now.remove(one.drift().driftId());
            } else {
                now.put(one.drift().driftId(), one.drift());
            }
        }
        return new ChannelMemory(now, List.copyOf(all.values()));
    }

    /// Without what nobody is to be told of.
    ChannelMemory only(Predicate<News> told) {
        return new ChannelMemory(known, waiting.stream().filter(told).toList());
    }

    /// When these have arrived.
    ChannelMemory without(Collection<News> sent) {
        var left = new ArrayList<>(waiting);
        left.removeAll(sent);
        return new ChannelMemory(known, left);
    }

    /// Whether a message says already, or will, that this drift is new.
    boolean waitsAsNew(DriftState drift) {
        return waiting.stream()
                .anyMatch(one ->
                        one.kind() == News.Kind.NEW && one.drift().driftId().equals(drift.driftId()));
    }
}
