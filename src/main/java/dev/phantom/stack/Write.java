package dev.phantom.stack;

import dev.phantom.value.Value;
import java.time.Instant;
import java.util.List;

/// One attributed write: a mutating call that CloudTrail recorded. All text in it is untrusted.
///
/// @param eventId       CloudTrail event id
/// @param name          `ModifyDBInstance`
/// @param service       event source, `rds.amazonaws.com`
/// @param actor         short form of who: `role/oncall`, a user name, a service
/// @param session       session key: writes of one session belong together; empty if not known
/// @param resources     names, ids and ARNs that the event names
/// @param request       requestParameters
/// @param error         errorCode; empty for a call that succeeded
public record Write(
        String eventId,
        Instant at,
        String name,
        String service,
        String actor,
        Via via,
        String session,
        List<String> resources,
        Value request,
        String error) {

    /// By what kind of hand.
    public enum Via {
        CONSOLE,
        CLI,
        SDK,
        IAC,
        CI,
        AWS_SERVICE,
        UNKNOWN
    }

    public Write {
        resources = List.copyOf(resources);
    }

    /// A person's or a tool's write: neither CloudFormation's own nor an AWS service's.
    public boolean isOutOfBand() {
        return via != Via.IAC && via != Via.AWS_SERVICE && error.isEmpty();
    }
}
