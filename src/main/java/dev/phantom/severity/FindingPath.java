package dev.phantom.severity;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds the change of a drift that brought a risk. A risk that none of its changes touches is not this drift's.
public final class FindingPath {
    private FindingPath() {}

    /// The finding's path, in the paths of the changes: the change's own where it lies at or above the risk, else the
    /// risk's, which then lies above the changes.
    public static Optional<PropertyPath> of(Drift drift, PropertyPath risk) {
        if (drift.changes().isEmpty()) {
            return drift.status() == Drift.Status.UNMANAGED ? Optional.of(risk) : Optional.empty();
        }
        return drift.changes().stream()
                .flatMap(change -> at(change, risk).stream())
                .findFirst();
    }

    private static Optional<PropertyPath> at(Change change, PropertyPath risk) {
        return switch (change) {
            case Change.Add add -> overlap(add.path(), add.path(), risk);
            case Change.NotEqual n -> overlap(n.actualPath(), n.path(), risk);
            // what was removed has no place on the live side: its index counts nothing there
            case Change.Remove r -> related(r.path(), risk) ? Optional.of(r.path()) : Optional.empty();
        };
    }

    private static Optional<PropertyPath> overlap(PropertyPath live, PropertyPath named, PropertyPath risk) {
        if (risk.startsWith(live)) {
            return Optional.of(named);
        }
        if (!live.startsWith(risk)) {
            return Optional.empty();
        }
        int tail = live.segments().size() - risk.segments().size();
        return Optional.of(new PropertyPath(
                named.segments().subList(0, Math.max(0, named.segments().size() - tail))));
    }

    private static boolean related(PropertyPath removed, PropertyPath risk) {
        List<String> a = removed.segments();
        List<String> b = risk.segments();
        return IntStream.range(0, Math.min(a.size(), b.size()))
                .allMatch(i -> a.get(i).equals(b.get(i)) || index(a.get(i)) && index(b.get(i)));
    }

    private static boolean index(String segment) {
        return segment.chars().allMatch(Character::isDigit);
    }
}
