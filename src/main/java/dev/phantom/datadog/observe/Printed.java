package dev.phantom.datadog.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintStream;
import java.time.Instant;

/// What was observed, on its way out: for a person a block at a time, for a program one document at the end.
final class Printed {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Observe.Options options;
    private final Instant from;
    private final Instant to;
    private final PrintStream out;
    private final ArrayNode services = JSON.createArrayNode();
    private boolean begun;

    Printed(Observe.Options options, Instant from, Instant to, PrintStream out) {
        this.options = options;
        this.from = from;
        this.to = to;
        this.out = out;
    }

    void add(Observation observation, Observer.Presence presence) {
        if (options.json()) {
            services.add(observation.json(presence));
        } else {
            out.print((begun ? "\n" : "") + observation.text());
            out.flush();
        }
        begun = true;
    }

    void end() {
        if (options.json()) {
            var document = JSON.createObjectNode()
                    .put("schema", "phantom.observe/v1")
                    .put("from", from.toString())
                    .put("to", to.toString());
            document.set("services", services);
            out.println(pretty(document));
        }
    }

    private static String pretty(Object document) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
