package dev.phantom.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Mask;
import dev.phantom.stack.Progress;
import dev.phantom.stack.ResourceUpdates;
import dev.phantom.stack.StackId;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;
import software.amazon.awssdk.services.cloudcontrol.model.ConcurrentOperationException;
import software.amazon.awssdk.services.cloudcontrol.model.ProgressEvent;

/// Cloud Control's UpdateResource: a JSON Patch of whole properties, each tested first, and the request's status until
/// it has ended.
///
/// @see <a href="https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_UpdateResource.html">UpdateResource</a>
/// @see <a href="https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-operations-update.html">Updating
/// a resource</a>
public final class CloudControlUpdates implements ResourceUpdates {

    private static final Set<String> UNDERWAY = Set.of("PENDING", "IN_PROGRESS", "CANCEL_IN_PROGRESS");
    /// What is written holds no secret: an order with one is refused.
    private static final Mask MASK = Mask.of("");

    private final AwsClients clients;
    private final InstantSource clock;

    public CloudControlUpdates(AwsClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public MapValue read(StackId stack, String type, String identifier) {
        return AwsErrors.mapped("reading " + identifier, () -> {
            var answer = client(stack).getResource(r -> r.typeName(type).identifier(identifier));
            var description = answer.resourceDescription();
            if (description == null || description.properties() == null) {
                throw AwsErrors.lacking("reading " + identifier, "ResourceDescription");
            }
            try {
                return ModelJson.model(description.properties());
            } catch (IOException e) {
                throw AwsErrors.lacking("reading " + identifier, "Properties");
            }
        });
    }

    @Override
    public void update(Request request, Progress progress) {
        var what = "updating " + request.identifier();
        AwsErrors.mapped(what, () -> {
            var client = client(request.stack());
            var event = begun(client, request);
            progress.accept(request.identifier() + ": UpdateResource, request " + event.requestToken());
            return ended(client, request, event, progress);
        });
    }

    private static ProgressEvent begun(CloudControlClient client, Request request) {
        try {
            return known(
                    client.updateResource(r -> r.typeName(request.type())
                                    .identifier(request.identifier())
                                    .patchDocument(patch(request))
                                    .clientToken(request.token()))
                            .progressEvent(),
                    request);
        } catch (ConcurrentOperationException e) {
            throw new PhantomException(
                    new Diagnostic(
                            Code.AWS_STACK_BUSY,
                            "nothing was done to " + request.identifier() + ": another operation is in progress",
                            "AWS returned " + AwsErrors.quoted(e) + "; run again when it has finished",
                            ""),
                    e);
        }
    }

    private ProgressEvent ended(CloudControlClient client, Request request, ProgressEvent begun, Progress progress) {
        var waiting = clients.waiting(request.stack(), clock);
        var event = begun;
        while (UNDERWAY.contains(event.operationStatusAsString())) {
            progress.step(request.identifier() + ": " + event.operationStatusAsString());
            if (!waiting.pause("waiting for the update of " + request.identifier())) {
                throw failed(request, "did not finish in time", "the operation continues in AWS; check again later");
            }
            event = AwsErrors.mapped(
                    "the update of " + request.identifier() + " was begun (request " + begun.requestToken()
                            + "), and asking whether it has ended",
                    () -> known(
                            client.getResourceRequestStatus(r -> r.requestToken(begun.requestToken()))
                                    .progressEvent(),
                            request));
        }
        if (!event.operationStatusAsString().equals("SUCCESS")) {
            throw failed(
                    request,
                    "ended in " + event.operationStatusAsString()
                            + (event.errorCodeAsString() == null ? "" : " (" + event.errorCodeAsString() + ")"),
                    "AWS returned \"" + AwsErrors.scrubbed(String.valueOf(event.statusMessage())) + "\"");
        }
        return event;
    }

    private static ProgressEvent known(@Nullable ProgressEvent event, Request request) {
        if (event == null || event.operationStatusAsString() == null || event.requestToken() == null) {
            throw AwsErrors.lacking("updating " + request.identifier(), "ProgressEvent");
        }
        return event;
    }

    private static PhantomException failed(Request request, String summary, String detail) {
        return new PhantomException(
                new Diagnostic(Code.AWS_FAILED, "the update of " + request.identifier() + " " + summary, detail, ""));
    }

    private CloudControlClient client(StackId stack) {
        return clients.cloudControl(stack.account(), stack.region());
    }

    /// RFC 6902: a test and a replacement of each property, an addition of one that was absent.
    static String patch(Request request) {
        var out = new StringWriter();
        try (var json = ValueJson.FACTORY.createGenerator(out)) {
            json.writeStartArray();
            for (var step : request.steps()) {
                var path = PropertyPath.of(step.property()).toString();
                if (step.before() == null) {
                    operation(json, "add", path, step.after());
                } else {
                    operation(json, "test", path, step.before());
                    operation(json, "replace", path, step.after());
                }
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return out.toString();
    }

    private static void operation(JsonGenerator json, String name, String path, Value value) throws IOException {
        json.writeStartObject();
        json.writeStringField("op", name);
        json.writeStringField("path", path);
        json.writeFieldName("value");
        ValueJson.write(value, json, MASK);
        json.writeEndObject();
    }
}
