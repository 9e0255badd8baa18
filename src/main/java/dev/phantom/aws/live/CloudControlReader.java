package dev.phantom.aws.live;

import dev.phantom.aws.ActionTables;
import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.ModelJson;
import dev.phantom.aws.Withheld;
import dev.phantom.drift.CloudControlIdentifier;
import dev.phantom.drift.CloudControlIdentifier.Known;
import dev.phantom.drift.CloudControlIdentifier.Undetermined;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Provenance;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.StackResource;
import dev.phantom.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudcontrol.CloudControlClient;

/// Reads one resource at a time through Cloud Control, the same read handlers that the IaC Generator uses.
/// What goes wrong is the resource's status, never an exception, but for interruption and refused credentials.
final class CloudControlReader {

    /// At 25 a page; beyond it nobody claims that a resource is gone.
    private static final int LISTED = 1000;
    /// As AWS names it wherever it denies something.
    ///
    /// @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access denied
    /// error
    /// messages</a>
    private static final Pattern ACTION = Pattern.compile("not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9]+)");

    private final CloudControlClient client;
    private final Map<String, Optional<List<String>>> lists = new ConcurrentHashMap<>();

    CloudControlReader(CloudControlClient client) {
        this.client = client;
    }

    LiveResource read(StackResource resource, Map<String, String> parts, CloudControlIdentifier identifier) {
        return switch (identifier) {
            case Undetermined u -> byList(resource, parts, "the Cloud Control identifier is unknown: " + u.reason());
            case Known known -> read(resource, parts, known);
        };
    }

    private LiveResource read(StackResource resource, Map<String, String> parts, Known identifier) {
        try {
            var json = client.getResource(r -> r.typeName(resource.type()).identifier(identifier.text()))
                    .resourceDescription()
                    .properties();
            return new LiveResource(
                    resource.logicalId(),
                    resource.physicalId(),
                    resource.type(),
                    parts,
                    ModelJson.model(json),
                    Provenance.CLOUD_CONTROL,
                    Status.READ,
                    "");
        } catch (AbortedException e) {
            throw AwsErrors.interrupted("reading " + resource.logicalId(), e);
        } catch (AwsServiceException e) {
            return refused(resource, parts, identifier, e);
        } catch (SdkException e) {
            var fault = AwsErrors.translate("reading " + resource.logicalId() + " through Cloud Control", e);
            return notRead(resource, parts, Status.FAILED, fault.diagnostic().line());
        } catch (NullPointerException e) {
            return notRead(resource, parts, Status.FAILED, "Cloud Control's answer holds no ResourceDescription");
        } catch (IOException e) {
            return notRead(resource, parts, Status.FAILED, "the model cannot be parsed: " + e.getMessage());
        }
    }

    private LiveResource refused(
            StackResource resource, Map<String, String> parts, Known identifier, AwsServiceException e) {
        var code = AwsErrors.code(e);
        var text = AwsErrors.quoted(e);
        if (AwsErrors.denied(e) || AwsErrors.refused(e)) {
            return notRead(
                    resource,
                    parts,
                    Status.DENIED,
                    AwsErrors.denied(e) ? denied(resource.type(), e) : "the credentials are refused: " + text);
        }
        return switch (code) {
            case "ResourceNotFoundException" ->
                identifier.inferred()
                        ? searched(resource, parts, identifier, text)
                        : notRead(resource, parts, Status.DELETED, text);
            case "UnsupportedActionException", "TypeNotFoundException" ->
                notRead(resource, parts, Status.UNSUPPORTED, text);
            default -> notRead(resource, parts, Status.FAILED, text);
        };
    }

