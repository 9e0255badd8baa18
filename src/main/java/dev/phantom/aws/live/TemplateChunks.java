package dev.phantom.aws.live;

import dev.phantom.aws.live.ScanReader.Scanned;
import dev.phantom.aws.live.TemplateKeeper.Held;
import dev.phantom.aws.live.TemplateKeeper.Member;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which resource of a stack stands in which of its generated templates: five hundred in each, those that are there
/// stay where they are.
final class TemplateChunks {

    /// One template: what is in it, what comes and goes.
    static final class Chunk {
        final String name;
        final Optional<Held> held;
        final List<String> leaving = new ArrayList<>();
        final Map<String, Member> joining = new LinkedHashMap<>();

        Chunk(String name, Optional<Held> held) {
            this.name = name;
            this.held = held;
        }

        int size() {
            return held.map(h -> h.members().size()).orElse(0) - leaving.size() + joining.size();
        }
    }

    private final StackIdentifiers matcher;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Map<String, Map<String, String>> identifiers = new LinkedHashMap<>();

    private TemplateChunks(StackIdentifiers matcher) {
        this.matcher = matcher;
    }

    /// The templates that the stack has and those that it needs.
    static TemplateChunks existing(
            TemplateKeeper keeper, StackId stack, List<StackResource> resources, StackIdentifiers matcher) {
        var result = new TemplateChunks(matcher);
        var needed = Math.max(1, Math.ceilDiv(resources.size(), TemplateKeeper.CHUNK));
        for (var i = 0; ; i++) {
            var name = TemplateKeeper.name(stack, i);
            var held = keeper.find(name);
            if (i >= needed && held.isEmpty()) {
                return result;
            }
            var chunk = new Chunk(name, held);
            result.chunks.add(chunk);
            result.keep(chunk, resources);
        }
    }

    List<Chunk> all() {
        return chunks;
    }

    boolean anyHeld() {
        return chunks.stream().anyMatch(c -> c.held.isPresent());
    }

    /// Of every resource that stands in a template or will: its identifier, by logical id.
    Map<String, Map<String, String>> identifiers() {
        return identifiers;
    }

    List<StackResource> newcomers(List<StackResource> resources) {
        return resources.stream()
                .filter(r -> !identifiers.containsKey(r.logicalId()))
                .toList();
    }

    /// Members that still are what the stack has.
    private void keep(Chunk chunk, List<StackResource> resources) {
        chunk.held.map(Held::members).orElse(Map.of()).forEach((logicalId, member) -> {
            var same = resources.stream()
                    .anyMatch(r -> r.logicalId().equals(logicalId)
                            && r.type().equals(member.type())
                            && matcher.matches(r, member.identifier()));
            if (!same || identifiers.putIfAbsent(logicalId, member.identifier()) != null) {
                chunk.leaving.add(logicalId);
            }
        });
    }

    /// What a scan does not have is left for Cloud Control.
    void place(List<StackResource> newcomers, List<Scanned> scanned, Progress progress) {
        for (var resource : newcomers) {
            var member = scanned(resource, scanned);
            if (member.isEmpty()) {
                progress.accept(resource.logicalId() + " is in no resource scan; Cloud Control reads it");
                continue;
            }
            var room =
                    chunks.stream().filter(c -> c.size() < TemplateKeeper.CHUNK).findFirst();
            room.ifPresent(chunk -> {
                chunk.joining.put(
                        resource.logicalId(),
                        new Member(resource.type(), member.get().identifier()));
                identifiers.put(resource.logicalId(), member.get().identifier());
            });
        }
    }

    /// By the physical id where it is a part of the identifier, else by the identifier as a whole.
    Optional<Scanned> scanned(StackResource resource, List<Scanned> scanned) {
        var ofType =
                scanned.stream().filter(s -> s.type().equals(resource.type())).toList();
        var named = ofType.stream()
                .filter(s -> s.identifier().containsValue(resource.physicalId()))
                .toList();
        var fitting = (named.isEmpty() ? ofType : named)
                .stream().filter(s -> matcher.matches(resource, s.identifier())).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
