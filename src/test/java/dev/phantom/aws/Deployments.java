package dev.phantom.aws;

import dev.phantom.stack.DeployedState;
import java.util.LinkedHashMap;
import java.util.List;

/// Deployed states for tests.
final class Deployments {

    private Deployments() {}

    static DeployedState without(DeployedState deployed, String... logicalIds) {
        var resources = new LinkedHashMap<>(deployed.resources());
        List.of(logicalIds).forEach(resources::remove);
        return new DeployedState(
                deployed.id(),
                deployed.stackArn(),
                deployed.status(),
                deployed.original(),
                deployed.processed(),
                deployed.parameters(),
                deployed.tags(),
                resources,
                deployed.exports(),
                deployed.lastUpdated());
    }
}
