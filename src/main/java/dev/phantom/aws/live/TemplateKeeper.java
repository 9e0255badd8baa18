package dev.phantom.aws.live;

import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.Deadline;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeGeneratedTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GeneratedTemplateDeletionPolicy;
import software.amazon.awssdk.services.cloudformation.model.GeneratedTemplateNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.GeneratedTemplateUpdateReplacePolicy;
import software.amazon.awssdk.services.cloudformation.model.ResourceDefinition;

/// The generated templates of one stack: made once under a name that follows from the stack, kept, refreshed. The name
/// is what makes a rerun after a kill find the one that is there.
public final class TemplateKeeper {

    /// AWS's limit of resources in one template.
    static final int CHUNK = 500;

    /// @param type       of the resource
    /// @param identifier as the scan gave it
    record Member(String type, Map<String, String> identifier) {}

    /// @param complete logical ids that AWS read
    /// @param failed   logical ids that it could not read, and why
    /// @param updated  when it was last made or changed; the epoch if AWS does not say
    record Held(
            String status,
            Map<String, Member> members,
            List<String> complete,
            Map<String, String> failed,
            Instant updated) {

        /// Whether all of this is in it, and none of that.
        boolean has(Map<String, Member> these, Collection<String> none) {
            return status.equals("COMPLETE")
                    && members.entrySet().containsAll(these.entrySet())
                    && none.stream().noneMatch(members::containsKey);
        }

        boolean isFailed() {
            return status.equals("FAILED");
        }
    }

    private final CloudFormationClient client;
    private final Deadline waiting;
    private final Progress progress;

    TemplateKeeper(CloudFormationClient client, Deadline waiting, Progress progress) {
        this.client = client;
        this.waiting = waiting;
        this.progress = progress;
    }

