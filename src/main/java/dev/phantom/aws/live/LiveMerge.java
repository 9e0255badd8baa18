package dev.phantom.aws.live;

import static dev.phantom.aws.live.CloudControlReader.notRead;

import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.Deadline;
import dev.phantom.drift.CloudControlIdentifier;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.Holdings;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackResource;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Brings together what the IaC Generator read and what Cloud Control must: one live resource for each of the stack.
final class LiveMerge {

    private static final int AT_A_TIME = 4;

    private final DeployedState deployed;
    private final TypeCatalog types;
    private final StackIdentifiers identifiers;
    private final GeneratorReader generated;
    private final CloudControlReader control;
    private final Deadline waiting;
    private final Progress progress;
    private final GeneratedReferences references;
    private final Map<String, Set<String>> attributesAsked;
    private final Map<String, LiveResource> whole = new HashMap<>();

    LiveMerge(
            DeployedState deployed,
            TypeCatalog types,
            StackIdentifiers identifiers,
            GeneratorReader generated,
            CloudControlReader control,
            Deadline waiting,
            Progress progress) {
        this.deployed = deployed;
        this.types = types;
        this.identifiers = identifiers;
        this.generated = generated;
        this.control = control;
        this.waiting = waiting;
        this.progress = progress;
        var physicalIds = new LinkedHashMap<String, String>();
        deployed.resources().values().forEach(r -> physicalIds.put(r.logicalId(), r.physicalId()));
        this.references = new GeneratedReferences(generated.models, physicalIds, generated.parameters, this::whole);
        this.attributesAsked = deployed.effective().map(AttributeTargets::of).orElse(Map.of());
    }

    /// The resources in their order: what a template has, and through Cloud Control, a few at a time, what none has.
    List<LiveResource> live(List<StackResource> resources) {
        var tasks = resources.stream().map(this::task).toList();
        try (var pool = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofVirtual().name("cloud-control-", 1).factory())) {
            var read = new ArrayList<LiveResource>();
            for (var future : pool.invokeAll(tasks)) {
                read.add(future.get());
            }
            return read;
        } catch (InterruptedException e) {
            throw AwsErrors.interrupted("reading through Cloud Control", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Callable<LiveResource> task(StackResource resource) {
        var parts = generated.known.getOrDefault(resource.logicalId(), Map.of());
        var model = generated.models.get(resource.logicalId());
        if (model != null) {
            var live = generated(resource, parts, model);
            return () -> live;
        }
        if (resource.physicalId().isEmpty()) {
            return () -> notRead(resource, parts, Status.FAILED, "CloudFormation reports no physical id");
        }
        var identifier = identifier(resource);
        return () -> {
            if (waiting.over()) {
                return notRead(resource, parts, Status.FAILED, "the time limit for reading was reached");
            }
            progress.step("reading " + resource.logicalId() + " through Cloud Control");
            return control.read(resource, parts, identifier);
        };
    }

    private LiveResource generated(StackResource resource, Map<String, String> parts, Value.MapValue model) {
        var properties = references.resolved(model);
        return new LiveResource(
                resource.logicalId(),
                resource.physicalId(),
                resource.type(),
                parts,
                attributesAsked.containsKey(resource.logicalId()) ? withAttributes(resource, properties) : properties,
                Provenance.IAC_GENERATOR,
                Status.READ,
                "");
    }

    /// What a scan found beside the stack and nothing manages.
    UnmanagedReader.Found unmanaged(Holdings others) {
        return new UnmanagedReader(types, control, waiting).read(generated.beside, others);
    }

    /// By the identifier that a scan gave, where one did: then "not found" means gone.
    private CloudControlIdentifier identifier(StackResource resource) {
        var parts = generated.known.get(resource.logicalId());
        return parts == null
                ? identifiers.of(resource)
                : types.find(resource.type())
                        .map(f -> CloudControlIdentifier.of(f, parts))
                        .orElseGet(() -> identifiers.of(resource));
    }

    /// As Cloud Control shows it, read once; empty where there is nothing to ask for, or no time.
    private Optional<LiveResource> whole(String logicalId) {
        var resource = deployed.resources().get(logicalId);
        if (resource == null || waiting.over()) {
            return Optional.empty();
        }
        var known = whole.get(logicalId);
        if (known == null) {
            known = control.read(resource, Map.of(), identifier(resource));
            whole.put(logicalId, known);
        }
        return Optional.of(known);
    }

    private Value.MapValue withAttributes(StackResource resource, Value.MapValue properties) {
        var facts = types.find(resource.type());
        var live = facts.isEmpty() ? Optional.<LiveResource>empty() : whole(resource.logicalId());
        if (live.isEmpty()) {
            return properties;
        }
        var all = new LinkedHashMap<>(properties.entries());
        attributes(live.get()).forEach((name, value) -> {
            if (readOnly(facts.get(), name)) {
                all.putIfAbsent(name, value);
            }
        });
        return new Value.MapValue(all);
    }

    private Map<String, Value> attributes(LiveResource live) {
        if (live.status() != Status.DENIED) {
            return live.properties().entries();
        }
        var denied = new LinkedHashMap<String, Value>();
        attributesAsked
                .getOrDefault(live.logicalId(), Set.of())
                .forEach(name -> denied.put(name, live.deniedAttribute(name, live.detail())));
        return denied;
    }

    private static boolean readOnly(TypeFacts facts, String property) {
        return facts.isReadOnly(PropertyPath.of(property));
    }
}
