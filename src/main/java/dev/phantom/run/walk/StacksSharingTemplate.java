package dev.phantom.run.walk;

import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import java.util.List;

/// The stacks that a patch must not move.
///
/// @param configured every configured one
/// @param nest       the stack's own nest, of which more is known than files tell; the root first
public record StacksSharingTemplate(List<Stack> configured, List<NestedStacks.Member> nest) {
    public StacksSharingTemplate {
        configured = List.copyOf(configured);
        nest = List.copyOf(nest);
    }

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
