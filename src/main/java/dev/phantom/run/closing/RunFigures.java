package dev.phantom.run.closing;

import dev.phantom.fault.PhantomException;
import dev.phantom.run.LastLook;
import dev.phantom.run.RunEvent;
import dev.phantom.run.RunEvents;
import dev.phantom.run.Runs;
import dev.phantom.run.StackFigures;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells how every stack of the configuration is known to be, whether or not this run walked it to the end.
///
/// | the stack | open, age, cost | coverage |
/// |---|---|---|
/// | was walked | as seen | as compared |
/// | failed on the way | as the last walk left it, older by now; none without one | 0: this run compared nothing of it
/// |
/// | was not asked for | as the last walk left it, older by now; none without one | the last walk's; none without one |
///
/// A failed walk must neither end an alarm by an invented 0 nor let the series end as if all were well; the fall in
/// coverage tells it.
///
/// @param walked figures of the stacks that came to the end, nested ones included
/// @param chosen stacks that were to be walked
record RunFigures(Runs runs, Map<Stack, LastLook> walked, List<Stack> chosen, Instant now) {

    void tell(RunEvents.RunScope events, List<Stack> configured) {
        var counted = new HashSet<StackId>();
        walked.forEach((stack, look) -> {
            counted.add(stack.id());
            events.happened(new RunEvent.StackMeasured(stack, StackFigures.of(look, look.coverage(), now)));
        });
        configured.stream()
                .filter(stack -> counted.add(stack.id()))
                .forEach(stack -> events.happened(new RunEvent.StackMeasured(stack, unseen(stack))));
    }

    private StackFigures unseen(Stack stack) {
        var asked = chosen.stream().anyMatch(s -> s.id().equals(stack.id()));
        return last(stack)
                .map(look -> StackFigures.of(look, asked ? 0.0 : look.coverage(), now))
                .orElseGet(() -> StackFigures.unknown(asked ? 0.0 : null));
    }

    /// A history that cannot be read has failed the walk already, if it was walked.
    private Optional<LastLook> last(Stack stack) {
        try {
            return runs.lastLook(stack.id());
        } catch (PhantomException e) {
            return Optional.empty();
        }
    }
}
