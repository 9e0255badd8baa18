package dev.phantom.datadog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.datadog.api.ApiAnswer;
import dev.phantom.datadog.api.ApiAnswer.Refused;
import dev.phantom.datadog.api.DatadogApi;
import dev.phantom.datadog.api.RawObjects;
import dev.phantom.datadog.api.Source;
import dev.phantom.drift.Change;
import dev.phantom.fault.InertText;
import dev.phantom.run.JudgedDrift;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells Datadog of new drift of high or critical severity: one change event each, category `change`, the stack's
/// service as impacted, which shows it in Change Tracking
/// (https://docs.datadoghq.com/api/latest/events/post-an-event/). The aggregation key is the drift's id. Values of
/// properties stay here; where they differ is said.
public final class ChangeEvents {

    /// More say the same: something went wrong on the whole.
    private static final int MOST = 50;

    private static final int TITLE = 500;
    private static final int NAME = 128;
    private static final int TAG = 200;
    private static final int PATHS = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final DatadogApi api;

    /// @param api of the intake of events
    public ChangeEvents(DatadogApi api) {
        this.api = api;
    }

    /// Stops at the first that is refused: the next would be, too. No later run sends what is left: only what is new is
    /// sent, and it is new once.
    ///
    /// @return why not all of them were sent, one line; empty where they were
    public Optional<String> send(RunReport run) {
        var events = run.reports().stream()
                .flatMap(report ->
                        report.drifts().stream().filter(ChangeEvents::told).map(drift -> event(report.stack(), drift)))
                .toList();
        int sent = 0;
        for (var event : events.subList(0, Math.min(MOST, events.size()))) {
            ApiAnswer<?> answer = RawObjects.create(api, Source.EVENTS_WRITE, "/api/v2/events", event);
            if (answer instanceof Refused<?>(var _, var line)) {
                return Optional.of("%d of %d change events were not sent: %s"
                        .formatted(events.size() - sent, events.size(), line));
            }
            sent++;
        }
        return sent == events.size()
                ? Optional.empty()
                : Optional.of("%d of %d change events were not sent: %d are the most that a run sends"
                        .formatted(events.size() - sent, events.size(), MOST));
    }

    private static boolean told(JudgedDrift drift) {
        return drift.isNew() && StackReport.severity(drift).compareTo(Severity.HIGH) >= 0;
    }

    private static ObjectNode event(Stack stack, JudgedDrift judged) {
        var drift = judged.drift();
        var severity = StackReport.severity(judged).text();
        var root = NODES.objectNode();
        var payload = root.putObject("data").put("type", "event").putObject("attributes");
        payload.put("category", "change").put("integration_id", "custom-events");
        payload.put("aggregation_key", drift.driftId());
        payload.put(
                "title",
                InertText.cut(
                        "%s drift in %s: %s (%s)"
                                .formatted(severity, stack.id().name(), drift.logicalId(), drift.type()),
                        TITLE));
        payload.put("message", message(judged));
        var tags = payload.putArray("tags");
        tags(stack, severity, drift.type()).map(tag -> InertText.cut(tag, TAG)).forEach(tags::add);
        var attributes = payload.putObject("attributes");
        attributes
                .putObject("changed_resource")
                .put("type", "configuration")
                .put("name", InertText.cut(stack.id().name() + "/" + drift.logicalId(), NAME));
        attributes.putObject("author").put("type", "automation").put("name", "phantom");
        if (!stack.service().isEmpty()) {
            attributes
                    .putArray("impacted_resources")
                    .addObject()
                    .put("type", "service")
                    .put("name", InertText.cut(stack.service(), NAME));
        }
        metadata(attributes.putObject("change_metadata"), judged);
        return root;
    }

    private static String message(JudgedDrift judged) {
        var drift = judged.drift();
        var paths = drift.changes().stream()
                .map(Change::path)
                .map(Object::toString)
                .distinct()
                .toList();
        var more = paths.size() > PATHS ? " and " + (paths.size() - PATHS) + " more" : "";
        var what = paths.isEmpty()
                ? "The resource is " + drift.status().name().toLowerCase(Locale.ROOT) + "."
                : "The live state differs from the repository at "
                        + String.join(", ", paths.subList(0, Math.min(PATHS, paths.size()))) + more + ".";
        var outcome = judged.pullRequest();
        return outcome == null || outcome.url().isEmpty() ? what : what + " Pull request: " + outcome.url();
    }

    private static void metadata(ObjectNode metadata, JudgedDrift judged) {
        var drift = judged.drift();
        metadata.put("drift_id", drift.driftId()).put("resource_type", drift.type());
        if (judged.verdict() != null) {
            metadata.put("recommendation", judged.verdict().recommendation().text());
        }
        var outcome = judged.pullRequest();
        if (outcome != null && !outcome.url().isEmpty()) {
            metadata.put("pull_request", outcome.url());
        }
    }

    private static Stream<String> tags(Stack stack, String severity, String type) {
        return Stream.of(
                        List.of("managed_by", "phantom"),
                        List.of("env", stack.environment()),
                        List.of("stack", stack.id().name()),
                        List.of("aws_account", stack.id().account()),
                        List.of("region", stack.id().region()),
                        List.of("severity", severity),
                        List.of("service", stack.service()),
                        List.of("resource_type", type))
                .filter(tag -> !tag.getLast().isEmpty())
                .map(tag -> tag.getFirst() + ":" + tag.getLast());
    }
}
