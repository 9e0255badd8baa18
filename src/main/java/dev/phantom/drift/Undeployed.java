package dev.phantom.drift;

import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import org.jspecify.annotations.Nullable;

/// The repository says something else than CloudFormation was told: an undeployed commit, not drift.
public record Undeployed(
        String logicalId,
        String type,
        @Nullable PropertyPath path,
        String kind,
        @Nullable Value expected,
        @Nullable Value deployed) {

    /// As a person may see it.
    public Undeployed shown(Secrets secrets) {
        var at = path == null ? PropertyPath.ROOT : path;
        return new Undeployed(
                logicalId,
                type,
                path == null ? null : secrets.shown(path),
                kind,
                expected == null ? null : secrets.shown(MapValue.EMPTY, at, expected),
                deployed == null ? null : secrets.shown(MapValue.EMPTY, at, deployed));
    }
}
