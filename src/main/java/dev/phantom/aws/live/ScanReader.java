package dev.phantom.aws.live;

import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.Deadline;
import dev.phantom.aws.live.ScanListings.Key;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeResourceScanResponse;
import software.amazon.awssdk.services.cloudformation.model.ResourceScanInProgressException;
import software.amazon.awssdk.services.cloudformation.model.ResourceScanSummary;
import software.amazon.awssdk.services.cloudformation.model.ScanFilter;
import software.amazon.awssdk.services.cloudformation.model.ScannedResource;
import software.amazon.awssdk.services.cloudformation.model.ScannedResourceIdentifier;

/// Resource scans: finds a valid one, starts one where none is, reads what it found. AWS allows ten a day and one at a
/// time, so a scan in progress is waited for, whoever started it.
final class ScanReader {

    private static final int TYPES_PER_SCAN = 100;
    private static final int RELATED_PER_CALL = 100;

    /// A complete scan.
    ///
    /// @param partial whether it was made of chosen types only
    record Scan(String id, Instant start, boolean partial) {}

    /// @param managed whether a stack manages it
    record Scanned(String type, Map<String, String> identifier, boolean managed) {
        static Scanned of(ScannedResource resource) {
            return new Scanned(
                    resource.resourceType(),
                    resource.resourceIdentifier(),
                    Boolean.TRUE.equals(resource.managedByStack()));
        }
    }

    private final CloudFormationClient client;
    private final Deadline waiting;
    private final Progress progress;
    private final ScanListings listings;

    ScanReader(CloudFormationClient client, ScanListings listings, Deadline waiting, Progress progress) {
        this.client = client;
        this.listings = listings;
        this.waiting = waiting;
        this.progress = progress;
    }

    /// The newest complete scan that covers these types and began after that moment.
    Optional<Scan> valid(Set<String> types, Instant after) {
        var scans = scans();
        var running = scans.stream()
                .filter(s -> s.statusAsString().equals("IN_PROGRESS"))
                .findFirst();
        if (running.isPresent()) {
            progress.accept("waiting for a resource scan in progress");
            finishTheirs(running.get().resourceScanId());
            scans = scans();
        }
        return scans.stream()
                .filter(s ->
                        s.statusAsString().equals("COMPLETE") && s.startTime().isAfter(after))
                .filter(s -> covers(s, types))
                .map(s -> new Scan(s.resourceScanId(), s.startTime(), isPartial(s)))
                .findFirst();
    }

    /// Starts a scan of these types and waits for its end.
    ///
    /// @throws PhantomException AWS_SCAN if it fails or takes too long
    Scan scan(Set<String> types, Instant now) {
        progress.accept("starting a resource scan of " + types.size() + " types");
        var filter = ScanFilter.builder().types(filters(types)).build();
        while (true) {
            try {
                var id = client.startResourceScan(r -> r.scanFilters(List.of(filter)))
                        .resourceScanId();
                finish(id);
                return new Scan(id, now, true);
            } catch (ResourceScanInProgressException e) {
                // somebody was faster: theirs may do, else it is our turn after it
                var theirs = valid(types, Instant.EPOCH);
                if (theirs.isPresent()) {
                    return theirs.get();
                }
                if (!waiting.pause("waiting to start a resource scan")) {
                    throw failed("other scans were in progress until the time limit", "", e);
                }
            }
        }
    }

