package dev.phantom.stack;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.LiveResource.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// A deployed stack with the nested stacks that it is made of, each a tree again. A nested stack that cannot be read is
/// no failure of its parent: it is lost, and why is said.
///
/// @param nested by the logical id of the parent's `AWS::CloudFormation::Stack`
/// @param lost   by that logical id: why the nested stack was not read
public record StackTree(DeployedState deployed, Map<String, StackTree> nested, Map<String, Diagnostic> lost) {

    /// Levels below the root. Nobody nests so deep; what seems to, leads in a circle.
    static final int DEEPEST = 16;

    public StackTree {
        nested = Collections.unmodifiableMap(new LinkedHashMap<>(nested));
        lost = Collections.unmodifiableMap(new LinkedHashMap<>(lost));
    }

    /// @throws PhantomException if the root itself cannot be read
    public static StackTree read(DeployedStateSource source, StackId root) {
        return read(source, root, true);
    }

    /// @param imports whether a template that is evaluated beside the root's may import values
    public static StackTree read(DeployedStateSource source, StackId root, boolean imports) {
        return below(source.read(root, imports), source, DEEPEST);
    }

    private static StackTree below(DeployedState deployed, DeployedStateSource source, int levels) {
        var nested = new LinkedHashMap<String, StackTree>();
        var lost = new LinkedHashMap<String, Diagnostic>();
        for (var resource : deployed.resources().values()) {
            resource.nested().ifPresent(child -> {
                try {
                    nested.put(resource.logicalId(), below(child(child, source, levels), source, levels - 1));
                } catch (PhantomException e) {
                    lost.put(resource.logicalId(), e.diagnostic());
                }
            });
        }
        return new StackTree(deployed, nested, lost);
    }

    private static DeployedState child(StackId id, DeployedStateSource source, int levels) {
        if (levels == 0) {
            throw new PhantomException(
                    Code.AWS_FAILED, "nested stack " + id.name() + " is nested more than " + DEEPEST + " levels deep");
        }
        var deployed = source.read(id);
        if (deployed.effective().isEmpty()) {
            throw new PhantomException(Code.AWS_NO_STACK, "nested stack " + id.name() + " has no template");
        }
        return deployed;
    }

    /// The same live state, in which the resource of a lost nested stack does not pass for read.
    public LiveState markingLost(LiveState live) {
        return lost.isEmpty()
                ? live
                : new LiveState(
                        live.id(),
                        live.scanId(),
                        live.source(),
                        live.capturedAt(),
                        live.resources().stream().map(this::markingLost).toList(),
                        live.unmanaged(),
                        live.gaps());
    }

    private LiveResource markingLost(LiveResource resource) {
        var why = lost.get(resource.logicalId());
        if (why == null || resource.status() != Status.READ) {
            return resource;
        }
        return new LiveResource(
                resource.logicalId(),
                resource.physicalId(),
                resource.type(),
                resource.identifier(),
                resource.properties(),
                resource.provenance(),
                why.code() == Code.AWS_CREDENTIALS ? Status.DENIED : Status.FAILED,
                why.line());
    }

    /// Why nested stacks were not read that may be there: one of which AWS says that it does not exist is a gap, no
    /// failure.
    public List<Diagnostic> unread() {
        return lost.values().stream().filter(why -> why.cause().withheld()).toList();
    }

    /// The same at every level.
    ///
    /// @param taker takes the stack that it is nested in, and why it was not read
    public void eachUnread(BiConsumer<StackId, Diagnostic> taker) {
        unread().forEach(why -> taker.accept(deployed.id(), why));
        nested.values().forEach(child -> child.eachUnread(taker));
    }
    /// What is lost, in words.
    public List<String> gaps() {
        return lost.entrySet().stream()
                .map(e -> "nested stack " + e.getKey() + " is not compared: "
                        + e.getValue().line())
                .toList();
    }
}
