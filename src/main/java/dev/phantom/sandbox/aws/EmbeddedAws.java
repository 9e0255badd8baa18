package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import dev.phantom.sandbox.loopback.Scenario;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// An AWS on loopback, made from a scenario folder. Point `AWS_ENDPOINT_URL` at [#uri]; any credentials are good.
///
/// It answers one call at a time; the log gets a call before it is served, with every IAM action it needs.
public final class EmbeddedAws implements AutoCloseable {

    private static final String CLOUDFORMATION = "http://cloudformation.amazonaws.com/doc/2010-05-15/";
    private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final AwsWorld world;
    private final Access access = new Access();
    private final Object lock = new Object();
    private final CallGate gate;
    private final CloudFormationStacks stacks;
    private final StackUpdates updates;
    private final DriftDetections drifts;
    private final EmbeddedChangeSets changeSets;
    private final ResourceScans scans;
    private final GeneratedTemplates templates;
    private final JsonCalls json;
    private final SecurityTokens tokens;
    private final LoopbackServer server;

    private EmbeddedAws(Scenario scenario, InstantSource clock, CallLog log, Quirks quirks, int port) {
        world = new AwsWorld(scenario, clock, quirks, access);
        gate = new CallGate(world, access, log);
        var surveyor = new Surveyor(world);
        updates = new StackUpdates(world, surveyor);
        drifts = new DriftDetections(world, surveyor);
        changeSets = new EmbeddedChangeSets(world, surveyor, updates);
        stacks = new CloudFormationStacks(world, updates, drifts);
        scans = new ResourceScans(world);
        templates = new GeneratedTemplates(world, scans);
        json = new JsonCalls(
                world,
                gate,
                lock,
                new CloudControl(world),
                new CloudTrail(world),
                new PriceOffers(scenario.jsonLines("prices.json")));
        tokens = new SecurityTokens(world);
        server = LoopbackServer.start(port, this::handle);
    }

    /// @param port 0 for any free one
    public static EmbeddedAws start(Scenario scenario, InstantSource clock, CallLog log, Quirks quirks, int port) {
        return new EmbeddedAws(scenario, clock, log, quirks, port);
    }

    public URI uri() {
        return server.uri();
    }

    /// What the caller may do; a test may deny more.
    public Access access() {
        return access;
    }

    /// The resource types that CloudFormation knows; a test may register more.
    public Registry registry() {
        return world.registry;
    }

    /// Somebody changes a live property: `change("payments", "Db", "DBInstanceClass", value)`.
    ///
    /// @param path slash-separated below the properties; `-` appends to a list
    public void change(String stack, String logicalId, String path, JsonNode value) {
        synchronized (lock) {
            Json.put(model(stack, logicalId).properties, path, value);
        }
    }

    /// Somebody makes something else of a live resource.
    public void become(String stack, String logicalId, ObjectNode properties) {
        synchronized (lock) {
            model(stack, logicalId).properties = properties.deepCopy();
        }
    }

    /// What runs of a stack, by logical id, without a call.
    public Map<String, JsonNode> running(String stack) {
        synchronized (lock) {
            var running = new TreeMap<String, JsonNode>();
            world.models.stream()
                    .filter(m -> stack.equals(m.stack))
                    .forEach(m -> running.put(m.logicalId, m.properties.deepCopy()));
            return running;
        }
    }

    /// A stack and what runs of it are again as the scenario has them.
    public void renew(String stack) {
        synchronized (lock) {
            world.renew(stack);
            changeSets.forget(stack);
        }
    }

    /// Somebody deletes a live resource.
    public void delete(String stack, String logicalId) {
        synchronized (lock) {
            world.models.remove(model(stack, logicalId));
        }
    }

    /// Every scan so far is older than AWS keeps it.
    public void expireScans() {
        synchronized (lock) {
            scans.expire();
        }
    }

    /// Names of the generated templates that exist.
    public List<String> generatedTemplates() {
        synchronized (lock) {
            return templates.all().stream().map(t -> t.name).toList();
        }
    }

    /// Every change set so far was made that much earlier.
    public void ageChangeSets(Duration by) {
        synchronized (lock) {
            changeSets.age(by);
        }
    }

