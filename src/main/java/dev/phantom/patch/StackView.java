package dev.phantom.patch;

import dev.phantom.iac.EvaluationContext;
import java.util.List;

/// One stack that a template file is deployed as.
///
/// @param name           as messages call it: `payments`
/// @param parameterFiles paths of its parameter files, in order
/// @param context        what it is evaluated with, the values of those files included
/// @param template       path of its own template; empty for the one that the files are of
public record StackView(String name, List<String> parameterFiles, EvaluationContext context, String template) {

    /// One that the same template is deployed as.
    public StackView(String name, List<String> parameterFiles, EvaluationContext context) {
        this(name, parameterFiles, context, "");
    }

    public StackView {
        parameterFiles = List.copyOf(parameterFiles);
    }
}
