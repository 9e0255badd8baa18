package dev.phantom.stack;

import dev.phantom.value.Value;
import java.time.Instant;
import java.util.List;

/// One attributed write: a mutating call that CloudTrail recorded. All text in it is untrusted.
///
/// @param eventId       CloudTrail event id
/// @param name          `ModifyDBInstance`
/// @param service       event source, `rds.amazonaws.com`
/// @param origin        who made it, and how
/// @param resources     names, ids and ARNs that the event names
/// @param request       requestParameters
/// @param error         errorCode; empty for a call that succeeded
public record Write(
        String eventId,
        Instant at,
        String name,
        String service,
        Origin origin,
        List<String> resources,
        Value request,
        String error) {

    /// Who made a call, and how.
    ///
    /// @param actor   short form of who: `role/oncall`, a user name, a service
    /// @param session session key: calls of one session belong together; empty if not known
    /// @param source  kind of address that it came from
    /// @param deploys whether CloudFormation made it, while it carried out a deployment
    /// @param user    what the change log finds the caller's calls by; empty if it names none
    public record Origin(String actor, Via via, String session, Source source, boolean deploys, String user) {

        /// A person's or a tool's, from somewhere.
        public static Origin of(String actor, Via via, String session) {
            return new Origin(actor, via, session, Source.UNKNOWN, false, "");
        }

        /// Whether both are one caller's, and of one session where both know theirs.
        public boolean sameCaller(Origin other) {
            var known = !session.isEmpty() && !other.session.isEmpty();
            return known && session.equals(other.session)
                    || !actor.isEmpty() && actor.equals(other.actor) && user.equals(other.user);
        }
    }

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

    /// Kinds of addresses, so that nobody needs to be shown one.
    public enum Source {
        AWS_SERVICE("an AWS service"),
        VPC_ENDPOINT("a VPC endpoint"),
        PRIVATE("a private address"),
        PUBLIC("a public address"),
        UNKNOWN("an unknown address");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Write {
        resources = List.copyOf(resources);
    }

    public String actor() {
        return origin.actor();
    }

    public Via via() {
        return origin.via();
    }

    public String session() {
        return origin.session();
    }

    /// A person's or a tool's write: neither CloudFormation's own nor an AWS service's. Terraform's is one: what it
    /// writes to a resource of a stack goes past the stack.
    public boolean isOutOfBand() {
        return !origin.deploys() && via() != Via.AWS_SERVICE && error.isEmpty();
    }
}
