package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.read.DocumentReader;

/// Reads templates in YAML and in JSON.
public final class TemplateReader {
    private TemplateReader() {}

    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX, TEMPLATE_SHAPE or TEMPLATE_LIMIT, with its place
    public static Template read(String file, String text) {
        return DocumentReader.isJson(file, text)
                ? CloudFormationJson.read(file, text)
                : CloudFormationYaml.read(file, text);
    }

    /// As [#read(String, String)], from the bytes of the file, which must be UTF-8.
    public static Template read(String file, byte[] bytes) {
        return read(file, DocumentReader.decode(file, bytes));
    }
}
