package dev.phantom.drift.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.Detection.Model;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackModelsTest {

    private static final MapValue QUEUE = new MapValue(Map.of("DelaySeconds", Value.string("5")));
    private static final Value TO_QUEUE = new Value.Reference("Queue", "Arn", Value.string("arn:aws:sqs:::jobs"));

    private final Detection detection = new Detection(
            new DriftReport(List.of(), new Coverage(3, 3, List.of()), List.of(), List.of(), List.of(), List.of()),
            Map.of(
                    "Queue", model("Queue", "https://sqs/jobs", Map.of("QueueUrl", "jobs-url"), QUEUE, QUEUE),
                    "Unnamed", model("Unnamed", "", Map.of(), MapValue.EMPTY, MapValue.EMPTY),
                    "Function",
                            model(
                                    "Function",
                                    "worker",
                                    Map.of(),
                                    new MapValue(Map.of("Targets", new ListValue(List.of(TO_QUEUE)))),
                                    MapValue.EMPTY)));

    private static Model model(
            String id, String physicalId, Map<String, String> identifier, MapValue declared, MapValue live) {
        return new Model(
                declared,
                new LiveResource(id, physicalId, "AWS::A::B", identifier, live, Provenance.FILE, Status.READ, ""));
    }

    @Test
    void aSiblingIsFoundByWhateverAPropertyCallsIt() {
        var models = StackModels.of(detection, Known.HERE.terraform());
        assertThat(models.live(TO_QUEUE)).contains(QUEUE);
        assertThat(models.live(Value.string("https://sqs/jobs"))).contains(QUEUE);
        assertThat(models.live(Value.string("jobs-url"))).contains(QUEUE);
        assertThat(models.live(Value.string("arn:aws:sqs:eu-west-1:1:queue/jobs-url")))
                .contains(QUEUE);
        assertThat(models.live(Value.string("Queue"))).contains(QUEUE);
        assertThat(models.live(Value.string("other"))).isEmpty();
        assertThat(models.live(Value.string(""))).isEmpty();
    }

    @Test
    void whoRefersToAResourceIsKnown() {
        var models = StackModels.of(detection, Known.HERE.terraform());
        assertThat(models.referencing("Queue")).containsExactly("Function");
        assertThat(models.referencing("Function")).isEmpty();
    }

    @Test
    void allDriftsOfAStackShareItsModels() {
        var subjects = Subject.of(subject("Queue").stack(), detection, Known.HERE);
        var one = subjects.apply(subject("Queue").drift());
        var other = subjects.apply(subject("Function").drift());
        assertThat(one.models()).isSameAs(other.models());
        assertThat(one.models().all()).isSameAs(detection.models());
        assertThat(one.referencedBy()).containsExactly("Function");
    }

    private static Subject subject(String logicalId) {
        var drift = Drift.unnamed(
                logicalId, "", "AWS::A::B", Drift.Status.MODIFIED, List.of(), MapValue.EMPTY, MapValue.EMPTY);
        return Subjects.of(drift, "prod");
    }
}
