package dev.phantom.iac;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.List;

/// The formats that files are read in; the first that would read a file does.
public record Formats(List<Format> all) {

    public Formats {
        all = List.copyOf(all);
    }

    /// @throws PhantomException CONFIG_BAD_VALUE if none has the name
    public Format named(String name) {
        return all.stream()
                .filter(format -> format.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PhantomException(Code.CONFIG_BAD_VALUE, "no format is called " + name));
    }

    /// @throws PhantomException TEMPLATE_SHAPE if none reads it, or what the one that does says
    public Definition read(String file, String text) {
        return all.stream()
                .filter(format -> format.reads(file, text))
                .findFirst()
                .orElseThrow(() -> new PhantomException(
                        new Diagnostic(Code.TEMPLATE_SHAPE, "the file is in no supported template format", "", file)))
                .read(file, text);
    }
}
