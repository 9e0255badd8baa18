package dev.phantom.drift.plan;

import java.util.Set;

/// Providers whose resources live in the state alone: there is nothing outside that could differ from it.
///
/// @see <a href="https://developer.hashicorp.com/terraform/language/providers#provider-documentation">Utility providers
/// of HashiCorp</a>
public final class LogicalProviders {

    private static final Set<String> NAMES = Set.of(
            "builtin/terraform",
            "hashicorp/random",
            "hashicorp/null",
            "hashicorp/time",
            "hashicorp/tls",
            "hashicorp/archive",
            "hashicorp/template",
            "hashicorp/cloudinit");

    private LogicalProviders() {}

    /// Whether the resource is of one of them.
    public static boolean has(ResourceAddress at) {
        var provider = at.provider();
        return NAMES.contains(provider.substring(provider.indexOf('/') + 1));
    }
}
