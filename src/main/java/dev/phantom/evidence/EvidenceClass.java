package dev.phantom.evidence;

/// Classes of evidence that are switched one by one: what is off is neither collected nor sent.
public enum EvidenceClass {
    METRICS,
    ALERTS,
    INCIDENTS,
    DEPLOYS,
    LOGS,
    TRACES
}
