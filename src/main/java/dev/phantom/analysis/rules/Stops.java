package dev.phantom.analysis.rules;

import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tasks, nodes or instances that stopped or failed, in the days around a change.
///
/// @param before until the change
/// @param since  after it
record Stops(List<Exhibit> before, List<Exhibit> since) {
    private static final Pattern STOPPED = Pattern.compile(
            "(?is).*\\b(task|instance|node|container|worker)s?\\b.*\\b(stopped|failed|killed|out of memory)\\b.*");
    private static final int AGAIN = 2;

    static Stops of(CaseFacts d) {
        var at = d.file().window().changedAt();
        var all = d.file().evidence().exhibits().stream()
                .filter(e -> e.signal() instanceof Signal.Event v
                        && v.kind() == Signal.Event.Kind.OTHER
                        && STOPPED.matcher(v.summary()).matches())
                .toList();
        return new Stops(
                all.stream().filter(e -> e.signal().at().isBefore(at)).toList(),
                all.stream().filter(e -> !e.signal().at().isBefore(at)).toList());
    }

    /// What stopped again and again has not since.
    boolean over() {
        return before.size() >= AGAIN && since.isEmpty();
    }

    Optional<Instant> last() {
        return before.stream().map(e -> e.signal().at()).max(Instant::compareTo);
    }

    List<String> ids() {
        return before.stream().map(Exhibit::id).toList();
    }
}
