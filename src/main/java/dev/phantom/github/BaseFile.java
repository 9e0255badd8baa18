package dev.phantom.github;

/// Reads the configuration file of a repository for the one thing that the default branch has a say in.
@FunctionalInterface
public interface BaseFile {

    /// Where it is in the repository.
    String PATH = "phantom.yaml";

    /// No file names a base branch.
    BaseFile NONE = text -> "";

    /// The `github.base` that it sets; empty where it sets none or cannot be read.
    String base(String text);
}