    /// Which right is missing, and whether on purpose; AWS's own words name the caller, so they are not repeated.
    private static String denied(String type, AwsServiceException e) {
        var named = ACTION.matcher(AwsErrors.text(e));
        var action = named.find() ? named.group(1) : "";
        var tables = ActionTables.EMBEDDED;
        var purpose = tables.missing(type).stream()
                .filter(w -> action.isEmpty() || w.action().equals(action))
                .findFirst()
                .or(() -> tables.never(action));
        var asked = action.isEmpty() ? unnamed(type) : action;
        return purpose.map(Withheld::reason)
                .orElse(asked + " is denied; allow it, or see `phantom doctor --print-policy --types " + type + "`");
    }

    /// Where AWS does not say which right it is, what the type's read handler asks for.
    private static String unnamed(String type) {
        var handlers = ActionTables.EMBEDDED.handlers().get(type);
        if (handlers == null || handlers.read().isEmpty()) {
            return "what its handler asks for";
        }
        var rights = handlers.read().stream().sorted().toList();
        return (rights.size() == 1 ? "" : "one of ") + String.join(", ", rights);
    }

    /// Under an identifier that cannot be told from the physical id, as a rule's ARN from its name: if one resource of
    /// the type's list goes by that name it is that one. That none does says nothing.
    private LiveResource byList(StackResource resource, Map<String, String> parts, String why) {
        if (resource.physicalId().isEmpty()) {
            return notRead(resource, parts, Status.FAILED, why);
        }
        var found = searched(resource, parts, new Known("", true), why);
        return found.status() == Status.DELETED ? notRead(resource, parts, Status.FAILED, why) : found;
    }

    /// "Not found" under a guessed identifier says nothing yet: the list of the type's resources decides.
    private LiveResource searched(StackResource resource, Map<String, String> parts, Known guess, String text) {
        try {
            var there = lists.computeIfAbsent(resource.type(), this::listed);
            if (there.isEmpty()) {
                return notRead(
                        resource, parts, Status.FAILED, text + "; the list of its type holds no ResourceDescriptions");
            }
            var listed = there.get();
            var found =
                    listed.stream().filter(i -> names(i, resource.physicalId())).toList();
            if (found.size() == 1 && !found.getFirst().equals(guess.text())) {
                return read(resource, parts, new Known(found.getFirst(), false));
            }
            return found.isEmpty() && listed.size() < LISTED
                    ? notRead(resource, parts, Status.DELETED, text + "; nor is it in the list of its type")
                    : notRead(resource, parts, Status.FAILED, text + "; the identifier was inferred");
        } catch (AbortedException e) {
            throw AwsErrors.interrupted("listing " + resource.type(), e);
        } catch (SdkException e) {
            return notRead(
                    resource,
                    parts,
                    Status.FAILED,
                    text + "; the identifier was inferred and the type cannot be listed");
        }
    }

    /// Identifiers of a type; empty where AWS's answer holds no list.
    private Optional<List<String>> listed(String type) {
        var listed = new ArrayList<String>();
        for (var page : client.listResourcesPaginator(r -> r.typeName(type))) {
            if (!page.hasResourceDescriptions()) {
                return Optional.empty();
            }
            page.resourceDescriptions().stream().map(d -> d.identifier()).forEach(listed::add);
            if (listed.size() >= LISTED) {
                break;
            }
        }
        return Optional.of(listed);
    }

    private static boolean names(String identifier, String id) {
        var ids = List.of(identifier.split("\\|"));
        var physicalId = ids.contains(id) ? id : id.replace('|', '/');
        return ids.contains(physicalId)
                || ids.stream()
                        .anyMatch(i -> physicalId.endsWith("/" + i)
                                || physicalId.endsWith(":" + i)
                                || i.endsWith("/" + physicalId)
                                || i.endsWith(":" + physicalId));
    }

    static LiveResource notRead(StackResource resource, Map<String, String> parts, Status status, String detail) {
        return new LiveResource(
                resource.logicalId(),
                resource.physicalId(),
                resource.type(),
                parts,
                Value.MapValue.EMPTY,
                Provenance.CLOUD_CONTROL,
                status,
                detail);
    }
}
