package dev.phantom.severity;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.subject.Subject;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.YamlComposer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A drift of `terraform-twins.yaml`, told in CloudFormation and in Terraform.
public record TerraformTwin(String name, Subject cloudformation, Subject terraform) {

    private static final Stack STACK = new Stack(
            new StackId("111122223333", "us-east-1", "payments"),
            "prod",
            "stacks/payments.yaml",
            List.of(),
            "",
            "",
            Stack.Mode.READY);

    public static List<TerraformTwin> all() {
        try (var in = Objects.requireNonNull(TerraformTwin.class.getResourceAsStream("terraform-twins.yaml"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return ((Value.ListValue) YamlComposer.compose("twins", text).value(""))
                    .items().stream().map(item -> of((MapValue) item)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TerraformTwin of(MapValue twin) {
        return new TerraformTwin(text(twin, "twin"), side(map(twin, "cloudformation")), side(map(twin, "terraform")));
    }

    private static Subject side(MapValue told) {
        var drift = Differences.of("aws_thing.it", text(told, "type"), joined(told, "safe"), joined(told, "live"));
        var models = new LinkedHashMap<String, Detection.Model>();
        map(told, "siblings").entries().forEach((address, sibling) -> {
            var attributes = map((MapValue) sibling, "attributes");
            models.put(address, model(address, text((MapValue) sibling, "type"), attributes, attributes));
        });
        return subject(drift, models);
    }

    static Subject subject(Drift drift) {
        return subject(drift, Map.of());
    }

    private static Subject subject(Drift drift, Map<String, Detection.Model> siblings) {
        var models = new LinkedHashMap<>(siblings);
        models.put(drift.logicalId(), model(drift.logicalId(), drift.type(), drift.expected(), drift.actual()));
        var report = new DriftReport(
                List.of(drift), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of());
        return Subject.of(STACK, new Detection(report, models), Known.HERE).apply(drift);
    }

    private static Detection.Model model(String id, String type, MapValue expected, MapValue live) {
        return new Detection.Model(
                expected,
                new LiveResource(
                        id,
                        live.get("id") instanceof Value.Scalar s ? s.text() : id,
                        type,
                        Map.of(),
                        live,
                        LiveResource.Provenance.FILE,
                        LiveResource.Status.READ,
                        ""));
    }

    private static MapValue joined(MapValue told, String side) {
        Map<String, Value> all = new LinkedHashMap<>(map(told, "both").entries());
        all.putAll(map(told, side).entries());
        return new MapValue(all);
    }

    private static MapValue map(MapValue in, String key) {
        return in.get(key) instanceof MapValue map ? map : MapValue.EMPTY;
    }

    private static String text(MapValue in, String key) {
        return in.get(key) instanceof Value.Scalar s ? s.text() : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
