package dev.phantom.drift.subject;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;

/// Subjects for tests, in us-east-1.
public final class Subjects {
    private Subjects() {}

    public static Subject of(Drift drift, String environment) {
        return of(drift, environment, StackModels.NONE);
    }

    public static Subject of(Drift drift, String environment, StackModels models) {
        return in("us-east-1", drift, environment, models);
    }

    public static Subject in(String region, Drift drift, String environment, StackModels models) {
        var id = new StackId("111122223333", region, "payments");
        return new Subject(
                new Stack(id, environment, "stacks/payments.yaml", List.of(), "", "", Stack.Mode.READY),
                drift,
                models,
                Known.HERE);
    }

    /// A stack of one resource that runs as it is declared.
    public static StackModels models(String logicalId, String physicalId, String type, MapValue properties) {
        var live =
                new LiveResource(logicalId, physicalId, type, Map.of(), properties, Provenance.FILE, Status.READ, "");
        return models(Map.of(logicalId, new Detection.Model(properties, live)));
    }

    /// A stack of these.
    public static StackModels models(Map<String, Detection.Model> models) {
        var report =
                new DriftReport(List.of(), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of());
        return StackModels.of(new Detection(report, models), Known.HERE.terraform());
    }
}
