package dev.phantom.sandbox.aws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Generated templates of the IaC Generator: made, refreshed, read and deleted.
final class GeneratedTemplates {

    private static final int RESOURCES = 500;
    private static final int TEMPLATES = 1000;

    private final AwsWorld world;
    private final ResourceScans scans;
    private final List<EmbeddedTemplate> templates = new ArrayList<>();

    GeneratedTemplates(AwsWorld world, ResourceScans scans) {
        this.world = world;
        this.scans = scans;
    }

    boolean serve(String operation, Caller caller, Query query, Xml xml) {
        switch (operation) {
            case "CreateGeneratedTemplate" -> create(caller, query, xml);
            case "UpdateGeneratedTemplate" -> update(caller, query, xml);
            case "DescribeGeneratedTemplate" -> describe(template(caller, query), xml);
            case "GetGeneratedTemplate" -> get(template(caller, query), query, xml);
            case "ListGeneratedTemplates" -> list(caller, query, xml);
            case "DeleteGeneratedTemplate" -> templates.remove(template(caller, query));
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The types that such a call reads with the caller's own permissions.
    Set<String> typesRead(String operation, Caller caller, Query query) {
        var types = new LinkedHashSet<String>();
        if (operation.equals("CreateGeneratedTemplate")) {
            query.structures("Resources").forEach(r -> types.add(r.text("ResourceType")));
        } else if (operation.equals("UpdateGeneratedTemplate")) {
            query.structures("AddResources").forEach(r -> types.add(r.text("ResourceType")));
            var name = query.text("GeneratedTemplateName");
            templates.stream()
                    .filter(t -> query.flag("RefreshAllResources") && owned(t, caller) && t.called(name))
                    .forEach(t -> types.addAll(t.types()));
        }
        return types;
    }

    List<EmbeddedTemplate> all() {
        return List.copyOf(templates);
    }

    private void create(Caller caller, Query query, Xml xml) {
        var name = query.text("GeneratedTemplateName");
        if (templates.stream().anyMatch(t -> owned(t, caller) && t.name.equals(name))) {
            throw new AwsFault(400, "AlreadyExists", "Generated template " + name + " already exists");
        }
        if (templates.stream().filter(t -> owned(t, caller)).count() >= TEMPLATES) {
            throw new AwsFault(400, "LimitExceeded", "Limit of generated templates exceeded");
        }
        if (!scans.anyValid(caller)) {
            throw AwsFault.validation("No valid resource scan was found; start a resource scan first");
        }
        roomToWork(caller);
        var id = "arn:aws:cloudformation:%s:%s:generatedTemplate/%s"
                .formatted(caller.region(), caller.account(), UUID.randomUUID());
        var template = new EmbeddedTemplate(id, name, caller, world.now());
        query.optional("TemplateConfiguration.DeletionPolicy").ifPresent(p -> template.deletionPolicy = p);
        query.optional("TemplateConfiguration.UpdateReplacePolicy").ifPresent(p -> template.updateReplacePolicy = p);
        add(template, query.structures("Resources"));
        templates.add(template);
        xml.leaf("GeneratedTemplateId", id);
    }

    private void update(Caller caller, Query query, Xml xml) {
        var template = template(caller, query);
        if (!template.done) {
            throw AwsFault.validation(
                    "Generated template " + template.name + " cannot be updated in status " + template.status());
        }
        roomToWork(caller);
        query.texts("RemoveResources").forEach(template.items::remove);
        add(template, query.structures("AddResources"));
        if (query.flag("RefreshAllResources")) {
            template.items.values().forEach(i -> i.stale = true);
        }
        template.items.values().stream().filter(i -> i.stale).forEach(i -> i.status = "PENDING");
        query.optional("NewGeneratedTemplateName").ifPresent(n -> template.name = n);
        template.work = "UPDATE";
        template.polls = 0;
        template.done = false;
        template.updated = world.now();
        xml.leaf("GeneratedTemplateId", template.id);
    }

    private static void add(EmbeddedTemplate template, List<Query> definitions) {
        for (var definition : definitions) {
            var type = definition.text("ResourceType");
            var logicalId = definition.optional("LogicalResourceId").orElseGet(() -> freeId(template, type));
            template.items.put(
                    logicalId, new EmbeddedTemplate.Item(logicalId, type, definition.map("ResourceIdentifier")));
        }
        if (template.items.size() > RESOURCES) {
            throw AwsFault.validation("A generated template holds at most " + RESOURCES + " resources");
        }
    }

    /// `EC2SecurityGroup`, `EC2SecurityGroupUv`, as AWS names them since 2025.
    private static String freeId(EmbeddedTemplate template, String type) {
        var base = type.replaceFirst("^AWS::", "").replace("::", "");
        var id = base;
        for (var n = 0; template.items.containsKey(id); n++) {
            id = base + (char) ('A' + n / 26) + (char) ('a' + n % 26);
        }
        return id;
    }

    private void roomToWork(Caller caller) {
        if (templates.stream().filter(t -> owned(t, caller) && !t.done).count() >= world.quirks.templatesAtOnce()) {
            throw new AwsFault(429, "ConcurrentResourcesLimitExceeded", "Too many templates are being generated");
        }
    }

    private void describe(EmbeddedTemplate template, Xml xml) {
        advance(template);
        xml.leaf("GeneratedTemplateId", template.id).leaf("GeneratedTemplateName", template.name);
        xml.list(
                "Resources",
                template.items.values(),
                (x, i) -> x.leaf("ResourceType", i.type)
                        .leaf("LogicalResourceId", i.logicalId)
                        .map("ResourceIdentifier", i.identifier)
                        .leaf("ResourceStatus", i.status)
                        .leaf("ResourceStatusReason", i.reason.isEmpty() ? null : i.reason)
                        .list(
                                "Warnings",
                                warnings(i),
                                (w, text) -> w.leaf("Type", "UNSUPPORTED_PROPERTIES")
                                        .list(
                                                "Properties",
                                                List.of(text),
                                                (p, path) -> p.leaf("PropertyPath", path)
                                                        .leaf("Required", false))));
        xml.leaf("Status", template.status()).leaf("StatusReason", template.reason.isEmpty() ? null : template.reason);
        xml.leaf("CreationTime", template.created).leaf("LastUpdatedTime", template.updated);
        xml.element(
                "Progress",
                p -> p.leaf("ResourcesSucceeded", template.count("COMPLETE"))
                        .leaf("ResourcesFailed", template.count("FAILED"))
                        .leaf("ResourcesProcessing", template.count("IN_PROGRESS"))
                        .leaf("ResourcesPending", template.count("PENDING")));
        xml.element(
                "TemplateConfiguration",
                c -> c.leaf("DeletionPolicy", template.deletionPolicy)
                        .leaf("UpdateReplacePolicy", template.updateReplacePolicy));
        xml.leaf(
                "TotalWarnings",
                template.items.values().stream()
                        .mapToInt(i -> warnings(i).size())
                        .sum());
    }

    private List<String> warnings(EmbeddedTemplate.Item item) {
        return item.model == null ? List.of() : new TemplateModel(world.types).optionalWriteOnly(item.type);
    }

    private void get(EmbeddedTemplate template, Query query, Xml xml) {
        xml.leaf("Status", template.status());
        if (template.done && !template.failed) {
            var body = new TemplateModel(world.types).body(template, world.models);
            xml.leaf(
                    "TemplateBody",
                    query.optional("Format").orElse("JSON").equals("YAML") ? YamlText.of(body) : body.toPrettyString());
        }
    }

    private void list(Caller caller, Query query, Xml xml) {
        var mine = templates.stream().filter(t -> owned(t, caller)).toList();
        var page = Page.of(mine, query.optional("NextToken"), world.quirks.page(50));
        xml.list(
                        "Summaries",
                        page.items(),
                        (x, t) -> x.leaf("GeneratedTemplateId", t.id)
                                .leaf("GeneratedTemplateName", t.name)
                                .leaf("Status", t.status())
                                .leaf("StatusReason", t.reason.isEmpty() ? null : t.reason)
                                .leaf("CreationTime", t.created)
                                .leaf("LastUpdatedTime", t.updated)
                                .leaf("NumberOfResources", t.items.size()))
                .leaf("NextToken", page.nextToken());
    }

    private void advance(EmbeddedTemplate template) {
        if (template.done) {
            return;
        }
        template.polls++;
        var stale = template.items.values().stream().filter(i -> i.stale).toList();
        if (template.polls < world.quirks.polls()) {
            stale.stream().limit(5).forEach(i -> i.status = "IN_PROGRESS");
            return;
        }
        stale.forEach(i -> read(template.owner, i));
        var failed = template.count("FAILED");
        template.failed = template.items.size() > world.quirks.templateFailsOver() || failed == template.items.size();
        template.reason = template.failed
                ? (failed > 0 ? "See template resources for details" : "Internal Error")
                : (failed > 0 ? "Some resources failed" : "All resources complete");
        template.done = true;
        template.updated = world.now();
    }

    private void read(Caller caller, EmbeddedTemplate.Item item) {
        var first = item.model == null;
        item.stale = false;
        item.model = null;
        item.status = "FAILED";
        var model = world.model(caller, item.type, item.identifier);
        if (!world.types.readable(item.type)) {
            item.reason = "Resource type " + item.type + " is not supported";
        } else if (!world.mayRead(item.type)) {
            item.reason = "Handler returned status FAILED: access denied (HandlerErrorCode: AccessDenied)";
        } else if (model.isEmpty()) {
            item.reason = "Resource was not found (HandlerErrorCode: NotFound)";
        } else if (first && !scans.holds(caller, model.get())) {
            item.reason = "Resource is not part of a valid resource scan";
        } else {
            item.model = model.get().properties.deepCopy();
            item.status = "COMPLETE";
            item.reason = "Resource Template complete";
        }
    }

    private EmbeddedTemplate template(Caller caller, Query query) {
        var name = query.text("GeneratedTemplateName");
        return templates.stream()
                .filter(t -> owned(t, caller) && t.called(name))
                .findFirst()
                .orElseThrow(() -> new AwsFault(
                        404, "GeneratedTemplateNotFound", "Generated template " + name + " was not found"));
    }

    private static boolean owned(EmbeddedTemplate template, Caller caller) {
        return template.owner.account().equals(caller.account())
                && template.owner.region().equals(caller.region());
    }
}
