package dev.phantom.run;

import dev.phantom.fault.Diagnostic;
import dev.phantom.stack.Stack;
import java.util.List;

/// Watches runs and never breaks one: no method of it or of its scopes throws. What goes on is a scope, and scopes
/// nest:
/// run › stack › stage › pull request. Whoever works in a scope is handed it, so stacks can be walked side by side on
/// any threads; nothing is current.
public interface RunEvents extends AutoCloseable {

    /// Watches nothing.
    RunEvents NONE = new Unwatched();

    /// @param stacks that are to be walked
    RunScope run(List<Stack> stacks);

    /// Hands over what was gathered, within a bound; failures only warn.
    @Override
    void close();

    /// Ends when it is closed; closing it again changes nothing.
    interface Scope extends AutoCloseable {

        /// It did not come to its end, or not all of it.
        void failed(Diagnostic why);

        @Override
        void close();
    }

    interface RunScope extends Scope {
        /// The walk of one stack; several may be open at once.
        StackScope stack(Stack stack);

        void happened(RunEvent.OfRun event);
    }

    interface StackScope extends Scope {
        StageScope stage(Stage stage);

        void happened(RunEvent.OfStack event);
    }

    interface StageScope extends Scope {
        /// One proposal on its way to the code host.
        PullRequestScope pullRequest();

        void happened(RunEvent.OfStage event);
    }

    /// Closed without being settled it leaves no trace: there was nothing to settle.
    interface PullRequestScope extends Scope {
        void settled(RunEvent.PullRequestSettled event);
    }
}
