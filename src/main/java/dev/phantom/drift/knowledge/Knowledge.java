package dev.phantom.drift.knowledge;

import dev.phantom.drift.TypeCatalogs;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.terraform.TerraformTypes;
import dev.phantom.stack.StackId;

/// All that is known of resource types, wherever a stack runs: made once, and handed to whoever needs it.
///
/// @param types     the schemas, place by place
/// @param facts     what the schemas do not say; the same in every place
/// @param setlike   names of lists whose order means nothing, where neither speaks
/// @param providers what Terraform's providers say of their resource types
/// @param terraform what those types are in AWS
public record Knowledge(
        TypeCatalogs types, FactBook facts, SetlikeNames setlike, ProviderSchemas providers, TerraformTypes terraform) {

    /// What is known where a stack runs.
    ///
    /// @param stack an account or region that is not known is the empty string
    public TypeKnowledge of(StackId stack) {
        return new TypeKnowledge(types.of(stack), facts, setlike, terraform);
    }
}
