package dev.phantom.pipeline;

import dev.phantom.analysis.Analyst;
import dev.phantom.cost.PriceBook;
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
/// @param rules    judges where the analyst cannot
/// @param codeHost null where nothing can be published (a local folder)
public record Ports(
        SafeStateSource safe,
        DeployedStateSource deployed,
        LiveStateSource live,
        ChangeLog writes,
        List<EvidenceSource> evidence,
        PriceBook prices,
        Analyst analyst,
        Analyst rules,
        @Nullable CodeHost codeHost,
        History history,
        Telemetry telemetry) {

    public Ports {
        evidence = List.copyOf(evidence);
    }
}
