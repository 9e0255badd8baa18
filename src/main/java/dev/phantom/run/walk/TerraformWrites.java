package dev.phantom.run.walk;

import dev.phantom.stack.ChangeLog.Writes;
import dev.phantom.stack.Write;

/// Terraform's own writes among those to the resources of a root module: an apply is what deploys it, as CloudFormation
/// deploys a stack. They are known by agent and role, which the log has told apart.
final class TerraformWrites {

    private TerraformWrites() {}

    static Writes told(Writes writes) {
        return new Writes(writes.writes().stream().map(TerraformWrites::told).toList(), writes.gaps());
    }

    private static Write told(Write write) {
        var origin = write.origin();
        return write.via() != Write.Via.IAC
                ? write
                : new Write(
                        write.eventId(),
                        write.at(),
                        write.name(),
                        write.service(),
                        new Write.Origin(
                                origin.actor(), origin.via(), origin.session(), origin.source(), true, origin.user()),
                        write.resources(),
                        write.request(),
                        write.error());
    }
}
