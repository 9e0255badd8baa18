package dev.phantom.aws.live;

import dev.phantom.aws.AwsClients;
import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.Deadline;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.TypeFacts;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.Holdings;
import dev.phantom.stack.LiveOptions;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.LiveStateSource;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackResource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// What really runs, by the IaC Generator: one generated template per stack, made once with the stack's own logical
/// ids, kept, and refreshed on each run. What it could not read comes through Cloud Control; what neither can read has
/// its status. Nested stacks are asked of CloudFormation itself. Nothing that was read is thrown away.
public final class CloudFormationLiveState implements LiveStateSource {

    private final AwsClients clients;
    private final TypeCatalogs catalogs;
    private final LiveOptions options;
    private final InstantSource clock;
    private final ScanListings listings = new ScanListings();

    public CloudFormationLiveState(
            AwsClients clients, TypeCatalogs catalogs, LiveOptions options, InstantSource clock) {
        this.clients = clients;
        this.catalogs = catalogs;
        this.options = options;
        this.clock = clock;
    }

    @Override
    public LiveState read(DeployedState deployed, Holdings others, Progress progress) {
        return AwsErrors.mapped("reading the live state of " + deployed.id().name(), () -> {
            var waiting = clients.waiting(deployed.id(), clock);
            // half of the time is kept for Cloud Control
            var half = clients.waiting(deployed.id(), clock, 2);
            var types = catalogs.of(deployed.id());
            var identifiers = new StackIdentifiers(deployed, types);
            var readable = deployed.resources().values().stream()
                    .filter(r -> !r.isNested() && unsupported(r, types).isEmpty())
                    .toList();
            var generator = generator(deployed, identifiers, half, progress);
            if (options.generator() && !readable.isEmpty()) {
                generate(
                        generator,
                        deployed,
                        readable.stream()
                                .filter(r -> !r.physicalId().isEmpty()
                                        && types.find(r.type()).isPresent())
                                .toList(),
                        progress);
            }
            var merge = new LiveMerge(
                    deployed,
                    types,
                    identifiers,
                    generator,
                    new CloudControlReader(clients.cloudControl(
                            deployed.id().account(), deployed.id().region())),
                    waiting,
                    progress);
            var read = merge.live(readable).iterator();
            var resources = new ArrayList<LiveResource>();
            var nested = new NestedStackReader(
                    clients.cloudFormation(
                            deployed.id().account(), deployed.id().region()),
                    deployed);
            for (var resource : deployed.resources().values()) {
                if (resource.isNested()) {
                    resources.add(nested.read(resource));
                    continue;
                }
                var reason = unsupported(resource, types);
                resources.add(
                        reason.isEmpty()
                                ? read.next()
                                : CloudControlReader.notRead(resource, Map.of(), Status.UNSUPPORTED, reason));
            }
            var unmanaged = merge.unmanaged(others);
            return new LiveState(
                    deployed.id(),
                    generator.scanId,
                    source(resources),
                    clock.instant(),
                    resources,
                    unmanaged.resources(),
                    joined(generator.gaps, unmanaged.gaps()));
        });
    }

    @Override
    public LiveState beside(LiveState known, Holdings own, Holdings others, Progress progress) {
        if (!options.discover()) {
            return known;
        }
        var id = known.id();
        return AwsErrors.mapped("looking for unmanaged resources beside " + id.name(), () -> {
            var waiting = clients.waiting(id, clock);
            var types = catalogs.of(id);
            var readable = own.types().stream()
                    .filter(type -> types.find(type).filter(TypeFacts::hasReadHandler).isPresent())
                    .collect(Collectors.toCollection(TreeSet::new));
            if (readable.isEmpty()) {
                return known;
            }
            var scans = new ScanReader(clients.cloudFormation(id.account(), id.region()), listings, waiting, progress);
            var seen = new ScanDiscovery(scans, progress)
                    .beside(
                            readable,
                            scan -> scans.resources(scan, readable).stream()
                                    .filter(each -> own.holds(each.type(), each.identifier()) == Holdings.Answer.YES)
                                    .toList(),
                            clock.instant());
            var control = new CloudControlReader(clients.cloudControl(id.account(), id.region()));
            var found = new UnmanagedReader(types, control, waiting).read(seen.beside(), others);
            return known.beside(seen.scanId(), found.resources(), joined(seen.gaps(), found.gaps()));
        });
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /// Why no handler of AWS can read it; empty if one may. A type that the table does not know is tried.
    private static String unsupported(StackResource resource, TypeCatalog types) {
        if (resource.type().startsWith("Custom::") || resource.type().equals("AWS::CloudFormation::CustomResource")) {
            return "a custom resource";
        }
        return types.find(resource.type())
                .filter(f -> !f.hasReadHandler())
                .map(f -> "no read handler")
                .orElse("");
    }

    private GeneratorReader generator(
            DeployedState deployed, StackIdentifiers identifiers, Deadline waiting, Progress progress) {
        var client =
                clients.cloudFormation(deployed.id().account(), deployed.id().region());
        return new GeneratorReader(
                new TemplateKeeper(client, waiting, progress),
                new ScanReader(client, listings, waiting, progress),
                identifiers,
                options,
                clients.generating(deployed.id().account(), deployed.id().region()),
                progress);
    }

    private void generate(
            GeneratorReader generator, DeployedState deployed, List<StackResource> known, Progress progress) {
        try {
            generator.read(deployed, known, clock.instant());
        } catch (AbortedException e) {
            throw e;
        } catch (SdkException e) {
            var fault = AwsErrors.translate("using the IaC Generator", e);
            if (fault.diagnostic().code() == Code.AWS_CREDENTIALS && !AwsErrors.denied(e)) {
                throw fault;
            }
            progress.accept(
                    (AwsErrors.denied(e) ? "no permission for generated templates" : "the IaC Generator does not serve")
                            + " (" + AwsErrors.text(e) + "); the stack is read through Cloud Control only");
        } catch (PhantomException e) {
            if (e.diagnostic().code() != Code.AWS_SCAN) {
                throw e;
            }
            progress.accept(e.diagnostic().line() + "; the stack is read through Cloud Control only");
        } finally {
            if (!options.keep()) {
                discard(generator, progress);
            }
        }
    }

    /// Even an interrupted `check` takes away the template that it made.
    private void discard(GeneratorReader generator, Progress progress) {
        var interrupted = Thread.interrupted();
        try {
            generator.deleteMade();
        } catch (SdkException e) {
            progress.accept("the generated template could not be deleted: " + AwsErrors.text(e));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static LiveState.Source source(List<LiveResource> resources) {
        var ways = resources.stream()
                .filter(r -> r.status() == Status.READ && !r.type().equals(StackResource.NESTED))
                .map(LiveResource::provenance)
                .distinct()
                .toList();
        return ways.size() > 1
                ? LiveState.Source.MIXED
                : ways.contains(Provenance.IAC_GENERATOR)
                        ? LiveState.Source.IAC_GENERATOR
                        : LiveState.Source.CLOUD_CONTROL;
    }
}
