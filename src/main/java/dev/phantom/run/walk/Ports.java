package dev.phantom.run.walk;

import dev.phantom.drift.plan.PlanSource;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.run.History;
import dev.phantom.run.RunEvents;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.DeployedStateSource;
import dev.phantom.stack.DetectionSource;
import dev.phantom.stack.LiveStateSource;
import dev.phantom.stack.SafeStateSource;
import org.jspecify.annotations.Nullable;

/// Everything outside that the walk itself asks (evidence and analyst belong to [Judging]), filled by
/// `assembly.Wiring`.
///
/// @param codeHost null where nothing can be published: a local folder, or a dry run
public record Ports(
        SafeStateSource safe,
        DeployedStateSource deployed,
        LiveStateSource live,
        ChangeLog writes,
        DetectionSource detection,
        PlanSource plans,
        @Nullable CodeHost codeHost,
        History history,
        RunEvents events) {}
