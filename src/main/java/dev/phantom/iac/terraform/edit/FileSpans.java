package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.FileEdit;
import dev.phantom.iac.terraform.syntax.HclDocument;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.PropertyPath;
import java.util.List;
import java.util.Optional;

/// What becomes of one file.
///
/// @param node the place in its document that changes
record FileSpans(HclFile file, List<SpanEdit> spans, PropertyPath node) {

    /// The node around a place, or what is added to it.
    static FileSpans at(HclFile file, int offset, Optional<String> added, List<SpanEdit> spans) {
        var around = new HclDocument(file).around(offset);
        return new FileSpans(file, spans, added.map(around::child).orElse(around));
    }

    /// Where the number of elements changes, the list that they stand in.
    FileSpans widened(boolean is) {
        return is && !node.isRoot() ? new FileSpans(file, spans, node.parent()) : this;
    }

    FileEdit applied() {
        String edited = SpanEdit.all(file.text(), spans);
        boolean aligns = !file.isJson();
        return new FileEdit(file.file(), aligns ? FmtAlignment.kept(file.text(), edited) : edited, List.of(node));
    }
}
