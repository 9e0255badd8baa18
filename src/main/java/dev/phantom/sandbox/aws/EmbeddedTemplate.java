package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One generated template. It advances whenever somebody asks. Guarded by the world's lock.
final class EmbeddedTemplate {

    /// A resource in it, with the model as it was when it was last read.
    static final class Item {
        final String logicalId;
        final String type;
        final Map<String, String> identifier;
        String status = "PENDING";
        String reason = "";
        boolean stale = true;

        @Nullable
        ObjectNode model;

        Item(String logicalId, String type, Map<String, String> identifier) {
            this.logicalId = logicalId;
            this.type = type;
            this.identifier = identifier;
        }
    }

    final String id;
    final Caller owner;
    final Instant created;
    String name;
    Instant updated;
    String deletionPolicy = "DELETE";
    String updateReplacePolicy = "DELETE";
    /// What is under way: `CREATE`, `UPDATE`.
    String work = "CREATE";
    int polls;
    boolean done;
    boolean failed;
    String reason = "";
    final Map<String, Item> items = new LinkedHashMap<>();

    EmbeddedTemplate(String id, String name, Caller owner, Instant created) {
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.created = created;
        this.updated = created;
    }

    boolean called(String nameOrArn) {
        return name.equals(nameOrArn) || id.equals(nameOrArn);
    }

    String status() {
        if (!done) {
            return work + (polls == 0 ? "_PENDING" : "_IN_PROGRESS");
        }
        return failed ? "FAILED" : "COMPLETE";
    }

    List<Item> complete() {
        return items.values().stream().filter(i -> i.model != null).toList();
    }

    int count(String status) {
        return (int)
                items.values().stream().filter(i -> i.status.equals(status)).count();
    }

    List<String> types() {
        return new ArrayList<>(
                items.values().stream().map(i -> i.type).distinct().toList());
    }
}
