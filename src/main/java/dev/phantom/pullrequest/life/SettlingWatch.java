package dev.phantom.pullrequest.life;

import dev.phantom.fault.Diagnostic;
import dev.phantom.pullrequest.DriftGroup;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Register;
import org.jspecify.annotations.Nullable;

/// Is told when the settling of a proposal begins, and what came of it. It throws nothing.
public interface SettlingWatch {

    SettlingWatch NONE = new SettlingWatch() {
        @Override
        public Begun begun(DriftGroup group) {
            return new Unheard();
        }

        @Override
        public Begun begun(Register.Entry gone) {
            return new Unheard();
        }
    };

    Begun begun(DriftGroup group);

    /// A pull request whose drifts are gone.
    Begun begun(Register.Entry gone);

    interface Begun {
        /// Why the outcome will be `failed`.
        void failed(Diagnostic why);

        /// The end of it.
        ///
        /// @param outcome null where there was nothing to settle
        void settled(@Nullable Outcome outcome);
    }

    /// Of which nobody is told.
    record Unheard() implements Begun {
        @Override
        public void failed(Diagnostic why) {}

        @Override
        public void settled(@Nullable Outcome outcome) {}
    }
}
