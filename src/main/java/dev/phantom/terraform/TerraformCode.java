package dev.phantom.terraform;

import static dev.phantom.fault.Fault.REMOTE;
import static dev.phantom.fault.Fault.REMOTE_RETRYABLE;
import static dev.phantom.fault.Fault.USER;

import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Fault;

/// Why Terraform gave no plan.
public enum TerraformCode implements ErrorCode {
    NO_BINARY(
            "PH-TF-001",
            USER,
            "there is no Terraform to run",
            "install Terraform or OpenTofu 1.5 or later, or name the binary with PHANTOM_TERRAFORM"),
    OLD("PH-TF-002", USER, "the Terraform that was found is too old", "install Terraform or OpenTofu 1.5 or later"),
    NOT_INITIALIZED(
            "PH-TF-003",
            USER,
            "the root module is not initialized",
            "run `terraform init` in its folder; Phantom downloads no providers"),
    NO_WORKSPACE(
            "PH-TF-004",
            USER,
            "the workspace does not exist",
            "correct `workspace` of the stack; `terraform workspace list` shows them"),
    LOCKED(
            "PH-TF-005",
            REMOTE_RETRYABLE,
            "the state is locked by another operation",
            "run again when the other operation has finished"),
    CREDENTIALS(
            "PH-TF-006",
            USER,
            "a provider or the backend found no valid credentials",
            "check the credentials of the environment and `phantom doctor`"),
    FAILED("PH-TF-007", REMOTE, "Terraform failed", "run the same command in the module's folder"),
    TOO_SLOW(
            "PH-TF-008",
            REMOTE_RETRYABLE,
            "Terraform did not finish in time",
            "run again, or allow more time with limits.stackSeconds"),
    TOO_LARGE("PH-TF-009", USER, "a plan is too large to be read", "split the root module, or allow more memory: PHANTOM_JAVA_OPTS=-Xmx2g"),
    STALE(
            "PH-TF-010",
            REMOTE_RETRYABLE,
            "the state has changed since the plan was made, so nothing was applied",
            "run it again"),
    NO_FOLDER("PH-TF-011", USER, "the folder of a root module cannot be used", "correct `directory` of the stack");

    private final Entry entry;

    TerraformCode(String id, Fault fault, String meaning, String remedy) {
        entry = new Entry(id, fault, meaning, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