    /// `phantom-1a2b3c4d5e6f7081`, with `-2`, `-3` for the further five hundreds of a large stack.
    public static String name(StackId stack, int chunk) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(stack.toString().getBytes(StandardCharsets.UTF_8));
            return "phantom-" + HexFormat.of().formatHex(hash, 0, 8) + (chunk == 0 ? "" : "-" + (chunk + 1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The template as it rests; waits for what is under way. Empty if there is none.
    Optional<Held> find(String name) {
        try {
            while (true) {
                var template = client.describeGeneratedTemplate(r -> r.generatedTemplateName(name));
                var status = template.statusAsString();
                if (!status.endsWith("_PENDING") && !status.endsWith("_IN_PROGRESS")) {
                    return Optional.of(held(template));
                }
                progress.step("generated template " + name + ": " + count(template));
                if (!waiting.pause("waiting for generated template " + name)) {
                    return Optional.of(held(template));
                }
            }
        } catch (GeneratedTemplateNotFoundException e) {
            return Optional.empty();
        }
    }

    void create(String name, Map<String, Member> members) {
        progress.accept("creating generated template " + name + " with " + members.size() + " resources");
        try {
            whenThereIsRoom(() -> client.createGeneratedTemplate(r -> r.generatedTemplateName(name)
                    .resources(definitions(members))
                    .templateConfiguration(c -> c.deletionPolicy(GeneratedTemplateDeletionPolicy.RETAIN)
                            .updateReplacePolicy(GeneratedTemplateUpdateReplacePolicy.RETAIN))));
        } catch (AwsServiceException e) {
            var theirs = says(e, "AlreadyExists") ? find(name) : Optional.<Held>empty();
            if (theirs.isEmpty()) {
                throw e;
            }
            // another run made it a moment ago
            if (theirs.get().has(members, List.of())) {
                progress.accept("generated template " + name + " was just made by another run, and is used");
            } else {
                var lacking = new LinkedHashMap<>(members);
                lacking.keySet().removeAll(theirs.get().members().keySet());
                refresh(name, theirs.get(), lacking, List.of());
            }
        }
    }

    /// Brings a template up to date. One that another run changes meanwhile is waited for, and is as good if it holds
    /// what is wanted.
    ///
    /// @param known as it was found
    void refresh(String name, Held known, Map<String, Member> add, Collection<String> remove) {
        var before = known;
        while (true) {
            try {
                var missing = new LinkedHashMap<>(add);
                missing.keySet().removeAll(before.members().keySet());
                var present =
                        remove.stream().filter(before.members()::containsKey).toList();
                refresh(name, missing, present);
                return;
            } catch (AwsServiceException e) {
                var now = find(name);
                if (AwsErrors.denied(e) || now.isEmpty() || !now.get().updated().isAfter(before.updated())) {
                    throw e;
                }
                if (now.get().has(add, remove)) {
                    progress.accept("generated template " + name + " was just refreshed by another run, and is used");
                    return;
                }
                if (!waiting.pause("waiting for generated template " + name)) {
                    throw e;
                }
                before = now.get();
            }
        }
    }

    /// AWS works on five templates of an account at a time, whoever asked for them.
    private void whenThereIsRoom(Runnable call) {
        while (true) {
            try {
                call.run();
                return;
            } catch (AwsServiceException e) {
                if (!says(e, "ConcurrentResourcesLimitExceeded")) {
                    throw e;
                }
                progress.step("other templates are being generated in this account");
                if (!waiting.pause("waiting for other generated templates")) {
                    throw e;
                }
            }
        }
    }

    /// AWS's page calls an error `AlreadyExists`, its model of the API `AlreadyExistsException`.
    private static boolean says(AwsServiceException e, String code) {
        return AwsErrors.code(e).startsWith(code);
    }

    private void refresh(String name, Map<String, Member> add, Collection<String> remove) {
        progress.accept("refreshing generated template " + name
                + (add.isEmpty() && remove.isEmpty()
                        ? ""
                        : ", " + add.size() + " added, " + remove.size() + " removed"));
        whenThereIsRoom(() -> client.updateGeneratedTemplate(r -> {
            r.generatedTemplateName(name).refreshAllResources(true);
            if (!add.isEmpty()) {
                r.addResources(definitions(add));
            }
            if (!remove.isEmpty()) {
                r.removeResources(remove);
            }
        }));
    }

    /// The body, if AWS made one, and nobody has deleted it meanwhile.
    Optional<String> body(String name) {
        try {
            return Optional.ofNullable(client.getGeneratedTemplate(
                            r -> r.generatedTemplateName(name).format("JSON"))
                    .templateBody());
        } catch (GeneratedTemplateNotFoundException e) {
            return Optional.empty();
        }
    }

    void delete(String name) {
        try {
            client.deleteGeneratedTemplate(r -> r.generatedTemplateName(name));
        } catch (GeneratedTemplateNotFoundException e) {
            progress.accept("generated template " + name + " was already gone");
        }
    }

    private static List<ResourceDefinition> definitions(Map<String, Member> members) {
        return members.entrySet().stream()
                .map(e -> ResourceDefinition.builder()
                        .logicalResourceId(e.getKey())
                        .resourceType(e.getValue().type())
                        .resourceIdentifier(e.getValue().identifier())
                        .build())
                .toList();
    }

    private static Held held(DescribeGeneratedTemplateResponse template) {
        var members = new LinkedHashMap<String, Member>();
        var failed = new LinkedHashMap<String, String>();
        template.resources().forEach(r -> {
            members.put(r.logicalResourceId(), new Member(r.resourceType(), r.resourceIdentifier()));
            if (r.resourceStatusAsString().equals("FAILED")) {
                failed.put(r.logicalResourceId(), AwsErrors.scrubbed(String.valueOf(r.resourceStatusReason())));
            }
        });
        var complete = template.resources().stream()
                .filter(r -> r.resourceStatusAsString().equals("COMPLETE"))
                .map(r -> r.logicalResourceId())
                .toList();
        var updated = template.lastUpdatedTime() == null ? template.creationTime() : template.lastUpdatedTime();
        return new Held(
                template.statusAsString(), members, complete, failed, updated == null ? Instant.EPOCH : updated);
    }

    private static String count(DescribeGeneratedTemplateResponse template) {
        var done = template.progress();
        return done == null || done.resourcesSucceeded() == null
                ? template.statusAsString()
                : done.resourcesSucceeded() + " of " + template.resources().size() + " resources";
    }
}
