package dev.phantom.assembly;

import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateHistory;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import java.util.Optional;

/// A safe state of whose history nobody is asked.
///
/// @param why as the case says it
record WithoutHistory(SafeStateSource source, String why) implements SafeStateSource {

    @Override
    public SafeState read(Stack stack) {
        return source.read(stack);
    }

    @Override
    public Optional<byte[]> beside(String path) {
        return source.beside(path);
    }

    @Override
    public SafeStateHistory history() {
        return SafeStateHistory.none(why);
    }
}
