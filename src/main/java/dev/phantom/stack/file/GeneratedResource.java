package dev.phantom.stack.file;

import dev.phantom.fault.Code;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One row of what `describe-generated-template` prints.
///
/// @param identifier primary identifier, property name → value
/// @param status     `COMPLETE`, `FAILED`, …; empty if not said
/// @param reason     in AWS's words
public record GeneratedResource(
        String logicalId, String type, Map<String, String> identifier, String status, String reason) {

    public GeneratedResource {
        identifier = Collections.unmodifiableMap(new LinkedHashMap<>(identifier));
    }

    /// Reads `{"Resources": [{"LogicalResourceId", "ResourceType", "ResourceIdentifier": {…}}]}`, or the bare list.
    ///
    /// @return by logical id
    public static Map<String, GeneratedResource> read(String file, String text) {
        var document = JsonDocument.read(file, StackFiles.wrapped(text, "Resources"), Code.LIVE_UNREADABLE);
        if (!document.has("Resources")) {
            throw document.wrong("'Resources' is missing; pass the output of describe-generated-template");
        }
        var found = new LinkedHashMap<String, GeneratedResource>();
        for (var row : document.objects("Resources")) {
            var resource = new GeneratedResource(
                    row.required("LogicalResourceId"),
                    row.textOrEmpty("ResourceType"),
                    row.members("ResourceIdentifier"),
                    row.textOrEmpty("ResourceStatus"),
                    row.textOrEmpty("ResourceStatusReason"));
            found.put(resource.logicalId(), resource);
        }
        return found;
    }
}
