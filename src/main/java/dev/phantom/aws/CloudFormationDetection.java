package dev.phantom.aws;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackResource;
import dev.phantom.value.PropertyPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackDriftDetectionStatusResponse;
import software.amazon.awssdk.services.cloudformation.model.StackResourceDrift;

/// CloudFormation's drift detection through the SDK: DetectStackDrift on the resources in question, its status until it
/// is done, and what it then says of each. A resource without support for it gets no row.
///
/// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DetectStackDrift.html">DetectStackDrift</a>
/// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResourceDrifts.html">DescribeStackResourceDrifts</a>
public final class CloudFormationDetection implements DetectionSource {

    /// Logical ids that one call takes.
    private static final int AT_ONCE = 200;

    private final AwsClients clients;
    private final InstantSource clock;

    public CloudFormationDetection(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public Seen detect(StackId stack, List<StackResource> resources, Progress progress) {
        var differing = new LinkedHashMap<String, List<PropertyPath>>();
        var gaps = new ArrayList<Gap>();
        for (var from = 0; from < resources.size(); from += AT_ONCE) {
            var some = resources.subList(from, Math.min(resources.size(), from + AT_ONCE));
            var why = asked(stack, some, differing, gaps, progress);
            if (why.isPresent()) {
                gaps.add(new Gap(
                        "drift detection of " + stack.name() + " corroborates nothing: "
                                + why.get().text(),
                        why.get().cause()));
                break;
            }
        }
        return new Seen(differing, gaps);
    }

    /// @return why there is no answer at all; empty if there is one
    private Optional<Gap> asked(
            StackId stack,
            List<StackResource> resources,
            Map<String, List<PropertyPath>> differing,
            List<Gap> gaps,
            Progress progress) {
        try {
            var client = clients.cloudFormation(stack.account(), stack.region());
            var id = client.detectStackDrift(r -> r.stackName(stack.name())
                            .logicalResourceIds(resources.stream()
                                    .map(StackResource::logicalId)
                                    .toList()))
                    .stackDriftDetectionId();
            progress.accept(stack.name() + ": drift detection on " + resources.size()
                    + (resources.size() == 1 ? " resource" : " resources"));
            var ended = ended(client, stack, id);
            if (ended.isEmpty()) {
                return Optional.of(
                        new Gap("it did not finish within " + clients.pace().limit(), Cause.AWAY));
            }
            var failed = ended.get().detectionStatusAsString().equals("DETECTION_COMPLETE")
                    ? ""
                    : "it ended in " + ended.get().detectionStatusAsString()
                            + said(ended.get().detectionStatusReason());
            var rows = rows(client, stack, ended.get().timestamp());
            resources.forEach(r -> tell(r, rows.get(r.logicalId()), failed, differing, gaps));
            return Optional.empty();
        } catch (AbortedException e) {
            throw AwsErrors.interrupted("drift detection of " + stack.name(), e);
        } catch (SdkException e) {
            return Optional.of(Gap.of("", AwsErrors.translate("it", e).diagnostic()));
        } catch (PhantomException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.of(Gap.of("", e.diagnostic()));
        }
    }

    private Optional<DescribeStackDriftDetectionStatusResponse> ended(
            CloudFormationClient client, StackId stack, String id) {
        var waiting = new Deadline(clock, clients.pace().poll(), clients.pace().limit());
        while (true) {
            var now = client.describeStackDriftDetectionStatus(r -> r.stackDriftDetectionId(id));
            if (!now.detectionStatusAsString().equals("DETECTION_IN_PROGRESS")) {
                return Optional.of(now);
            }
            if (!waiting.pause("drift detection of " + stack.name())) {
                return Optional.empty();
            }
        }
    }

    /// The rows of this detection: CloudFormation also lists what an earlier one found.
    ///
    /// @param began when it was asked for; null if CloudFormation does not say
    private static Map<String, StackResourceDrift> rows(
            CloudFormationClient client, StackId stack, @Nullable Instant began) {
        var rows = new HashMap<String, StackResourceDrift>();
        client.describeStackResourceDriftsPaginator(r -> r.stackName(stack.name()))
                .forEach(page -> page.stackResourceDrifts().stream()
                        .filter(d -> began == null
                                || d.timestamp() == null
                                || !d.timestamp().isBefore(began))
                        .forEach(d -> rows.put(d.logicalResourceId(), d)));
        return rows;
    }

    private static void tell(
            StackResource resource,
            @Nullable StackResourceDrift row,
            String failed,
            Map<String, List<PropertyPath>> differing,
            List<Gap> gaps) {
        var who = resource.logicalId() + " (" + resource.type() + ")";
        if (row == null) {
            gaps.add(Gap.of(
                    failed.isEmpty()
                            ? "drift detection does not cover " + who + ": the type is not supported"
                            : "drift detection has no result for " + who + ": " + failed));
            return;
        }
        switch (row.stackResourceDriftStatusAsString()) {
            case "IN_SYNC" -> differing.put(resource.logicalId(), List.of());
            case "MODIFIED" ->
                differing.put(
                        resource.logicalId(),
                        row.propertyDifferences().stream()
                                .map(d -> PropertyPath.parse(d.propertyPath()))
                                .toList());
            case String other ->
                gaps.add(Gap.of("drift detection reports " + other + " of " + who + said(row.driftStatusReason())));
        }
    }

    private static String said(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "" : ": AWS returned \"" + AwsErrors.scrubbed(reason) + "\"";
    }
}