    /// What the scan found of these types.
    List<Scanned> resources(Scan scan, Set<String> types) {
        var found = new LinkedHashSet<Scanned>();
        for (var prefix : scan.partial() ? Set.of("AWS::") : types) {
            listings.of(new Key(scan.id(), prefix), () -> listed(scan, prefix)).stream()
                    .filter(s -> types.contains(s.type()))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }

    private List<Scanned> listed(Scan scan, String prefix) {
        return client
                .listResourceScanResourcesPaginator(
                        r -> r.resourceScanId(scan.id()).resourceTypePrefix(prefix))
                .resources()
                .stream()
                .map(Scanned::of)
                .toList();
    }

    /// What stands beside these resources and belongs to no stack.
    List<Scanned> unmanagedBeside(String scanId, List<Scanned> resources) {
        var found = new LinkedHashSet<Scanned>();
        for (var from = 0; from < resources.size(); from += RELATED_PER_CALL) {
            var some = resources.subList(from, Math.min(resources.size(), from + RELATED_PER_CALL)).stream()
                    .map(s -> ScannedResourceIdentifier.builder()
                            .resourceType(s.type())
                            .resourceIdentifier(s.identifier())
                            .build())
                    .toList();
            client
                    .listResourceScanRelatedResourcesPaginator(
                            r -> r.resourceScanId(scanId).resources(some))
                    .relatedResources()
                    .stream()
                    .map(Scanned::of)
                    .filter(s -> !s.managed())
                    .forEach(found::add);
        }
        found.removeAll(resources);
        return List.copyOf(found);
    }

    /// Newest first, as AWS lists them.
    private List<ResourceScanSummary> scans() {
        return client.listResourceScansPaginator(r -> {}).resourceScanSummaries().stream()
                .sorted(Comparator.comparing(ResourceScanSummary::startTime).reversed())
                .toList();
    }

    private boolean covers(ResourceScanSummary scan, Set<String> types) {
        if (!isPartial(scan)) {
            return true;
        }
        var filters = client.describeResourceScan(r -> r.resourceScanId(scan.resourceScanId())).scanFilters().stream()
                .flatMap(f -> f.types().stream())
                .toList();
        return types.stream()
                .allMatch(t -> filters.stream()
                        .anyMatch(f -> f.endsWith("*") ? t.startsWith(f.substring(0, f.length() - 1)) : f.equals(t)));
    }

    private static boolean isPartial(ResourceScanSummary scan) {
        return "PARTIAL".equals(scan.scanTypeAsString());
    }

    /// One that another run started: if it fails, ours is still to be started.
    private void finishTheirs(String id) {
        try {
            finish(id);
        } catch (PhantomException e) {
            if (waiting.over() || e.diagnostic().code() != Code.AWS_SCAN) {
                throw e;
            }
            progress.accept(e.diagnostic().line() + "; another one is started");
        }
    }

    private void finish(String id) {
        while (true) {
            var scan = client.describeResourceScan(r -> r.resourceScanId(id));
            switch (scan.statusAsString()) {
                case "COMPLETE" -> {
                    progress.accept("resource scan complete: " + scan.resourcesScanned() + " resources");
                    return;
                }
                case "IN_PROGRESS" -> {
                    progress.step("resource scan " + percent(scan));
                    if (!waiting.pause("waiting for a resource scan")) {
                        throw failed("it was still in progress at the time limit (" + percent(scan) + ")", id, null);
                    }
                }
                default ->
                    throw failed(
                            "status " + scan.statusAsString()
                                    + (scan.statusReason() == null
                                            ? ""
                                            : ": " + AwsErrors.scrubbed(scan.statusReason())),
                            id,
                            null);
            }
        }
    }

    private static String percent(DescribeResourceScanResponse scan) {
        var done = scan.percentageCompleted();
        return done == null ? "in progress" : Math.round(done) + " %";
    }

    private static PhantomException failed(
            String why, String scanId, @org.jspecify.annotations.Nullable Throwable cause) {
        return new PhantomException(
                new Diagnostic(Code.AWS_SCAN, "the resource scan did not finish: " + why, "", scanId), cause);
    }

    /// At most a hundred filters: whole services where the types are more.
    private static List<String> filters(Set<String> types) {
        if (types.size() <= TYPES_PER_SCAN) {
            return List.copyOf(types);
        }
        var services = types.stream()
                .map(t -> t.substring(0, t.lastIndexOf("::") + 2) + "*")
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new ArrayList<>(services).subList(0, Math.min(services.size(), TYPES_PER_SCAN));
    }
}
