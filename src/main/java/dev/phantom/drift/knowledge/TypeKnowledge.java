package dev.phantom.drift.knowledge;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.terraform.TerraformTypes;
import java.util.Optional;

/// What is known of resource types where one stack runs. Each part is read as far as a type is asked for.
///
/// @param types   what AWS's schemas say, and what its registry there said beyond them
/// @param facts   what those schemas do not say
/// @param setlike names of lists whose order means nothing, where neither speaks
/// @param terraform what Terraform's types are in AWS
public record TypeKnowledge(TypeCatalog types, FactBook facts, SetlikeNames setlike, TerraformTypes terraform) {

    /// What the schema says of a type; empty if there is none.
    public Optional<TypeFacts> schema(String type) {
        return types.find(type);
    }

    /// What is kept of a type beside its schema.
    public KeptFacts facts(String type) {
        return facts.of(type);
    }
}
