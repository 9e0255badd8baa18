package dev.phantom.sandbox.github;

/// A pull request as a person would look at it.
///
/// @param diff unified, against the base branch
public record ShownPullRequest(String title, String body, String diff) {}
