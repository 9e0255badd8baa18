package dev.phantom.drift;

import dev.phantom.stack.StackId;

/// What is known of resource types, place by place: what a registry says beyond the embedded table holds in one account
/// and region.
@FunctionalInterface
public interface TypeCatalogs {

    /// What is known where a stack runs.
    ///
    /// @param stack an account or region that is not known is the empty string
    TypeCatalog of(StackId stack);
}
