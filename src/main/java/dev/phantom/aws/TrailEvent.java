package dev.phantom.aws;

import dev.phantom.stack.ChangeLog.Use;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.Write;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/// One event of an answer to LookupEvents, and the record that it carries.
record TrailEvent(Event event, MapValue record) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");

    /// Empty for one whose record cannot be read.
    static Optional<TrailEvent> of(Event event) {
        if (event.eventId() == null || event.eventTime() == null || event.eventName() == null) {
            throw AwsErrors.lacking("looking up writes", "EventId, EventTime or EventName");
        }
        try {
            var json = event.cloudTrailEvent();
            return Optional.of(new TrailEvent(event, json == null ? MapValue.EMPTY : ModelJson.model(json)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String id() {
        return event.eventId();
    }

    private boolean reads() {
        return "true".equals(event.readOnly())
                || EventOrigin.text(record, "readOnly").equals("true");
    }

    private String error() {
        return EventOrigin.text(record, "errorCode");
    }

    private Write.Origin origin() {
        return EventOrigin.of(record, Objects.requireNonNullElse(event.username(), ""));
    }

    Use use() {
        var origin = origin();
        var identity = EventIdentity.of(record);
        var principal = EventIdentity.first(identity.name(), origin.actor());
        var account = identity.foreign(EventOrigin.text(record, "recipientAccountId"));
        return new Use(
                id(),
                event.eventTime(),
                event.eventName(),
                source(),
                origin,
                principal,
                account,
                reads(),
                asked(),
                error());
    }

    /// A session lasts an hour where nobody says otherwise
    /// (docs.aws.amazon.com/sdk-for-kotlin/api/latest/sts/aws.sdk.kotlin.services.sts.model/-assume-role-request/duration-seconds.html);
    /// a query of logs reads from a moment on, in seconds since 1970
    /// (docs.aws.amazon.com/sdk-for-kotlin/api/latest/cloudwatchlogs/aws.sdk.kotlin.services.cloudwatchlogs.model/-start-query-request/start-time.html).
    private Duration asked() {
        var request = ModelJson.map(record, "requestParameters");
        if (event.eventName().startsWith("AssumeRole")) {
            var seconds = EventOrigin.text(request, "durationSeconds");
            return SECONDS.matcher(seconds).matches() ? Duration.ofSeconds(Long.parseLong(seconds)) : HOUR;
        }
        var from = EventOrigin.text(request, "startTime");
        if (!event.eventName().equals("StartQuery") || !SECONDS.matcher(from).matches()) {
            return Duration.ZERO;
        }
        var back = Duration.between(Instant.ofEpochSecond(Long.parseLong(from)), event.eventTime());
        return back.isNegative() ? Duration.ZERO : back;
    }

    /// The session that a call to assume a role began.
    Optional<String> session() {
        var name = EventOrigin.text(ModelJson.map(record, "requestParameters"), "roleSessionName");
        return event.eventName().startsWith("AssumeRole") && !name.isEmpty() ? Optional.of(name) : Optional.empty();
    }

    /// Whether this role or user made it.
    boolean by(LiveResource identity) {
        var name = identity.physicalId();
        return EventIdentity.of(record).is(identity.type().endsWith("::Role") ? "AssumedRole" : "IAMUser", name);
    }

    private String source() {
        return Objects.requireNonNullElse(event.eventSource(), "");
    }

    /// A call that changed something; empty for failed and for reading ones.
    ///
    /// @param name that it was found by; empty if it was found otherwise
    Optional<Write> write(String name) {
        if (reads() || !error().isEmpty()) {
            return Optional.empty();
        }
        var resources = new LinkedHashSet<String>(name.isEmpty() ? List.of() : List.of(name));
        event.resources().stream()
                .map(r -> r.resourceName())
                .filter(n -> n != null && !n.isEmpty())
                .forEach(resources::add);
        Value request = ModelJson.map(record, "requestParameters");
        return Optional.of(new Write(
                id(),
                event.eventTime(),
                event.eventName(),
                source(),
                origin(),
                List.copyOf(resources),
                request,
                error()));
    }

    /// One write, found by two names.
    static Write both(Write one, Write other) {
        var names = new ArrayList<>(one.resources());
        other.resources().stream().filter(n -> !names.contains(n)).forEach(names::add);
        return new Write(
                one.eventId(), one.at(), one.name(), one.service(), one.origin(), names, one.request(), one.error());
    }
}
