package dev.phantom.store.files;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The user's cache (XDG) and, in it, the part for one world: the answers of another endpoint than AWS's stand apart.
///
/// @param root  empty where nothing can be kept
/// @param world the name of a folder: `aws`, or an endpoint's
record UserCache(Optional<Path> root, String world) {

    /// @param environment XDG_CACHE_HOME or HOME
    /// @param service     whose endpoint it is about: `CLOUDFORMATION`
    static UserCache of(Map<String, String> environment, String service) {
        var endpoint = environment.getOrDefault(
                "AWS_ENDPOINT_URL_" + service, environment.getOrDefault("AWS_ENDPOINT_URL", ""));
        var world = endpoint.isBlank() ? "aws" : endpoint.strip().replaceAll("[^A-Za-z0-9.-]+", "_");
        var own = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
        var home = environment.getOrDefault("HOME", "");
        var caches = own.isAbsolute()
                ? Optional.of(own)
                : Optional.of(home).filter(path -> !path.isBlank()).map(path -> Path.of(path, ".cache"));
        return new UserCache(caches.map(path -> path.toAbsolutePath().normalize()), world);
    }

    boolean ofAws() {
        return world.equals("aws");
    }
}
