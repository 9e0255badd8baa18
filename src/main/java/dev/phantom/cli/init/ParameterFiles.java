package dev.phantom.cli.init;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.value.Value;
import dev.phantom.value.read.DocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which parameter file a stack was deployed with: one in the template's folder, or in a folder of that, which names
/// nothing but parameters of the template and most of whose values are the stack's own.
///
/// @param file   the one; null if there is none, or no single one
/// @param others files that fit the template and were not chosen
public record ParameterFiles(@Nullable String file, List<String> others) {

    public ParameterFiles {
        others = List.copyOf(others);
    }

    public Optional<String> chosen() {
        return Optional.ofNullable(file);
    }

    /// @param agreeing values that are the stack's
    /// @param known    values that can be compared with the stack's
    private record Fit(String file, int agreeing, int known) {
        boolean holds() {
            return agreeing * 2 > known;
        }

        boolean as(Fit other) {
            return agreeing * other.known == other.agreeing * known && agreeing == other.agreeing;
        }

        double share() {
            return known == 0 ? 0 : (double) agreeing / known;
        }
    }

    /// @param given the stack's parameters, without those that are masked
    static ParameterFiles of(Definition template, Map<String, String> given, FoundFiles files) {
        var declared = template.inputs().keySet();
        var folder = template.file().substring(0, template.file().lastIndexOf('/') + 1);
        var fits = new ArrayList<Fit>();
        for (var file : files.others()) {
            if (declared.isEmpty() || !beside(folder, file)) {
                continue;
            }
            read(template.format(), files, file)
                    .filter(values -> !values.isEmpty() && declared.containsAll(values.keySet()))
                    .ifPresent(values -> fits.add(fit(file, values, given)));
        }
        fits.sort((a, b) -> a.as(b)
                ? a.file().compareTo(b.file())
                : a.share() == b.share() ? b.agreeing - a.agreeing : Double.compare(b.share(), a.share()));
        var clear = !fits.isEmpty()
                && fits.getFirst().holds()
                && (fits.size() == 1 || !fits.getFirst().as(fits.get(1)));
        var names = fits.stream().map(Fit::file).toList();
        return clear
                ? new ParameterFiles(names.getFirst(), names.subList(1, names.size()))
                : new ParameterFiles(null, names);
    }

    private static boolean beside(String folder, String file) {
        return file.startsWith(folder)
                && file.substring(folder.length()).chars().filter(c -> c == '/').count() <= 1;
    }

    private static Optional<Map<String, Given>> read(Format format, FoundFiles files, String file) {
        try {
            var bytes = Files.readAllBytes(files.root().resolve(file));
            return Optional.of(format.values(file, DocumentReader.decode(file, bytes)));
        } catch (PhantomException | IOException notOne) {
            return Optional.empty();
        }
    }

    private static Fit fit(String file, Map<String, Given> values, Map<String, String> given) {
        int agreeing = 0;
        int known = 0;
        for (var entry : values.entrySet()) {
            var deployed = given.get(entry.getKey());
            known += deployed == null ? 0 : 1;
            agreeing += text(entry.getValue().value()).equals(deployed) ? 1 : 0;
        }
        return new Fit(file, agreeing, known);
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Scalar s -> s.text();
            case Value.ListValue l ->
                l.items().stream().map(ParameterFiles::text).collect(Collectors.joining(","));
            case Value other -> "";
        };
    }
}
