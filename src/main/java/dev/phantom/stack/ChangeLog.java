package dev.phantom.stack;

import dev.phantom.fault.Cause;
import dev.phantom.fault.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who wrote what, when: CloudTrail.
public interface ChangeLog {

    /// As a gap or a provisional verdict names it.
    String NAME = "cloudtrail";

    /// The writes to these resources, oldest first.
    ///
    /// @param gaps what could not be looked up; not empty means the list may be incomplete
    record Writes(List<Write> writes, List<Gap> gaps) {
        public static final Writes NONE = new Writes(List.of(), List.of());

        public Writes {
            writes = List.copyOf(writes);
            gaps = List.copyOf(gaps);
        }

        /// With what another question found, each write once.
        public Writes and(Writes more) {
            var known = writes.stream().map(Write::eventId).collect(Collectors.toSet());
            return new Writes(
                    Stream.concat(writes.stream(), more.writes.stream().filter(w -> !known.contains(w.eventId())))
                            .sorted(Comparator.comparing(Write::at).thenComparing(Write::eventId))
                            .toList(),
                    Stream.concat(gaps.stream(), more.gaps.stream()).distinct().toList());
        }

        /// Whether writes may be missing that the log has: it gave no answer, or denied one.
        public boolean silent() {
            return away() || gaps.stream().anyMatch(gap -> gap.cause() == Cause.DENIED);
        }

        /// Whether it gave no answer now and may give one later.
        public boolean away() {
            return gaps.stream().anyMatch(gap -> gap.cause().passes());
        }
    }

    /// A call that named a resource: a use of it, or a write.
    ///
    /// @param principal on whose behalf, also where a service carried it (then that is the origin's actor)
    /// @param account   of a principal of another account; empty for one of this
    /// @param reads     whether it changed nothing
    /// @param asked     how long a time the call asked for: of a session its length, of a query how far back it reads;
    /// zero
    ///                  for one that asks for none
    /// @param error     errorCode; empty for a call that succeeded
    record Use(
            String eventId,
            Instant at,
            String name,
            String service,
            Write.Origin origin,
            String principal,
            String account,
            boolean reads,
            Duration asked,
            String error) {
        /// Whether AWS denied it to the caller.
        public boolean denied() {
            return error.contains("AccessDenied") || error.contains("Unauthorized");
        }
    }

    /// The calls found, oldest first.
    ///
    /// @param gaps what could not be looked up; not empty means the list may be incomplete
    record Uses(List<Use> uses, List<Gap> gaps) {
        public static final Uses NONE = new Uses(List.of(), List.of());

        public Uses {
            uses = List.copyOf(uses);
            gaps = List.copyOf(gaps);
        }
    }

    /// Never throws for a refused or slow look-up: that is a gap.
    Writes writes(StackId stack, List<LiveResource> resources, Instant from, Instant to);

    /// The writes of tags that name one of these resources by its ARN, which nobody knows: found by the call's name.
    default Writes tagging(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        return Writes.NONE;
    }

    /// Every write to these resources, those of tags among them, out of all writes of a short time: one look for all of
    /// them. Empty where that time has too many, or the log does not answer: then each resource is to be asked about.
    default Optional<Writes> sweep(StackId stack, List<LiveResource> resources, Instant from, Instant to) {
        return Optional.empty();
    }

    /// What one caller wrote, on whatever resource.
    ///
    /// @param types of resources that he wrote to: they say where the log keeps it
    /// @param user  as `Write.Origin` has it
    default Writes writesBy(StackId stack, Set<String> types, String user, Instant from, Instant to) {
        return Writes.NONE;
    }

    /// Who used a resource, reads and denied calls included; of a role or a user, what it was used for, too.
    ///
    /// @param sessions names under which a role may act beside those that the log knows: ids of instances and functions
    default Uses uses(StackId stack, LiveResource resource, List<String> sessions, Instant from, Instant to) {
        return Uses.NONE;
    }
}
