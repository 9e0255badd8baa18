package dev.phantom.aws;

import dev.phantom.aws.ScanReader.Scan;
import dev.phantom.aws.ScanReader.Scanned;
import dev.phantom.aws.TemplateKeeper.Held;
import dev.phantom.aws.TemplateKeeper.Member;
import dev.phantom.fault.PhantomException;
import dev.phantom.state.DeployedState;
import dev.phantom.state.StackResource;
import dev.phantom.template.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Reads a stack through its kept generated templates: brings their members up to date, refreshes them, takes the
/// bodies. Collects as it goes, so that a later failure loses nothing; a template's failure is a line of progress, and
/// what it leaves unread is for Cloud Control.
final class GeneratorReader {

    private static final int SHRINKS = 5;
    private static final Duration FRESH = Duration.ofDays(1);

    private final TemplateKeeper keeper;
    private final ScanReader scans;
    private final StackIdentifiers identifiers;
    private final LiveOptions options;
    private final Consumer<String> progress;

    final Map<String, Value.MapValue> models = new LinkedHashMap<>();
    final Map<String, Map<String, String>> known = new LinkedHashMap<>();
    final Set<String> parameters = new LinkedHashSet<>();
    final List<Scanned> beside = new ArrayList<>();
    final List<String> made = new ArrayList<>();
    String scanId = "";

    GeneratorReader(TemplateKeeper keeper, ScanReader scans, StackIdentifiers identifiers, LiveOptions options, Consumer<String> progress) {
        this.keeper = keeper;
        this.scans = scans;
        this.identifiers = identifiers;
        this.options = options;
        this.progress = progress;
    }

    void read(DeployedState deployed, List<StackResource> resources, Instant now) {
        var chunks = existing(deployed, resources.size());
        var plan = plan(chunks, resources);
        var newcomers = resources.stream().filter(r -> !plan.kept.contains(r.logicalId())).toList();
        var scanned = newcomers.isEmpty() ? List.<Scanned>of() : scanned(deployed, newcomers, now);
        place(newcomers, scanned, plan.chunks);
        for (var chunk : plan.chunks) {
            try {
                settle(chunk).ifPresent(held -> take(chunk.name, held));
            } catch (AwsServiceException e) {
                if (plan.chunks.indexOf(chunk) == 0 && models.isEmpty()) {
                    throw e;
                }
                progress.accept("generated template " + chunk.name + " failed: " + AwsErrors.text(e) + "; Cloud Control reads the rest");
            }
        }
        if (options.discover()) {
            discover(resources, now);
        }
    }

    /// Takes away what this reader itself has created.
    void deleteMade() {
        made.forEach(keeper::delete);
    }

    /// One template: what is in it, what comes and goes.
    private static final class Chunk {
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

    private record Plan(List<Chunk> chunks, Set<String> kept) {}

    private List<Chunk> existing(DeployedState deployed, int resources) {
        var chunks = new ArrayList<Chunk>();
        var needed = Math.max(1, Math.ceilDiv(resources, TemplateKeeper.CHUNK));
        for (var i = 0; ; i++) {
            var name = TemplateKeeper.name(deployed.id(), i);
            var held = keeper.find(name);
            if (i >= needed && held.isEmpty()) {
                return chunks;
            }
            chunks.add(new Chunk(name, held));
        }
    }

    /// Members that still are what the stack has stay where they are.
    private Plan plan(List<Chunk> chunks, List<StackResource> resources) {
        var kept = new LinkedHashSet<String>();
        for (var chunk : chunks) {
            chunk.held.map(Held::members).orElse(Map.of()).forEach((logicalId, member) -> {
                var same = resources.stream().anyMatch(r -> r.logicalId().equals(logicalId)
                        && r.type().equals(member.type())
                        && identifiers.matches(r, member.identifier()));
                if (same && kept.add(logicalId)) {
                    known.put(logicalId, member.identifier());
                } else {
                    chunk.leaving.add(logicalId);
                }
            });
        }
        return new Plan(chunks, kept);
    }

    /// A valid scan first; a new one where there is none, or where the stack has moved on since.
    private List<Scanned> scanned(DeployedState deployed, List<StackResource> newcomers, Instant now) {
        var types = types(newcomers);
        var valid = options.rescan() ? Optional.<Scan>empty() : scans.valid(types, Instant.EPOCH);
        if (valid.isPresent()) {
            scanId = valid.get().id();
            var found = scans.resources(valid.get(), types);
            var updated = deployed.lastUpdated();
            if (updated == null
                    || valid.get().start().isAfter(updated)
                    || newcomers.stream().allMatch(r -> member(r, found).isPresent())) {
                return found;
            }
        }
        var scan = scans.scan(types, now);
        scanId = scan.id();
        return scans.resources(scan, types);
    }

