package dev.phantom.pipeline;

import dev.phantom.analysis.Analyst;
import dev.phantom.evidence.EvidenceSource;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.state.ChangeLog;
import dev.phantom.state.DeployedStateSource;
import dev.phantom.state.LiveStateSource;
import dev.phantom.state.SafeStateSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything outside that the walk needs, filled by `cli.Wiring`.
///
/// @param codeHost null where nothing can be published: a local folder, or a dry run
public record Ports(
        SafeStateSource safe,
        DeployedStateSource deployed,
        LiveStateSource live,
        ChangeLog writes,
        List<EvidenceSource> evidence,
        Analyst analyst,
        @Nullable CodeHost codeHost,
        History history,
        Telemetry telemetry) {

    public Ports {
        evidence = List.copyOf(evidence);
    }
}
