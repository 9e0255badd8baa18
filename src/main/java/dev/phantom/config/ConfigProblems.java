package dev.phantom.config;

import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What is wrong with a configuration, told all at once.
final class ConfigProblems {

    private static final int MOST = 10;

    private final Set<Diagnostic> found = new LinkedHashSet<>();

    void add(Diagnostic problem) {
        found.add(problem);
    }

    /// What was read; empty where that failed, which is noted.
    <T> Optional<T> of(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (PhantomException e) {
            add(e.diagnostic());
            return Optional.empty();
        }
    }

    /// @throws PhantomException with all that was noted, in one line, under the code and place of the first
    void raise() {
        if (found.isEmpty()) {
            return;
        }
        var first = found.iterator().next();
        if (found.size() == 1) {
            throw new PhantomException(first);
        }
        var all = found.stream()
                .limit(MOST)
                .map(p -> (p.equals(first) ? "" : p.address() + " ")
                        + p.summary()
                        + (p.detail().isEmpty() ? "" : "; " + p.detail()))
                .collect(Collectors.joining(" · "));
        var more = found.size() > MOST ? " · and " + (found.size() - MOST) + " more" : "";
        throw new PhantomException(new Diagnostic(first.code(), all + more, "", first.address()));
    }
}
