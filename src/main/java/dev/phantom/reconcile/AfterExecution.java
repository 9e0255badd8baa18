package dev.phantom.reconcile;

import dev.phantom.fault.PhantomException;
import java.util.List;
import java.util.function.Supplier;

/// The look at what was carried out. Whether it can be made or not, it was carried out, and whoever is told only of the
/// look that failed would think that nothing had been done.
final class AfterExecution {

    private AfterExecution() {}

    /// What still differs, or that nobody knows.
    static List<String> left(Supplier<List<String>> look) {
        try {
            return look.get();
        } catch (PhantomException e) {
            return List.of("it was carried out, and whether anything still differs is not known: "
                    + e.diagnostic().line());
        }
    }
}