    /// Names of the change sets that exist.
    public List<String> changeSets() {
        synchronized (lock) {
            return changeSets.names();
        }
    }

    /// CloudFormation is at work on a stack, or is through with it: `UPDATE_IN_PROGRESS`, `UPDATE_COMPLETE`.
    public void status(String stack, String status) {
        synchronized (lock) {
            List.copyOf(world.stacks).stream()
                    .filter(s -> s.name().equals(stack))
                    .forEach(s -> world.replace(s, s.in(status)));
        }
    }

    /// Another operation works on a resource, or is through with it.
    public void operate(String physicalId, boolean working) {
        synchronized (lock) {
            if (working) {
                world.busy.add(physicalId);
            } else {
                world.busy.remove(physicalId);
            }
        }
    }

    /// `Db/MasterUserPassword`: write-only values that updates by Cloud Control lost.
    public Set<String> lost() {
        synchronized (lock) {
            return Set.copyOf(world.lost);
        }
    }

    /// Throttles the next calls of one operation, `DescribeType`.
    public void throttle(String operation, int calls) {
        gate.throttle(operation, calls);
    }

    /// The next update of a stack is rolled back.
    public void failNextUpdate(String stack) {
        synchronized (lock) {
            updates.failNext(stack);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private LiveModel model(String stack, String logicalId) {
        return world.models.stream()
                .filter(m -> stack.equals(m.stack) && m.logicalId.equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no live resource " + stack + "/" + logicalId));
    }

    private Reply handle(Request request) {
        var target = request.headers().get("x-amz-target");
        return target == null ? query(request) : json.answer(request, target);
    }

    private Reply query(Request request) {
        var form = LoopbackServer.form(request.text());
        var query = Query.of(form);
        var operation = form.getOrDefault("Action", "");
        var version = form.getOrDefault("Version", "");
        if (version.equals(PolicySimulation.VERSION)) {
            return simulation(request, operation, query);
        }
        var sts = version.equals("2011-06-15");
        var namespace = sts ? STS : CLOUDFORMATION;
        var id = UUID.randomUUID().toString();
        try {
            var caller = Caller.of(request, world.account);
            var service = sts ? "Sts" : "CloudFormation";
            var types = sts ? List.<String>of() : typesRead(operation, caller, query);
            gate.admit(caller, service, operation, sts ? "sts" : "cloudformation", types, "Throttling");
            var text = Xml.response(namespace, operation, id, xml -> {
                synchronized (lock) {
                    answer(sts, operation, caller, query, xml);
                }
            });
            return xml(200, text, id);
        } catch (AwsFault fault) {
            return xml(fault.status(), Xml.error(namespace, fault, id), id);
        }
    }

    private Reply simulation(Request request, String operation, Query query) {
        var id = UUID.randomUUID().toString();
        try {
            var caller = Caller.of(request, world.account);
            gate.admit(caller, "Iam", operation, "iam", List.of(), "Throttling");
            return xml(200, new PolicySimulation(access).serve(operation, query, id), id);
        } catch (AwsFault fault) {
            return xml(fault.status(), Xml.error(PolicySimulation.NAMESPACE, fault, id), id);
        }
    }

    private void answer(boolean sts, String operation, Caller caller, Query query, Xml xml) {
        if (sts) {
            tokens.serve(operation, caller, query, xml);
        } else if (!stacks.serve(operation, caller, query, xml)
                && !changeSets.serve(operation, caller, query, xml)
                && !drifts.serve(operation, caller, query, xml)
                && !scans.serve(operation, caller, query, xml)
                && !templates.serve(operation, caller, query, xml)
                && !world.registry.serve(operation, caller, query, xml)) {
            throw new AwsFault(400, "InvalidAction", "Could not find operation " + operation);
        }
    }

    private Collection<String> typesRead(String operation, Caller caller, Query query) {
        synchronized (lock) {
            var types = new LinkedHashSet<>(templates.typesRead(operation, caller, query));
            types.addAll(changeSets.typesRead(operation, caller, query));
            types.addAll(drifts.typesRead(operation, caller, query));
            return types;
        }
    }

    private static Reply xml(int status, String text, String id) {
        return new Reply(
                status,
                Map.of("Content-Type", "text/xml", "x-amzn-RequestId", id),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
