package dev.phantom.github;

import dev.phantom.fault.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kohsuke.github.GHPermissionType;

/// What an App's installation was granted, beside what Phantom uses. GitHub tells it to the App itself.
///
/// @param granted     by permission: `pull_requests` → `write`
/// @param everywhere  whether it is installed on all repositories of its owner
/// @see <a href="https://docs.github.com/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app">Get a
/// repository installation</a>
record GrantedPermissions(Map<String, GHPermissionType> granted, boolean everywhere) {

    private static final String NAME = "github permissions";

    GrantedPermissions {
        granted = Map.copyOf(granted);
    }

    boolean mayPropose() {
        return holds("contents", GHPermissionType.WRITE) && holds("pull_requests", GHPermissionType.WRITE);
    }

    List<HealthCheck> signs() {
        var signs = new ArrayList<HealthCheck>();
        var missing = new TreeMap<>(InstallationToken.WANTED);
        missing.entrySet().removeIf(wanted -> holds(wanted.getKey(), wanted.getValue()));
        if (!missing.isEmpty()) {
            signs.add(HealthCheck.warn(
                    NAME,
                    "the installation lacks " + named(missing),
                    "grant it in the App's settings and accept it where the App is installed: without contents and"
                            + " pull_requests no pull request is opened, without issues no digest, without checks no"
                            + " check run"));
        }
        var excess = new TreeMap<>(granted);
        excess.entrySet().removeIf(given -> isUsed(given.getKey(), given.getValue()));
        if (!excess.isEmpty() || everywhere) {
            var rights = excess.isEmpty() ? "" : "has " + named(excess) + ", which Phantom never uses";
            var places = everywhere ? "is on all repositories of its owner" : "";
            signs.add(HealthCheck.warn(
                    NAME,
                    "the installation " + (rights.isEmpty() || places.isEmpty() ? rights + places : rights + ", and " + places),
                    "take it away, or install an App of Phantom's own on this repository; its tokens are asked for without it,"
                            + " but whoever holds the App's key can ask for all"));
        }
        return signs.isEmpty()
                ? List.of(HealthCheck.ok(NAME, "the installation has what Phantom uses, and nothing else"))
                : signs;
    }

    private boolean holds(String permission, GHPermissionType wanted) {
        return level(granted.getOrDefault(permission, GHPermissionType.NONE)) >= level(wanted);
    }

    private static boolean isUsed(String permission, GHPermissionType given) {
        return level(given) <= level(InstallationToken.WANTED.getOrDefault(permission, GHPermissionType.NONE));
    }

    private static int level(GHPermissionType type) {
        return switch (type) {
            case NONE -> 0;
            case READ -> 1;
            case WRITE -> 2;
            case ADMIN, UNKNOWN -> 3;
        };
    }

    private static String named(Map<String, GHPermissionType> permissions) {
        return String.join(
                ", ",
                permissions.entrySet().stream()
                        .map(p -> p.getKey() + ": "
                                + p.getValue().name().toLowerCase(java.util.Locale.ROOT))
                        .toList());
    }
}
