package dev.phantom.pullrequest;

import dev.phantom.analysis.Provisional;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why an outcome is what it is, with its text for people and reports.
public sealed interface OutcomeReason {

    /// Empty where there is nothing to say.
    String text();

    /// The same for people, with what a report's closed list has no place for.
    default String words() {
        return text();
    }
    /// Nothing to say.
    OutcomeReason NONE = new Described("");

    static OutcomeReason of(String text) {
        return text.isEmpty() ? NONE : new Described(text);
    }

    /// What policy keeps back.
    enum Held implements OutcomeReason {
        MODE,
        CAP,
        WITNESS,
        PAUSE;

        @Override
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A state in which a drift's pull request rests until somebody does something.
    enum Resting implements OutcomeReason {
        WITHDRAWN("withdrawn; a person must decide");

        private final String text;

        Resting(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /// Its revert was merged and is not carried out in AWS.
    ///
    /// @param pullRequest number
    /// @param on          day of the merge; null where it is not known
    /// @param until       the last day on which that is waited for; null: no end
    record Unapplied(
            int pullRequest,
            @Nullable LocalDate on,
            @Nullable LocalDate until) implements OutcomeReason {
        @Override
        public String text() {
            return "merged in #" + pullRequest + (on == null ? "" : " on " + on)
                    + "; the reconcile record has not been applied yet"
                    + (until == null ? "" : "; it is proposed again after " + until);
        }
    }

    /// Its change is merged, and no deployment has brought it yet.
    ///
    /// @param pullRequest number
    /// @param on          day of the merge; null where it is not known
    /// @param late        the last deployment came after the merge and did not bring it, or none came for a day
    /// @param deployed    day of that deployment; null where none came
    record Undeployed(
            int pullRequest,
            @Nullable LocalDate on,
            boolean late,
            @Nullable LocalDate deployed) implements OutcomeReason {
        @Override
        public String text() {
            var merged = "merged in #" + pullRequest;
            if (!late) {
                return merged + ", waits for deployment";
            }
            var since = merged + (on == null ? "" : " on " + on);
            return deployed == null
                    ? since + ", not deployed since; deploy the base branch"
                    : since + ", but the deployment of " + deployed
                            + " did not bring it; check which commit was deployed";
        }
    }

    /// A person closed its pull request, which hides a grave finding for a time.
    ///
    /// @param until the last day
    record DeclinedUntil(LocalDate until) implements OutcomeReason {
        @Override
        public String text() {
            return "hides a finding of level high or critical until " + until + "; then it is proposed again";
        }
    }

    /// Other pull requests of its stack go first.
    record WaitsFor(List<Integer> pullRequests) implements OutcomeReason {
        public WaitsFor {
            pullRequests = List.copyOf(pullRequests);
        }

        @Override
        public String text() {
            return "waits for "
                    + String.join(", ", pullRequests.stream().map(n -> "#" + n).toList());
        }
    }

    /// Nothing holds the pull request back, but what it asks for cannot be done in AWS before these are settled.
    ///
    /// @param what `#3`, or logical ids of what has no pull request
    record RecordWaits(List<String> what) implements OutcomeReason {
        public RecordWaits {
            what = List.copyOf(what);
        }

        @Override
        public String text() {
            var numbers = what.stream().filter(w -> w.startsWith("#")).collect(Collectors.joining(", "));
            var drifts = what.stream().filter(w -> !w.startsWith("#")).collect(Collectors.joining(", "));
            return "its revert in AWS waits for " + numbers + (numbers.isEmpty() || drifts.isEmpty() ? "" : " and ")
                    + (drifts.isEmpty() ? "" : "the drift of " + drifts);
        }

        @Override
        public String words() {
            return words(what.size());
        }

        /// The same with as many of them as a reader wants to see, and how many more there are.
        public String words(int most) {
            var named = what.stream()
                    .limit(most)
                    .map(w -> w.startsWith("#") ? w : "the drift of " + w)
                    .collect(Collectors.joining(", "));
            var more = what.size() - most;
            return "its revert is applied in AWS after " + named + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /// The verdict was made while a source did not answer.
    record OnGaps(Provisional why) implements OutcomeReason {
        @Override
        public String text() {
            return "provisional";
        }

        @Override
        public String words() {
            return why.text();
        }
    }

    /// What a gate, a host or a diagnostic said.
    record Described(String text) implements OutcomeReason {}
}
