package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.compare.Compare;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.Definition;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.stack.Baseline;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.stack.Mask;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One stack in a test, put together bit by bit; `'` stands for `"`.
public final class World {

    public static final StackId ID = new StackId("111122223333", "us-east-1", "payments");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final Map<String, StackResource> mapping = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final List<LiveResource> live = new ArrayList<>();
    private final List<LiveResource> earlier = new ArrayList<>();
    private final List<LiveResource> unmanaged = new ArrayList<>();
    private String safe = "{'Resources': {}}";
    private @Nullable String deployed;
    private String status = "";
    private IgnoreRules ignore = IgnoreRules.NONE;

    public World safe(String resources) {
        safe = "{'Resources': {" + resources + "}}";
        return this;
    }

    World document(String template) {
        safe = template;
        return this;
    }

    World deployed(String resources) {
        deployed = "{'Resources': {" + resources + "}}";
        return this;
    }

    World status(String text) {
        status = text;
        return this;
    }

    public World tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public World mapped(String logicalId, String physicalId) {
        mapping.put(logicalId, new StackResource(logicalId, physicalId, "", ""));
        return this;
    }

    public World live(String logicalId, String physicalId, String type, String properties) {
        live.add(resource(logicalId, physicalId, type, Map.of(), properties, LiveResource.Status.READ));
        return this;
    }

    World live(LiveResource resource) {
        live.add(resource);
        return this;
    }

    public World earlier(String logicalId, String physicalId, String type, String properties) {
        earlier.add(resource(logicalId, physicalId, type, Map.of(), properties, LiveResource.Status.READ));
        return this;
    }

    public World unmanaged(LiveResource resource) {
        unmanaged.add(resource);
        return this;
    }

    World ignoring(IgnoreRules rules) {
        ignore = rules;
        return this;
    }

    public static LiveResource resource(
            String logicalId,
            String physicalId,
            String type,
            Map<String, String> identifier,
            String properties,
            LiveResource.Status status) {
        return new LiveResource(
                logicalId,
                physicalId,
                type,
                identifier,
                Compare.map(properties),
                LiveResource.Provenance.FILE,
                status,
                "");
    }

    public DriftDetector detector() {
        return new DriftDetector(Known.EVERYWHERE, Mask.of("key"), ignore, TODAY);
    }

    public Detection detect() {
        return detector().detect(states());
    }

    States states() {
        var safeState = new SafeState(
                SafeState.Source.FILE, "", "", "stacks/payments.json", read(safe), java.util.Map.of(), List.of());
        var deployedState = new DeployedState(
                ID,
                "",
                status,
                deployed == null ? null : read(deployed),
                null,
                List.of(),
                tags,
                mapping,
                Map.of(),
                null);
        var liveState = new LiveState(ID, "", LiveState.Source.FILE, null, live, unmanaged);
        return new States(ID, safeState, deployedState, liveState, new Baseline(ID, null, earlier));
    }

    DriftReport report() {
        return detect().report();
    }

    private static Definition read(String text) {
        return new CloudFormation().read("stacks/payments.json", text.replace('\'', '"'));
    }

    /// `Db NOT_EQUAL /A/B` of each change of each drift.
    public static List<String> changes(DriftReport report) {
        return report.drifts().stream()
                .flatMap(d -> d.changes().isEmpty()
                        ? java.util.stream.Stream.of(d.logicalId() + " " + d.status())
                        : d.changes().stream().map(c -> d.logicalId() + " " + c.kind() + " " + c.path()))
                .toList();
    }

    static List<String> unchecked(DriftReport report) {
        return report.coverage().unchecked().stream()
                .map(u -> u.logicalId() + " " + u.reason().text() + (u.path() == null ? "" : " " + u.path()))
                .toList();
    }

    static Change only(DriftReport report) {
        return report.drifts().getFirst().changes().getFirst();
    }
}
