package dev.phantom.aws.live;

import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.ModelJson;
import dev.phantom.aws.live.ScanReader.Scan;
import dev.phantom.aws.live.ScanReader.Scanned;
import dev.phantom.aws.live.TemplateKeeper.Held;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Reads a stack through its kept generated templates: brings their members up to date, refreshes them, takes the
/// bodies. Collects as it goes, so that a later failure loses nothing; a template's failure is a line of progress, and
/// what it leaves unread is for Cloud Control.
final class GeneratorReader {

    private static final int SHRINKS = 5;

    private final TemplateKeeper keeper;
    private final ScanReader scans;
    private final StackIdentifiers identifiers;
    private final LiveOptions options;
    private final Progress progress;

    private final Semaphore generating;

    final Map<String, Value.MapValue> models = new LinkedHashMap<>();
    final Map<String, Map<String, String>> known = new LinkedHashMap<>();
    final Set<String> parameters = new LinkedHashSet<>();
    final List<Scanned> beside = new ArrayList<>();
    final List<String> gaps = new ArrayList<>();
    final List<String> made = new ArrayList<>();
    String scanId = "";

    GeneratorReader(
            TemplateKeeper keeper,
            ScanReader scans,
            StackIdentifiers identifiers,
            LiveOptions options,
            Semaphore generating,
            Progress progress) {
        this.generating = generating;
        this.keeper = keeper;
        this.scans = scans;
        this.identifiers = identifiers;
        this.options = options;
        this.progress = progress;
    }

    void read(DeployedState deployed, List<StackResource> resources, Instant now) {
        var chunks = TemplateChunks.existing(keeper, deployed.id(), resources, identifiers);
        var newcomers = chunks.newcomers(resources);
        if (!newcomers.isEmpty()) {
            chunks.place(newcomers, scannedIfPossible(deployed, newcomers, chunks, now), progress);
        }
        known.putAll(chunks.identifiers());
        for (var chunk : chunks.all()) {
            begin();
            try {
                settle(chunk).ifPresent(held -> take(chunk.name, held));
            } catch (AwsServiceException e) {
                if (models.isEmpty()) {
                    throw e;
                }
                progress.accept("generated template " + chunk.name + " failed: " + AwsErrors.text(e)
                        + "; Cloud Control reads the rest");
            } finally {
                generating.release();
            }
        }
        if (options.discover()) {
            discover(resources, now);
        }
    }

    private void begin() {
        try {
            generating.acquire();
        } catch (InterruptedException e) {
            throw AwsErrors.interrupted("waiting to generate a template", e);
        }
    }

    /// Without a scan the template that is there still serves; without either, nothing does.
    private List<Scanned> scannedIfPossible(
            DeployedState deployed, List<StackResource> newcomers, TemplateChunks chunks, Instant now) {
        try {
            return scanned(deployed, newcomers, chunks, now);
        } catch (AwsServiceException e) {
            if (!chunks.anyHeld()) {
                throw e;
            }
            progress.accept("no resource scan: " + AwsErrors.text(e));
        } catch (PhantomException e) {
            if (!chunks.anyHeld() || e.diagnostic().code() != Code.AWS_SCAN) {
                throw e;
            }
            progress.accept("no resource scan: " + e.diagnostic().line());
        }
        return List.of();
    }

    /// Takes away what this reader itself has created.
    void deleteMade() {
        made.forEach(keeper::delete);
    }

    /// A valid scan first; a new one where there is none, or where the stack has moved on since.
    private List<Scanned> scanned(
            DeployedState deployed, List<StackResource> newcomers, TemplateChunks chunks, Instant now) {
        var types = types(newcomers);
        var valid = options.rescan() ? Optional.<Scan>empty() : scans.valid(types, Instant.EPOCH);
        if (valid.isPresent()) {
            scanId = valid.get().id();
            var found = scans.resources(valid.get(), types);
            var updated = deployed.lastUpdated();
            if (updated == null
                    || valid.get().start().isAfter(updated)
                    || newcomers.stream().allMatch(r -> chunks.scanned(r, found).isPresent())) {
                return found;
            }
        }
        var scan = scans.scan(types, now);
        scanId = scan.id();
        return scans.resources(scan, types);
    }

    private Optional<Held> settle(TemplateChunks.Chunk chunk) {
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
            keeper.refresh(chunk.name, chunk.held.get(), chunk.joining, chunk.leaving);
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
            var out = held.failed().isEmpty() || held.failed().size() == members
                    ? half(held)
                    : List.copyOf(held.failed().keySet());
            if (!held.isFailed() || members - out.size() < 1 || shrink == SHRINKS) {
                break;
            }
            progress.accept("generated template " + name + " failed with "
                    + held.complete().size() + " of " + members + " resources complete; trying without " + out.size());
            keeper.refresh(name, held, Map.of(), out);
            held = keeper.find(name).orElse(held);
        }
        progress.accept("generated template " + name + " has no body (" + held.status()
                + "); Cloud Control reads its resources");
    }

    private static List<String> half(Held held) {
        var all = List.copyOf(held.members().keySet());
        return all.subList(Math.ceilDiv(all.size(), 2), all.size());
    }

    private void parse(String body) {
        try {
            var template = ModelJson.template(body);
            parameters.addAll(ModelJson.map(template, "Parameters").entries().keySet());
            ModelJson.map(template, "Resources").entries().forEach((logicalId, resource) -> {
                if (resource instanceof Value.MapValue r && r.get("Properties") instanceof Value.MapValue properties) {
                    models.put(logicalId, properties);
                }
            });
        } catch (IOException e) {
            progress.accept(
                    "a generated template cannot be parsed: " + e.getMessage() + "; Cloud Control reads its resources");
        }
    }

    private void discover(List<StackResource> resources, Instant now) {
        var mine = resources.stream()
                .filter(r -> known.containsKey(r.logicalId()))
                .map(r -> new Scanned(r.type(), known.getOrDefault(r.logicalId(), Map.of()), true))
                .toList();
        var seen = new ScanDiscovery(scans, progress).beside(types(resources), scan -> mine, now);
        scanId = seen.scanId().isEmpty() ? scanId : seen.scanId();
        beside.addAll(seen.beside());
        gaps.addAll(seen.gaps());
    }

    private static Set<String> types(List<StackResource> resources) {
        var types = new TreeSet<String>();
        resources.forEach(r -> types.add(r.type()));
        return types;
    }
}
