package dev.phantom.run.closing;

import dev.phantom.run.RunReport;
import dev.phantom.run.StackWalk;
import dev.phantom.run.walk.StackResult;
import dev.phantom.run.walk.StackRun;
import dev.phantom.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stack at the end of its walk.
///
/// @param walk     still open: it is published within it
/// @param result   empty where the walk failed
/// @param failures of the walk
record Walked(Stack stack, StackWalk walk, Optional<StackResult> result, List<RunReport.Failure> failures) {

    Walked {
        failures = List.copyOf(failures);
    }

    /// Nothing was walked of it but what failed.
    static Walked failed(Stack stack, StackWalk walk, List<RunReport.Failure> failures) {
        return new Walked(stack, walk, Optional.empty(), failures);
    }

    static Walked by(StackRun run, StackWalk walk, StackRun.Inputs inputs) {
        var failures = new ArrayList<RunReport.Failure>();
        var result = walk.attempt(inputs.stack(), failures, () -> run.of(walk, inputs));
        return new Walked(inputs.stack(), walk, result, failures);
    }
}
