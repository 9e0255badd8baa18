package dev.phantom.analysis;

import dev.phantom.drift.Coverage;
import dev.phantom.drift.Unchecked;
import dev.phantom.stack.FieldReader;
import dev.phantom.value.PropertyPath;

/// How much was compared, and what was not.
public final class CoverageJson {
    private CoverageJson() {}

    public static <N> N write(JsonForm<N> form, Coverage coverage) {
        return form.fields()
                .number("resources", coverage.resources())
                .number("compared", coverage.compared())
                .list(
                        "unchecked",
                        coverage.unchecked(),
                        u -> form.fields()
                                .text("logicalId", u.logicalId())
                                .text("type", u.type())
                                .text("path", u.path())
                                .text("reason", u.reason().text())
                                .build())
                .build();
    }

    public static Coverage read(FieldReader t) {
        return new Coverage(t.integer("resources"), t.integer("compared"), t.list("unchecked", u -> {
            var path = u.textOrNull("path");
            return new Unchecked(
                    u.text("logicalId"),
                    u.text("type"),
                    path == null ? null : PropertyPath.parse(path),
                    u.word("reason", Unchecked.Reason.class));
        }));
    }
}
