package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.Template;
import dev.phantom.value.read.SourceNode;

/// One way of writing a template: YAML, JSON (HCL later).
public interface TemplateFormat {

    /// Short name for messages: `yaml`, `json`.
    String name();

    /// Whether this format would read the file, by its name and first bytes.
    boolean reads(String file, String text);

    /// Reads a template.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX, TEMPLATE_SHAPE or TEMPLATE_LIMIT, with file, line
    /// and column
    Template read(String file, String text);

    /// The nodes of any document in this format, with their spans; what edits are made on.
    ///
    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX or TEMPLATE_LIMIT, with file, line and column
    SourceNode nodes(String file, String text);
}
