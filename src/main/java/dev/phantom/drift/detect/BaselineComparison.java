package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Witness;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;

/// What an earlier, undrifted live model adds to a comparison: it vouches for declared changes and confirms undeclared
/// ones.
///
/// @param now  what live has and the template does not speak of
/// @param then what the earlier model had and the template does not speak of
record BaselineComparison(List<Change> now, List<Change> then) {

    /// @param declared the declared changes of the comparison with the template
    /// @param since    the changes from the earlier model to live
    List<Change> confirmed(List<Change> declared, List<Change> since) {
        var all = new ArrayList<Change>();
        for (var change : declared) {
            boolean vouched = since.stream()
                    .anyMatch(other -> change.path().overlaps(other.path())
                            || actualPath(change).overlaps(actualPath(other)));
            all.add(vouched ? change.with(change.circumstances().witness(Witness.BASELINE)) : change);
        }
        for (var change : since) {
            boolean known = declared.stream()
                    .anyMatch(other -> change.path().overlaps(other.path())
                            || actualPath(change).overlaps(actualPath(other)));
            if (!known && undeclared(change)) {
                all.add(change.with(circumstances(change)));
            }
        }
        return all;
    }

    private static Circumstances circumstances(Change change) {
        return Circumstances.undeclared()
                .protection(change.circumstances().protection())
                .confirmedBy(Witness.BASELINE);
    }

    /// Whether the template is silent about the place of this change. Where it speaks, the comparison with it has said
    /// all there is to say.
    private boolean undeclared(Change change) {
        return switch (change) {
            case Change.Add add -> within(add.path(), now);
            case Change.Remove remove -> within(remove.path(), then);
            case Change.NotEqual both -> within(both.actualPath(), now) || within(both.path(), then);
        };
    }

    private static boolean within(PropertyPath path, List<Change> silent) {
        return silent.stream().anyMatch(place -> path.startsWith(actualPath(place)));
    }

    static PropertyPath actualPath(Change change) {
        return change instanceof Change.NotEqual n ? n.actualPath() : change.path();
    }
}
