package dev.phantom.iac;

import dev.phantom.value.PropertyPath;

/// Where a value really comes from: the place that a person would edit to change it.
///
/// @param kind     closed list of the contract
/// @param name     the parameter, mapping (`Map/Top/Second`), condition or, of a transform, CDK construct; empty for a
///                 literal
/// @param file     the file it stands in; empty if not known. A parameter that a parent stack passes is ABSENT from the
///                 stack's own files, and this is the parent's
/// @param document path of the node in that file's document (`/Parameters/DbClass/Default`)
/// @param line     1-based, 0 if not known
/// @param column   1-based, 0 if not known
public record Origin(Kind kind, String name, String file, PropertyPath document, int line, int column) {

    public enum Kind {
        LITERAL,
        PARAMETER_DEFAULT,
        PARAMETER_FILE,
        MAPPING,
        CONDITION,
        TRANSFORM,
        ABSENT
    }

    public static final Origin ABSENT = new Origin(Kind.ABSENT, "", "", PropertyPath.ROOT, 0, 0);

    /// What its format calls a parameter. Terraform tells its own files by how their names end.
    ///
    /// @see <a href="https://developer.hashicorp.com/terraform/language/files">Files and configuration structure</a>
    public String parameter() {
        return file.matches(".*\\.(tf|tofu|tfvars)(\\.json)?") ? "variable" : "parameter";
    }
}
