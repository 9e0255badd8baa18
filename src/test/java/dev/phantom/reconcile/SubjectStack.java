package dev.phantom.reconcile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// Neighbours in one stack.
record SubjectStack(String name, String region, List<Subject> subjects) {

    ObjectNode template() {
        var template = JsonNodeFactory.instance.objectNode();
        subjects.forEach(s -> template.withObject("/Resources")
                .putObject(s.logicalId())
                .put("Type", s.type())
                .set("Properties", s.declared().deepCopy()));
        return template;
    }

    SubjectStack without(Set<String> logicalIds) {
        return new SubjectStack(
                name,
                region,
                subjects.stream()
                        .filter(s -> !logicalIds.contains(s.logicalId()))
                        .toList());
    }

    EmbeddedStacks.Laid laid() {
        return new EmbeddedStacks.Laid(
                name,
                region,
                template().toPrettyString(),
                subjects.stream().map(Subject::resource).toList());
    }
}
