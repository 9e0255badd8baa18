package dev.phantom.channel;

import static dev.phantom.fault.Fault.REMOTE;
import static dev.phantom.fault.Fault.REMOTE_RETRYABLE;
import static dev.phantom.fault.Fault.USER;

import dev.phantom.fault.ErrorCode;
import dev.phantom.fault.Fault;

/// Why a message was not sent.
public enum ChannelCode implements ErrorCode {
    SETTING(
            "PH-NTF-001",
            USER,
            "a channel of notify: has no usable address or key in the environment",
            "see docs/notifications.md; what was not sent is sent by the next run"),
    REFUSED(
            "PH-NTF-002",
            USER,
            "a service refused a message",
            "check the address and the key; the message is sent again by the next run"),
    LIMITED(
            "PH-NTF-003",
            REMOTE_RETRYABLE,
            "a service asked to come back later",
            "the next run sends the message again"),
    FAILED("PH-NTF-004", REMOTE, "a message could not be delivered", "the next run sends it again");

    private final Entry entry;

    ChannelCode(String id, Fault fault, String meaning, String remedy) {
        entry = new Entry(id, fault, meaning, remedy);
    }

    @Override
    public Entry entry() {
        return entry;
    }
}
