package dev.phantom.pullrequest.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.pullrequest.Fingerprint;
import dev.phantom.pullrequest.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One drift in the digest issue: a line for people that carries, in an HTML comment, what Phantom must know of it.
///
/// @param stack [Marker#stackKey]
/// @param text  the line, Markdown, harmless; without line ends
/// @param fresh new in this digest
record DigestItem(String stack, String driftId, String contentHash, String resource, String text, boolean fresh) {

    static final String NEW = "### New";
    static final String KNOWN = "### Reported before, still present";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LINE = Pattern.compile("^- (.*) <!-- phantom-drift:(\\{.*?\\}) -->\\s*$");

    boolean isSameAs(DigestItem other) {
        return driftId.equals(other.driftId) && contentHash.equals(other.contentHash);
    }

    DigestItem known() {
        return new DigestItem(stack, driftId, contentHash, resource, text, false);
    }

    DigestItem as(DigestItem earlier) {
        return new DigestItem(stack, driftId, contentHash, resource, text, earlier.fresh);
    }

    /// Enough to know it again where there is no room for its line.
    String tag() {
        return Fingerprint.of(driftId, contentHash).substring(0, 10);
    }

    String line() {
        var node = JSON.createObjectNode()
                .put("stack", stack)
                .put("driftId", driftId)
                .put("contentHash", contentHash)
                .put("resource", resource);
        return "- " + text + " <!-- phantom-drift:" + Marker.inert(node.toString()) + " -->";
    }

    /// Those of a body, as they were written; a line that a person destroyed is forgotten.
    static List<DigestItem> in(String body) {
        var found = new ArrayList<DigestItem>();
        var fresh = false;
        for (var line : body.lines().toList()) {
            fresh = line.startsWith("### ") ? line.strip().equals(NEW) : fresh;
            var item = LINE.matcher(line);
            if (item.matches()) {
                try {
                    var node = JSON.readTree(item.group(2));
                    found.add(new DigestItem(
                            node.path("stack").asText(),
                            node.path("driftId").asText(),
                            node.path("contentHash").asText(),
                            node.path("resource").asText(),
                            item.group(1),
                            fresh));
                } catch (JsonProcessingException e) {
                    // edited by hand: at worst it is reported again
                    continue;
                }
            }
        }
        return found;
    }
}
