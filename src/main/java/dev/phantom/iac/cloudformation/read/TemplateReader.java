package dev.phantom.iac.cloudformation.read;

import dev.phantom.iac.Template;
import dev.phantom.value.read.DocumentReader;
import dev.phantom.value.read.TemplateErrors;
import java.util.List;

/// Reads templates in every format that Phantom knows.
public final class TemplateReader {
    private static final List<TemplateFormat> FORMATS = List.of(new CloudFormationJson(), new CloudFormationYaml());

    private TemplateReader() {}

    /// @throws dev.phantom.fault.PhantomException TEMPLATE_SYNTAX, TEMPLATE_SHAPE or TEMPLATE_LIMIT, with its place
    public static Template read(String file, String text) {
        return format(file, text).read(file, text);
    }

    /// As [#read(String, String)], from the bytes of the file, which must be UTF-8.
    public static Template read(String file, byte[] bytes) {
        return read(file, DocumentReader.decode(file, bytes));
    }

    /// The format that this text is written in.
    public static TemplateFormat format(String file, String text) {
        return FORMATS.stream().filter(f -> f.reads(file, text)).findFirst().orElse(FORMATS.getLast());
    }
}
