package dev.phantom.fault;

import static dev.phantom.fault.Fault.INTERNAL;
import static dev.phantom.fault.Fault.REMOTE;
import static dev.phantom.fault.Fault.REMOTE_RETRYABLE;
import static dev.phantom.fault.Fault.USER;

/// Every code of the core.
public enum Code implements ErrorCode {
    // the command line
    USAGE("PH-CLI-001", USER, "the command line was not understood", "see `phantom --help`"),
    FILE_UNREADABLE(
            "PH-CLI-002",
            USER,
            "a file named on the command line cannot be read",
            "check the path and its permissions"),
    FILE_UNWRITABLE(
            "PH-CLI-003",
            USER,
            "a file named on the command line cannot be written",
            "check the path and its permissions"),
    FILE_NAME(
            "PH-CLI-004",
            USER,
            "a name cannot be a file's",
            "set LC_ALL to a UTF-8 locale that is installed (see `locale -a`), e.g. LC_ALL=C.UTF-8"),
    PORT_TAKEN("PH-CLI-005", USER, "a port cannot be listened on", "stop what listens there, or give another port"),
    INTERNAL_ERROR("PH-CLI-099", INTERNAL, "Phantom itself failed", "run again with --debug and report the output"),

    // configuration
    CONFIG_UNREADABLE("PH-CFG-001", USER, "the configuration cannot be read", "check phantom.yaml"),
    CONFIG_UNKNOWN_KEY(
            "PH-CFG-002", USER, "the configuration holds an unknown key", "see docs/schema/phantom.yaml.schema.json"),
    CONFIG_BAD_VALUE(
            "PH-CFG-003", USER, "a configuration value is not allowed", "see docs/schema/phantom.yaml.schema.json"),
    CONFIG_NO_STACK(
            "PH-CFG-004",
            USER,
            "no stack was deployed from a template of the folder",
            "check --root, --region and the account of the credentials"),

    // templates
    TEMPLATE_SYNTAX("PH-TPL-001", USER, "a template is not valid YAML or JSON", "mend the file at the place named"),
    TEMPLATE_SHAPE("PH-TPL-002", USER, "a document is not a CloudFormation template", "it needs a Resources section"),
    TEMPLATE_LIMIT("PH-TPL-003", USER, "a template is larger or deeper than Phantom reads", "split it"),
    TEMPLATE_UNSUPPORTED(
            "PH-TPL-004",
            USER,
            "a template uses a feature that cannot be evaluated here",
            "compare the processed template"),
    PARAMETERS_SHAPE(
            "PH-TPL-005",
            USER,
            "a parameter file is in no known shape",
            "write [{\"ParameterKey\": \"K\", \"ParameterValue\": \"V\"}] or {\"K\": \"V\"}"),

    // drift and live state files
    LIVE_UNREADABLE(
            "PH-DRF-001",
            USER,
            "a live state file is not understood",
            "give a phantom.live/v1 file or a generated template"),
    STACK_UNREADABLE(
            "PH-DRF-002",
            USER,
            "a file about the deployed stack is not understood",
            "give the JSON that describe-stacks or describe-stack-resources prints"),
    IGNORE_UNREADABLE(
            "PH-DRF-004",
            USER,
            "the ignore rules are not understood",
            "write version: 1 and rules:, each with stack, resource, path and reason"),
    ADOPTED_UNREADABLE(
            "PH-DRF-005",
            USER,
            "the list of adopted differences is not understood",
            "mend .phantom/adopted.yaml, or write it anew with `phantom adopt`"),

    // patches
    PATCH_REFUSED("PH-PCH-001", USER, "an edit would not be safe and was refused", "edit the file by hand"),
    PATCH_NO_SUCH_PATH(
            "PH-PCH-002", USER, "there is nothing at this place of the template", "see the path and the logical id"),
    PATCH_BAD_VALUE("PH-PCH-003", USER, "the value to write is not JSON", "quote a string: '\"text\"'"),
    PATCH_NO_NODE(
            "PH-PCH-004",
            USER,
            "the value is not written in this file",
            "edit what makes it: the macro, the construct, the deployment's parameters"),
    PATCH_MOVES_OTHERS(
            "PH-PCH-005",
            USER,
            "an edit would also move other resources or stacks",
            "decide by hand where the value should live"),

    // reverts
    RECONCILE_UNREADABLE(
            "PH-RCN-001", USER, "a reconcile record is not understood", "take the file as Phantom committed it"),
    RECONCILE_BLOCKED(
            "PH-RCN-002",
            USER,
            "it cannot be proven that exactly what was approved would happen, so nothing was done",
            "settle what is named, then run it again"),
    RECONCILE_NOT_CONVERGED(
            "PH-RCN-003", REMOTE, "the revert was executed and AWS does not show it", "see `phantom check`"),

    // pull requests
    PULL_REQUEST_FAILED("PH-PRQ-001", REMOTE, "a pull request could not be brought to its state", "run again"),

    // AWS
    AWS_CREDENTIALS("PH-AWS-001", USER, "AWS refused or lacks credentials", "check the profile and `phantom doctor`"),
    AWS_THROTTLED("PH-AWS-002", REMOTE_RETRYABLE, "AWS is throttling", "run again later"),
    AWS_SCAN("PH-AWS-003", REMOTE, "a resource scan did not finish", "start a new one with --rescan"),
    AWS_FAILED("PH-AWS-004", REMOTE, "an AWS call failed", "see the quoted reply"),
    AWS_NO_STACK("PH-AWS-005", USER, "there is no such stack", "check name, account and region"),
    AWS_STACK_BUSY(
            "PH-AWS-006",
            REMOTE_RETRYABLE,
            "CloudFormation is at work on the stack",
            "run again when its update is through"),
    AWS_TEMPLATE_TOO_LARGE(
            "PH-AWS-007",
            USER,
            "the template is too large for a change set without S3",
            "prove this stack's patches locally (`proof: local`)"),
    AWS_NO_TYPE("PH-AWS-008", USER, "there is no such resource type", "check its name and the region"),

    // the analyst
    ANALYST_UNAVAILABLE(
            "PH-LLM-001", REMOTE_RETRYABLE, "the analyst did not answer", "the rules analyst judged instead"),
    ANALYST_INVALID("PH-LLM-002", REMOTE, "the analyst's answer failed validation", "the verdict became needs-human");

    private final String id;
    private final Fault fault;
    private final String meaning;
    private final String remedy;

    Code(String id, Fault fault, String meaning, String remedy) {
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
