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
    FAILED("PH-DDG-002", REMOTE, "a Datadog call failed", "run again later");

    private final String id;
    private final Fault fault;
    private final String meaning;
    private final String remedy;

    DatadogCode(String id, Fault fault, String meaning, String remedy) {
        this.id = id;
        this.fault = fault;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
