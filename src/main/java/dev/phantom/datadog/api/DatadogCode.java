package dev.phantom.datadog.api;

import static dev.phantom.fault.Fault.REMOTE;
import static dev.phantom.fault.Fault.USER;

import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Fault;

/// What Datadog refuses, or fails at.
public enum DatadogCode implements ErrorCode {
    KEYS(
            "PH-DDG-001",
            USER,
            "the Datadog keys are missing or were rejected",
            "check DD_API_KEY, DD_APP_KEY and DD_SITE"),
    FAILED("PH-DDG-002", REMOTE, "a Datadog call failed", "run again later"),
    ASSET_EDITED(
            "PH-DDG-003",
            USER,
            "a dashboard, monitor or SLO of Phantom's was edited in Datadog, so it was left as it is",
            "compare the values that are shown; --discard-edits writes Phantom's"),
    ASSET_AMBIGUOUS(
            "PH-DDG-004",
            USER,
            "more than one object in Datadog carries the tag or marker of the same asset",
            "remove the tag or marker from the copies, or delete them");

    private final Entry entry;

    DatadogCode(String id, Fault fault, String meaning, String remedy) {
        entry = new Entry(id, fault, meaning, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
