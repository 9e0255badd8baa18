package dev.phantom.datadog.observe;

import dev.phantom.secret.Secrets;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One observation for a program, without a credential; what is not known is left out.
final class Fields {

    private final Map<String, Object> map = new LinkedHashMap<>();

    Fields text(String name, String text) {
        if (!text.isEmpty()) {
            map.put(name, Secrets.NONE.shown(text));
        }
        return this;
    }

    Fields value(String name, Object value) {
        map.put(name, value);
        return this;
    }

    Fields at(@Nullable Instant at) {
        if (at != null) {
            map.put("at", at.toString());
        }
        return this;
    }

    Map<String, Object> map() {
        return Collections.unmodifiableMap(map);
    }
}
