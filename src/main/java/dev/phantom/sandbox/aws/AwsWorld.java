package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.sandbox.loopback.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the scenario says exists, and what has happened to it since. All access is under the server's one lock.
final class AwsWorld {

    final InstantSource clock;
    final String account;
    final String region;
    final Quirks quirks;
    final Access access;
    final ResourceTypes types = new ResourceTypes();
    final Registry registry = new Registry(types);
    final List<DeployedStack> stacks = new ArrayList<>();
    final List<LiveModel> models = new ArrayList<>();
    private final List<DeployedStack> firstStacks;
    private final List<LiveModel> firstModels;
    final List<JsonNode> events = new ArrayList<>();
    /// Physical ids of resources that another operation works on.
    final Set<String> busy = new HashSet<>();
    /// `Db/MasterUserPassword`: what an update lost because it is never read back and was not sent.
    final Set<String> lost = new TreeSet<>();
    /// Role ARN → what AssumeRole asks for; a role not named here may be assumed by anyone.
    final Map<String, String> externalIds = new LinkedHashMap<>();

    AwsWorld(Scenario scenario, InstantSource clock, Quirks quirks, Access access) {
        this.clock = clock;
        this.account = scenario.account();
        scenario.json("registry.json")
                .ifPresent(all -> all.properties()
                        .forEach(e -> registry.add(e.getKey(), e.getValue().toString())));
        this.region = scenario.region();
        this.quirks = quirks;
        this.access = access;
        scenario.json("deployed.json").ifPresent(d -> {
            d.path("stacks").forEach(s -> stacks.add(stack(scenario, s)));
            d.path("roles")
                    .properties()
                    .forEach(e -> externalIds.put(
                            e.getKey(), e.getValue().path("externalId").asText()));
        });
        scenario.jsonLines("live.json").forEach(this::addLive);
        scenario.json("writes.json").ifPresent(w -> w.path("events").forEach(events::add));
        firstStacks = List.copyOf(stacks);
        firstModels = models.stream().map(LiveModel::copy).toList();
    }

    /// One stack and what runs of it are again as the scenario has them.
    void renew(String stack) {
        firstStacks.stream().filter(s -> s.name().equals(stack)).forEach(s -> replace(s, s));
        models.removeIf(m -> stack.equals(m.stack));
        firstModels.stream()
                .filter(m -> stack.equals(m.stack))
                .map(LiveModel::copy)
                .forEach(models::add);
    }

    Instant now() {
        return clock.instant();
    }

    Optional<DeployedStack> stack(Caller caller, String nameOrArn) {
        return stacks.stream().filter(s -> s.in(caller) && s.called(nameOrArn)).findFirst();
    }

    /// A stack is told something else, or goes on.
    void replace(DeployedStack before, DeployedStack after) {
        stacks.replaceAll(s -> s.arn().equals(before.arn()) ? after : s);
    }

    Optional<LiveModel> model(Caller caller, String type, Map<String, String> identifier) {
        return models.stream()
                .filter(m -> m.in(caller) && m.type.equals(type) && m.identifier.equals(identifier))
                .findFirst();
    }

    /// Whether the caller may read resources of this type at all.
    boolean mayRead(String type) {
        return types.readActions(type).stream().allMatch(access::may);
    }

    private void addLive(JsonNode line) {
        var stack = line.path("stack");
        var name = stack.path("name").asText();
        line.path("resources").forEach(r -> addModel(stack, r, name));
        line.path("unmanaged").forEach(r -> addModel(stack, r, null));
    }

    private void addModel(JsonNode where, JsonNode resource, @Nullable String stack) {
        if (resource.path("status").asText("read").equals("deleted")) {
            return;
        }
        var properties = resource.path("properties") instanceof ObjectNode o
                ? o.deepCopy()
                : com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        var type = resource.path("type").asText();
        var physicalId = resource.path("physicalId").asText();
        models.add(new LiveModel(
                where.path("account").asText(account),
                where.path("region").asText(region),
                type,
                identifier(type, resource, properties, physicalId),
                physicalId,
                stack == null ? "" : resource.path("logicalId").asText(),
                stack,
                properties));
    }

    private Map<String, String> identifier(String type, JsonNode resource, JsonNode properties, String physicalId) {
        var result = new LinkedHashMap<String, String>();
        resource.path("identifier")
                .properties()
                .forEach(e -> result.put(e.getKey(), e.getValue().asText()));
        if (result.isEmpty()) {
            var names = types.identifier(type);
            for (var name : names) {
                var value = properties.path(name).asText();
                result.put(name, value.isEmpty() && names.size() == 1 ? physicalId : value);
            }
        }
        return result;
    }

    private static DeployedStack stack(Scenario scenario, JsonNode node) {
        var processed = node.path("processed").asText();
        return new DeployedStack(
                node,
                read(scenario, node.required("template").asText()),
                processed.isEmpty() ? Optional.empty() : Optional.of(read(scenario, processed)));
    }

    private static String read(Scenario scenario, String file) {
        try {
            return Files.readString(scenario.input().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
