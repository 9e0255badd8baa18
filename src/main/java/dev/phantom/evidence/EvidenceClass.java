package dev.phantom.evidence;

import java.util.List;

/// Classes of evidence that are switched one by one (`evidence.send` of the configuration): what is off does not reach
/// an analyst, and what only an observability source could tell is not collected either.
public enum EvidenceClass {
    /// Text of the template around what drifted.
    TEMPLATE,
    /// What the repository's history says about it.
    HISTORY,
    METRICS,
    ALERTS,
    INCIDENTS,
    DEPLOYS,
    LOGS,
    TRACES;

    /// As long as nobody chose otherwise: no text of the application itself.
    public static final List<EvidenceClass> BY_DEFAULT =
            List.of(TEMPLATE, HISTORY, METRICS, ALERTS, INCIDENTS, DEPLOYS);
}
