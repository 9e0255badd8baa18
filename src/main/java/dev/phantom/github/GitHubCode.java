package dev.phantom.github;

import static dev.phantom.fault.Fault.REMOTE;
import static dev.phantom.fault.Fault.REMOTE_RETRYABLE;
import static dev.phantom.fault.Fault.USER;

import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Fault;

/// What GitHub refuses, or fails at.
public enum GitHubCode implements ErrorCode {
    REFUSED(
            "PH-GHB-001",
            USER,
            "the GitHub credentials were rejected or lack a permission",
            "check GITHUB_TOKEN and `phantom doctor`"),
    FAILED("PH-GHB-002", REMOTE, "a GitHub call failed", "run again later"),
    NOT_FOUND("PH-GHB-003", USER, "the repository, branch or file does not exist", "check phantom.yaml"),
    LIMITED("PH-GHB-004", REMOTE_RETRYABLE, "the GitHub rate limit is exceeded", "run again later"),
    RULE(
            "PH-GHB-005",
            USER,
            "a ruleset or branch protection rule of the repository rejected a write",
            "allow Phantom's credential to create, update and delete branches phantom/**");

    private final Entry entry;

    GitHubCode(String id, Fault fault, String meaning, String remedy) {
        entry = new Entry(id, fault, meaning, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
