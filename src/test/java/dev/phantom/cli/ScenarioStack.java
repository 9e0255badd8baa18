package dev.phantom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.config.ConfigReader;
import dev.phantom.drift.detect.DriftDetector;
import dev.phantom.drift.detect.StackValues;
import dev.phantom.drift.detect.States;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackResource;
import dev.phantom.stack.ValueJson;
import dev.phantom.stack.file.LiveStateReader;
import dev.phantom.value.Value;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// One configured stack of a scenario, read from its files alone: the repository's template against what is live. A
/// root
/// module has no template.
record ScenarioStack(Path input, Stack stack) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mask MASK = Mask.of("scenario");

    static Stream<ScenarioStack> of(Path scenario) {
        var input = scenario.resolve("input");
        return ConfigReader.read("phantom.yaml", text(input.resolve("safe/phantom.yaml")), folder -> true)
                .stacks()
                .stream()
                .filter(stack -> stack.planned() == null)
                .map(stack -> new ScenarioStack(input, stack))
                .filter(it -> it.template().unsupported().isEmpty());
    }

    DriftDetector detector() {
        return new DriftDetector(Known.EVERYWHERE, MASK, IgnoreRules.NONE, LocalDate.of(2026, 11, 22));
    }

    private Definition template() {
        return new CloudFormation()
                .read(stack.template(), text(input.resolve("safe").resolve(stack.template())));
    }

    States states() {
        var reader = new LiveStateReader(List.of(new CloudFormation()), Known.TYPES::identifiers);
        var all = new ArrayList<dev.phantom.stack.LiveState>();
        reader.each("live.json", new StringReader(text(input.resolve("live.json"))), Map.of(), all::add);
        var live = all.stream()
                .filter(it -> it.id().equals(stack.id()))
                .findFirst()
                .orElseThrow();
        var files = new LinkedHashMap<String, String>();
        files.put(stack.template(), text(input.resolve("safe").resolve(stack.template())));
        stack.parameters().forEach(p -> files.put(p, text(input.resolve("safe").resolve(p))));
        return new States(stack.id(), safe(files), deployed(), live, Baseline.none(stack.id()));
    }

    private SafeState safe(Map<String, String> files) {
        var parameters = new LinkedHashMap<String, ParameterValue>();
        stack.parameters()
                .forEach(file -> ParameterFile.read(file, files.getOrDefault(file, ""))
                        .parameters()
                        .forEach((name, given) ->
                                parameters.put(name, new ParameterValue(name, given.value(), given.origin()))));
        return new SafeState(
                SafeState.Source.FOLDER,
                "acme/infra",
                "c0ffee",
                stack.template(),
                new CloudFormation().read(stack.template(), files.getOrDefault(stack.template(), "")),
                files,
                List.copyOf(parameters.values()));
    }

    /// As it would be deployed from the repository: what CloudFormation made, without the template that it was told.
    private DeployedState deployed() {
        var stacks = parsed(text(input.resolve("deployed.json"))).get("stacks");
        JsonNode own = StreamSupport.stream(stacks.spliterator(), false)
                .filter(it -> it.get("name").asText().equals(stack.id().name()))
                .findFirst()
                .orElseThrow();
        var resources = new LinkedHashMap<String, StackResource>();
        own.get("resources").forEach(r -> {
            var id = r.get("logicalId").asText();
            resources.put(
                    id,
                    new StackResource(
                            id, r.path("physicalId").asText(), r.get("type").asText(), ""));
        });
        var parameters = new ArrayList<ParameterValue>();
        own.path("parameters").properties().forEach(p -> {
            if (!own.path("noEcho").toString().contains('"' + p.getKey() + '"')) {
                parameters.add(
                        new ParameterValue(p.getKey(), Value.string(p.getValue().asText()), Origin.ABSENT));
            }
        });
        var exports = new LinkedHashMap<String, String>();
        stacks.forEach(it -> it.path("exports")
                .properties()
                .forEach(e -> exports.put(e.getKey(), e.getValue().asText())));
        var tags = new LinkedHashMap<String, String>();
        own.path("tags")
                .properties()
                .forEach(t -> tags.put(t.getKey(), t.getValue().asText()));
        var file = own.get("template").asText();
        return new DeployedState(
                        stack.id(),
                        own.get("arn").asText(),
                        "",
                        new CloudFormation().read(file, text(input.resolve(file))),
                        null,
                        parameters,
                        tags,
                        resources,
                        exports,
                        null)
                .withoutTemplates();
    }

    States withTemplate(States states, Value.MapValue document) {
        var template = new CloudFormation().read(stack.template(), ValueJson.text(document, MASK));
        var safe = states.safe();
        return with(
                states,
                new SafeState(
                        safe.source(),
                        safe.repository(),
                        safe.commit(),
                        safe.path(),
                        template,
                        Map.of(),
                        safe.parameters()));
    }

    States withFiles(States states, Workspace files) {
        return with(states, safe(files.texts()));
    }

    private static States with(States states, SafeState safe) {
        return new States(states.id(), safe, states.deployed(), states.live(), states.baseline());
    }

    PatchBase base(States states) {
        return new PatchBase(
                stack.id(),
                "c0ffee",
                new Workspace(stack.template(), states.safe().files(), new CloudFormation()),
                new StackView(
                        stack.id().name(),
                        stack.parameters(),
                        new StackValues(stack.id(), states.deployed(), Known.FACTS)
                                .context(states.safe().template(), states.safe().parameters(), partners(states))),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
    }

    private Map<String, dev.phantom.stack.LiveResource> partners(States states) {
        var partners = new LinkedHashMap<String, dev.phantom.stack.LiveResource>();
        detector().detect(states).models().forEach((id, model) -> partners.put(id, model.live()));
        return partners;
    }

    @Override
    public String toString() {
        return input.getParent().getFileName() + " " + stack.id().name();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
