package dev.phantom.run.days;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// The truth of one difference: somebody gave a property a value past CloudFormation, and it is there still.
final class Episode {

    final String stack;
    final String resource;
    /// A property; of a list's element `SecurityGroupIngress#22`.
    final String place;
    final boolean declared;
    final Instant at;
    final String eventId;
    /// Earlier writes of the same value there: until its own event is in the log, one of them may be taken for it.
    final Set<String> alike = new HashSet<>();
    boolean over;
    /// Since a run reported it.
    Instant firstSeen = Instant.MAX;
    int precision = 2;

    Episode(String stack, String resource, String place, boolean declared, Instant at, String eventId) {
        this.stack = stack;
        this.resource = resource;
        this.place = place;
        this.declared = declared;
        this.at = at;
        this.eventId = eventId;
    }

    boolean isReported() {
        return firstSeen != Instant.MAX;
    }

    @Override
    public String toString() {
        return stack + " " + resource + " " + place + " of " + at + " (" + eventId + ")";
    }
}
