package dev.phantom.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Resource scans of the IaC Generator.
final class ResourceScans {

    private static final Duration LIFE = Duration.ofDays(30);

    /// One scan; it advances whenever somebody asks.
    private static final class Scan {
        final String id;
        final Instant start;
        final List<String> filters;
        final Caller caller;
        int polls;
        boolean expired;
        List<LiveModel> found = List.of();

        Scan(String id, Instant start, List<String> filters, Caller caller) {
            this.id = id;
            this.start = start;
            this.filters = filters;
            this.caller = caller;
        }
    }

    private final AwsWorld world;
    private final List<Scan> scans = new ArrayList<>();

    ResourceScans(AwsWorld world) {
        this.world = world;
    }

    boolean serve(String operation, Caller caller, Query query, Xml xml) {
        switch (operation) {
            case "StartResourceScan" -> start(caller, query, xml);
            case "DescribeResourceScan" -> describe(scan(caller, query), xml);
            case "ListResourceScans" -> list(caller, query, xml);
            case "ListResourceScanResources" -> resources(scan(caller, query), query, xml);
            case "ListResourceScanRelatedResources" -> related(scan(caller, query), query, xml);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// A test's hook: every scan is older than AWS keeps it.
    void expire() {
        scans.forEach(s -> s.expired = true);
    }

    /// Whether a valid scan of the caller holds this resource.
    boolean holds(Caller caller, LiveModel model) {
        return scans.stream()
                .filter(s -> sameHome(s.caller, caller))
                .anyMatch(s -> status(s).equals("COMPLETE") && s.found.contains(model));
    }

    boolean anyValid(Caller caller) {
        return scans.stream()
                .anyMatch(s -> sameHome(s.caller, caller) && status(s).equals("COMPLETE"));
    }

    private void start(Caller caller, Query query, Xml xml) {
        var mine = scans.stream().filter(s -> sameHome(s.caller, caller)).toList();
        if (mine.stream().anyMatch(s -> status(s).equals("IN_PROGRESS"))) {
            throw new AwsFault(400, "ResourceScanInProgress", "A resource scan is already in progress");
        }
        var today = world.now().minus(Duration.ofDays(1));
        if (mine.stream().filter(s -> s.start.isAfter(today)).count() >= world.quirks.scansPerDay()) {
            throw new AwsFault(
                    400,
                    "ResourceScanLimitExceeded",
                    "Resource scan limit exceeded: at most " + world.quirks.scansPerDay() + " scans per day");
        }
        var id = "arn:aws:cloudformation:%s:%s:resourceScan/%s"
                .formatted(caller.region(), caller.account(), UUID.randomUUID());
        var filters = query.structures("ScanFilters").stream()
                .flatMap(f -> f.texts("Types").stream())
                .toList();
        scans.add(new Scan(id, world.now(), filters, caller));
        xml.leaf("ResourceScanId", id);
    }

    private void describe(Scan scan, Xml xml) {
        advance(scan);
        var status = status(scan);
        xml.leaf("ResourceScanId", scan.id).leaf("Status", status);
        times(scan, xml);
        xml.leaf("PercentageCompleted", percent(scan));
        if (!status.equals("IN_PROGRESS")) {
            xml.texts(
                    "ResourceTypes",
                    scan.found.stream().map(m -> m.type).distinct().sorted().toList());
            xml.leaf("ResourcesScanned", scan.found.size()).leaf("ResourcesRead", scan.found.size());
        }
        if (!scan.filters.isEmpty()) {
            xml.list("ScanFilters", List.of(scan.filters), (x, f) -> x.texts("Types", f));
        }
    }

    private void list(Caller caller, Query query, Xml xml) {
        var kind = query.optional("ScanTypeFilter");
        var mine = scans.reversed().stream()
                .filter(s -> sameHome(s.caller, caller))
                .filter(s -> kind.isEmpty() || kind.get().equals(type(s)))
                .toList();
        var page = Page.of(mine, query.optional("NextToken"), world.quirks.page(100));
        page.items().forEach(this::advance);
        xml.list("ResourceScanSummaries", page.items(), (x, s) -> {
            x.leaf("ResourceScanId", s.id).leaf("Status", status(s));
            times(s, x);
            x.leaf("PercentageCompleted", percent(s)).leaf("ScanType", type(s));
        });
        xml.leaf("NextToken", page.nextToken());
    }

    private void resources(Scan scan, Query query, Xml xml) {
        complete(scan);
        var prefix = query.optional("ResourceTypePrefix").orElse("");
        var identifier = query.optional("ResourceIdentifier").orElse("");
        var all = scan.found.stream()
                .filter(m -> m.type.startsWith(prefix))
                .filter(m -> identifier.isEmpty() || m.identifier.containsValue(identifier))
                .toList();
        var page = Page.of(all, query.optional("NextToken"), world.quirks.page(100));
        xml.list("Resources", page.items(), ResourceScans::resource).leaf("NextToken", page.nextToken());
    }

    private void related(Scan scan, Query query, Xml xml) {
        complete(scan);
        var asked = query.structures("Resources").stream()
                .map(r -> Map.entry(r.text("ResourceType"), r.map("ResourceIdentifier")))
                .toList();
        var roots = scan.found.stream()
                .filter(m -> asked.contains(Map.entry(m.type, m.identifier)))
                .toList();
        var all = scan.found.stream()
                .filter(m -> !roots.contains(m))
                .filter(m -> roots.stream().anyMatch(r -> names(r, m) || names(m, r)))
                .toList();
        var page = Page.of(all, query.optional("NextToken"), world.quirks.page(100));
        xml.list("RelatedResources", page.items(), ResourceScans::resource).leaf("NextToken", page.nextToken());
    }

    /// Whether the one's model names the other by its id.
    private static boolean names(LiveModel one, LiveModel other) {
        var ids = other.identifier.values();
        return leaves(one.properties).anyMatch(t -> ids.contains(t) || t.equals(other.physicalId));
    }

    private static java.util.stream.Stream<String> leaves(com.fasterxml.jackson.databind.JsonNode node) {
        return node.isValueNode()
                ? java.util.stream.Stream.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false).flatMap(ResourceScans::leaves);
    }

    private static void resource(Xml xml, LiveModel model) {
        xml.leaf("ResourceType", model.type)
                .map("ResourceIdentifier", model.identifier)
                .leaf("ManagedByStack", model.stack != null);
    }

    private void times(Scan scan, Xml xml) {
        xml.leaf("StartTime", scan.start);
        if (!status(scan).equals("IN_PROGRESS")) {
            xml.leaf("EndTime", scan.start.plusSeconds(30));
        }
    }

    private Scan scan(Caller caller, Query query) {
        var id = query.text("ResourceScanId");
        return scans.stream()
                .filter(s -> s.id.equals(id) && sameHome(s.caller, caller))
                .findFirst()
                .orElseThrow(() -> new AwsFault(404, "ResourceScanNotFound", "Resource scan " + id + " was not found"));
    }

    private void complete(Scan scan) {
        if (!status(scan).equals("COMPLETE")) {
            throw AwsFault.validation("Resource scan " + scan.id + " is " + status(scan));
        }
    }

    /// A type that the caller may not read is left out without a word, as AWS does.
    private void advance(Scan scan) {
        if (++scan.polls == world.quirks.polls()) {
            scan.found = world.models.stream()
                    .filter(m -> m.in(scan.caller) && world.types.readable(m.type) && world.mayRead(m.type))
                    .filter(m -> scan.filters.isEmpty() || scan.filters.stream().anyMatch(f -> matches(f, m.type)))
                    .collect(Collectors.toList());
        }
    }

    private static boolean matches(String filter, String type) {
        return filter.endsWith("*") ? type.startsWith(filter.substring(0, filter.length() - 1)) : type.equals(filter);
    }

    private double percent(Scan scan) {
        return Math.min(100.0, 100.0 * scan.polls / world.quirks.polls());
    }

    private String status(Scan scan) {
        if (scan.polls < world.quirks.polls()) {
            return "IN_PROGRESS";
        }
        return scan.expired || scan.start.plus(LIFE).isBefore(world.now()) ? "EXPIRED" : "COMPLETE";
    }

    private static String type(Scan scan) {
        return scan.filters.isEmpty() ? "FULL" : "PARTIAL";
    }

    private static boolean sameHome(Caller a, Caller b) {
        return a.account().equals(b.account()) && a.region().equals(b.region());
    }
}
