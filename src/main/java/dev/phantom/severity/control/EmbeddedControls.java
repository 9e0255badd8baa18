package dev.phantom.severity.control;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The catalogue that comes with Phantom: `controls/rules.yaml`, and a file a service.
public final class EmbeddedControls {
    private EmbeddedControls() {}

    public static Controls controls() {
        return Holder.CONTROLS;
    }

    private static final class Holder {
        private static final Controls CONTROLS = read();
    }

    private static Controls read() {
        var reader = new ControlReader("rules.yaml");
        var families = reader.families(rules());
        var byId = families.stream().collect(Collectors.toMap(f -> f.card().id(), Function.identity()));
        return new Controls(families, reader.levels(rules()), service -> {
            var name = service + ".yaml";
            var yaml = file(name);
            return yaml == null ? List.of() : new ControlReader(name).controls(yaml, byId);
        });
    }

    private static InputStream rules() {
        var yaml = file("rules.yaml");
        if (yaml == null) {
            throw damaged("rules.yaml is missing");
        }
        return yaml;
    }

    private static @Nullable InputStream file(String name) {
        try (var in = EmbeddedControls.class.getResourceAsStream("/dev/phantom/severity/controls/" + name)) {
            return in == null ? null : new ByteArrayInputStream(in.readAllBytes());
        } catch (IOException e) {
            throw damaged(name + " cannot be read");
        }
    }

    private static PhantomException damaged(String why) {
        return new PhantomException(Diagnostic.of(Code.INTERNAL_ERROR, "the controls are damaged: " + why));
    }
}
