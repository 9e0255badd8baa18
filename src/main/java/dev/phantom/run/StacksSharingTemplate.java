package dev.phantom.run;

import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.util.List;

/// The stacks that a patch must not move.
///
/// @param configured every configured one
/// @param nest       the stack's own nest, of which more is known than files tell; the root first
record StacksSharingTemplate(List<Stack> configured, List<NestedStacks.Member> nest) {

    Stack stack(StackId id) {
        return nest.stream()
                .map(NestedStacks.Member::stack)
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    boolean isRoot(StackId id) {
        return id.equals(nest.getFirst().stack().id());
    }
}
