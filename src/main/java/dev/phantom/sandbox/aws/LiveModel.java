package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One resource as it runs in the embedded AWS. Mutable: consoles change it. Guarded by the world's lock.
final class LiveModel {

    final String account;
    final String region;
    final String type;
    final Map<String, String> identifier;
    final String physicalId;
    /// Its logical id in the stack; empty for a resource of no stack.
    final String logicalId;
    /// The stack that manages it, or null.
    final @Nullable String stack;
    /// As Cloud Control shows them.
    ObjectNode properties;

    LiveModel(
            String account,
            String region,
            String type,
            Map<String, String> identifier,
            String physicalId,
            String logicalId,
            @Nullable String stack,
            ObjectNode properties) {
        this.account = account;
        this.region = region;
        this.type = type;
        this.identifier = identifier;
        this.physicalId = physicalId;
        this.logicalId = logicalId;
        this.stack = stack;
        this.properties = properties;
    }

    /// The same resource, let go by its stack.
    LiveModel ofNoStack() {
        return new LiveModel(account, region, type, identifier, physicalId, "", null, properties);
    }

    LiveModel copy() {
        return new LiveModel(account, region, type, identifier, physicalId, logicalId, stack, properties.deepCopy());
    }

    /// As Cloud Control writes it: the values of the primary identifier, joined.
    String joined() {
        return String.join("|", identifier.values());
    }

    boolean in(Caller caller) {
        return account.equals(caller.account()) && region.equals(caller.region());
    }
}
