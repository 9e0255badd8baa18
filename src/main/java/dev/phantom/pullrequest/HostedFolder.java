package dev.phantom.pullrequest;

/// A folder of a checkout, as its code host knows it.
///
/// @param repository `owner/name`
/// @param base       its default branch, as far as the checkout knows it; else `main`
/// @param prefix     where the folder lies in it: empty for the top, else `infra/`
public record HostedFolder(String repository, String base, String prefix) {}
