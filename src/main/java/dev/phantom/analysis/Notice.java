package dev.phantom.analysis;

/// A text in a case that tries to tell its reader what to decide. It was kept from the analyst and decides nothing;
/// people are shown it.
///
/// @param where an exhibit (`E-07`), or what of the case holds it in words: `the source of Db`, `a commit`
/// @param text  how it reads, shortened; untrusted
public record Notice(String where, String text) {}