    private void place(List<StackResource> newcomers, List<Scanned> scanned, List<Chunk> chunks) {
        for (var resource : newcomers) {
            var member = member(resource, scanned);
            if (member.isEmpty()) {
                progress.accept(resource.logicalId() + " is in no resource scan; Cloud Control reads it");
                continue;
            }
            var room = chunks.stream().filter(c -> c.size() < TemplateKeeper.CHUNK).findFirst();
            room.ifPresent(chunk -> {
                chunk.joining.put(resource.logicalId(), new Member(resource.type(), member.get().identifier()));
                known.put(resource.logicalId(), member.get().identifier());
            });
        }
    }

    /// By the physical id where it is a part of the identifier, else by the identifier as a whole.
    private Optional<Scanned> member(StackResource resource, List<Scanned> scanned) {
        var ofType = scanned.stream().filter(s -> s.type().equals(resource.type())).toList();
        var named = ofType.stream().filter(s -> s.identifier().containsValue(resource.physicalId())).toList();
        var fitting = (named.isEmpty() ? ofType : named).stream().filter(s -> identifiers.matches(resource, s.identifier())).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private Optional<Held> settle(Chunk chunk) {
        if (chunk.held.isEmpty()) {
            if (chunk.joining.isEmpty()) {
                return Optional.empty();
            }
            made.add(chunk.name); // first, so that an interrupted check deletes it too
            keeper.create(chunk.name, chunk.joining);
        } else if (chunk.size() == 0) {
            keeper.delete(chunk.name);
            return Optional.empty();
        } else {
            keeper.refresh(chunk.name, chunk.joining, chunk.leaving);
        }
        return keeper.find(chunk.name);
    }

    /// Takes the body. A template may end FAILED although its resources are complete: then it is made smaller until
    /// AWS can print it, and Cloud Control reads what was taken out.
    private void take(String name, Held first) {
        var held = first;
        for (var shrink = 0; shrink <= SHRINKS; shrink++) {
            var body = held.status().endsWith("_IN_PROGRESS") ? Optional.<String>empty() : keeper.body(name);
            if (body.isPresent()) {
                parse(body.get());
                return;
            }
            var members = held.members().size();
            var out = held.failed().isEmpty() || held.failed().size() == members ? half(held) : List.copyOf(held.failed().keySet());
            if (!held.isFailed() || members - out.size() < 1 || shrink == SHRINKS) {
                break;
            }
            progress.accept("generated template " + name + " failed with " + held.complete().size() + " of " + members
                    + " resources complete; trying without " + out.size());
            keeper.refresh(name, Map.of(), out);
            held = keeper.find(name).orElse(held);
        }
        progress.accept("generated template " + name + " has no body (" + held.status() + "); Cloud Control reads its resources");
    }

    private static List<String> half(Held held) {
        var all = List.copyOf(held.members().keySet());
        return all.subList(Math.ceilDiv(all.size(), 2), all.size());
    }

    private void parse(String body) {
        try {
            var template = ModelJson.template(body);
            if (template.get("Parameters") instanceof Value.MapValue map) {
                parameters.addAll(map.entries().keySet());
            }
            if (template.get("Resources") instanceof Value.MapValue map) {
                map.entries().forEach((logicalId, resource) -> {
                    if (resource instanceof Value.MapValue r && r.get("Properties") instanceof Value.MapValue properties) {
                        models.put(logicalId, properties);
                    }
                });
            }
        } catch (IOException e) {
            progress.accept("a generated template is not understood: " + e.getMessage() + "; Cloud Control reads its resources");
        }
    }

    private void discover(List<StackResource> resources, Instant now) {
        try {
            var types = types(resources);
            scanId = scans.valid(types, now.minus(FRESH)).orElseGet(() -> scans.scan(types, now)).id();
            var mine = resources.stream()
                    .filter(r -> known.containsKey(r.logicalId()))
                    .map(r -> new Scanned(r.type(), known.getOrDefault(r.logicalId(), Map.of()), true))
                    .toList();
            beside.addAll(scans.unmanagedBeside(scanId, mine));
        } catch (AwsServiceException e) {
            progress.accept("no discovery of unmanaged resources: " + AwsErrors.text(e));
        } catch (PhantomException e) {
            progress.accept("no discovery of unmanaged resources: " + e.diagnostic().line());
        }
    }

    private static Set<String> types(List<StackResource> resources) {
        var types = new TreeSet<String>();
        resources.forEach(r -> types.add(r.type()));
        return types;
    }
}
