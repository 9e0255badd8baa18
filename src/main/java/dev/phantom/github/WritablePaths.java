package dev.phantom.github;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.List;
import java.util.Locale;

/// The places of a repository that Phantom may write: below the configured roots and `.phantom/`, never below
/// `.github/`, where workflows live.
///
/// @param roots folders or files; empty for the whole repository
record WritablePaths(List<String> roots) {

    WritablePaths {
        roots = List.copyOf(roots);
    }

    /// @throws PhantomException PATCH_REFUSED
    void check(String path) {
        var why = objection(path);
        if (!why.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.PATCH_REFUSED, "will not write " + path + ": " + why, "see github.roots in phantom.yaml", ""));
        }
    }

    private String objection(String path) {
        var parts = List.of(path.split("/", -1));
        var lower = path.toLowerCase(Locale.ROOT);
        if (path.chars().anyMatch(c -> c < 0x20 || c == '\\' || c == 0x7f)
                || parts.stream().anyMatch(p -> p.isBlank() || p.equals(".") || p.equals(".."))) {
            return "not a plain path";
        }
        if (parts.stream().anyMatch(p -> p.strip().toLowerCase(Locale.ROOT).equals(".git"))
                || lower.startsWith(".github/")
                || lower.equals(".github")) {
            return "files of Git and GitHub are never written";
        }
        return path.startsWith(".phantom/") || roots.isEmpty() || roots.stream().anyMatch(r -> below(path, r))
                ? ""
                : "outside the configured roots";
    }

    private static boolean below(String path, String root) {
        var folder = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
        return folder.isEmpty() || folder.equals(".") || path.equals(folder) || path.startsWith(folder + "/");
    }
}
