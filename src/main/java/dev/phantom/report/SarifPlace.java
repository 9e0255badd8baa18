package dev.phantom.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.phantom.iac.Origin;
import dev.phantom.run.RunReport;
import dev.phantom.run.StackReport;
import dev.phantom.stack.SafeState;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Where in the repository a result points to: the place of the expected value; what has none points to where its
/// resource is declared, and without that to the file as a whole. What only AWS keeps has no place of its own: where
/// the stack is nested, where its nearest ancestor in the repository declares it, else none.
///
/// @param folder that the user stands in; files that they name are told from there
/// @param stacks by name
record SarifPlace(Path folder, Map<String, StackReport> stacks) {

    static SarifPlace of(Path folder, RunReport run) {
        var stacks = new HashMap<String, StackReport>();
        run.reports().forEach(report -> stacks.put(report.stack().id().name(), report));
        return new SarifPlace(folder, stacks);
    }

    void write(ObjectNode location, StackReport report, String logicalId, Origin origin) {
        if (report.safe().source().equals(SafeState.Source.DEPLOYED)) {
            var below = report.below();
            var above = below == null ? null : stacks.get(below.stack());
            if (below != null && above != null) {
                write(location, above, below.logicalId(), Origin.ABSENT);
            }
            return;
        }
        var known = origin.line() > 0;
        var file = origin.file().isEmpty() ? report.safe().path() : origin.file();
        if (file.isEmpty()) {
            return;
        }
        var place = location.putObject("physicalLocation");
        artifact(place.putObject("artifactLocation"), report.safe().source(), file);
        var declared =
                file.equals(report.safe().path()) ? report.safe().places().get(logicalId) : null;
        if (known) {
            region(place, origin.line(), origin.column());
        } else if (declared != null) {
            region(place, declared.line(), declared.column());
        }
    }

    private static void region(ObjectNode place, int line, int column) {
        var region = place.putObject("region").put("startLine", line);
        if (column > 0) {
            region.put("startColumn", column);
        }
    }

    private void artifact(ObjectNode node, SafeState.Source source, String file) {
        if (source == SafeState.Source.FILE) {
            var path = folder.resolve(file).normalize();
            if (!path.startsWith(folder.normalize())) {
                node.put("uri", path.toUri().toString());
                return;
            }
            file = folder.normalize().relativize(path).toString();
        }
        node.put("uri", relative(file.replace('\\', '/'))).put("uriBaseId", "%SRCROOT%");
    }

    /// A path as a relative reference, whatever stands in it.
    private static String relative(String path) {
        try {
            var absolute = "/" + path.replaceFirst("^/+", "");
            // a colon before the first slash would make a scheme of what stands before it
            return new URI(null, null, absolute, null)
                    .toASCIIString()
                    .substring(1)
                    .replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path alone is always a URI", e);
        }
    }
}
