package dev.phantom.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/// The files that a pull request changes: its head against the commit that it left the base at.
record PullFiles(BareRepository git) {

    List<ObjectNode> of(ObjectNode pull) throws IOException {
        var found = new ArrayList<ObjectNode>();
        var out = new ByteArrayOutputStream();
        try (var walk = new RevWalk(git.git());
                var formatter = new DiffFormatter(out)) {
            var head = walk.parseCommit(git.commit(head(pull)));
            var base = walk.parseCommit(git.resolve(pull.path("base").asText()));
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(head);
            walk.markStart(base);
            var fork = walk.next();
            formatter.setRepository(git.git());
            for (var entry :
                    formatter.scan(git.parser((fork == null ? base : fork).getTree()), git.parser(head.getTree()))) {
                found.add(file(formatter, entry, out));
            }
        }
        return found;
    }

    private String head(ObjectNode pull) throws IOException {
        return git.ref(BareRepository.HEADS + pull.path("head").asText())
                .map(r -> r.name())
                .orElse(pull.path("headSha").asText());
    }

    private static ObjectNode file(DiffFormatter formatter, DiffEntry entry, ByteArrayOutputStream out)
            throws IOException {
        var edits = formatter.toFileHeader(entry).toEditList();
        var added = edits.stream().mapToInt(e -> e.getLengthB()).sum();
        var deleted = edits.stream().mapToInt(e -> e.getLengthA()).sum();
        out.reset();
        formatter.format(entry);
        formatter.flush();
        var text = out.toString(StandardCharsets.UTF_8);
        var hunk = text.indexOf("\n@@");
        var gone = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        return Shapes.JSON
                .objectNode()
                .put("sha", (gone ? entry.getOldId() : entry.getNewId()).name())
                .put("filename", gone ? entry.getOldPath() : entry.getNewPath())
                .put("status", status(entry))
                .put("additions", added)
                .put("deletions", deleted)
                .put("changes", added + deleted)
                .put("patch", hunk < 0 ? "" : text.substring(hunk + 1));
    }

    private static String status(DiffEntry entry) {
        return switch (entry.getChangeType()) {
            case ADD -> "added";
            case DELETE -> "removed";
            case MODIFY -> "modified";
            case RENAME, COPY -> entry.getChangeType().name().toLowerCase(Locale.ROOT) + "d";
        };
    }
}
