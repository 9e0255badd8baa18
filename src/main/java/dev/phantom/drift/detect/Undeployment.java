package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Undeployed;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Definition;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.stack.PackagedTemplate;
import dev.phantom.stack.StackResource;
import java.util.ArrayList;
import java.util.List;

/// What the repository says otherwise than the deployed template: commits that wait for their deployment.
final class Undeployment {

    private Undeployment() {}

    static List<Undeployed> between(
            Declaration safe, Declaration deployed, Definition template, ResourceDrift resources, ShowPolicy policy) {
        if (safe == deployed || template.unsupported().isPresent()) {
            return List.of();
        }
        var found = new ArrayList<Undeployed>();
        safe.resources().forEach((logicalId, mine) -> {
            var theirs = deployed.resources().get(logicalId);
            var type = mine.source().type();
            if (theirs == null) {
                found.add(new Undeployed(logicalId, type, null, "ADD", mine.properties(), null));
                return;
            }
            var secrets = new SecretCollector(policy)
                    .model(theirs.properties())
                    .model(mine.properties())
                    .secrets();
            resources.between(type, theirs.properties(), mine.properties()).changes().stream()
                    .filter(change -> !isPackaging(type, change))
                    .map(change -> change.shown(secrets, theirs.properties(), mine.properties()))
                    .forEach(change -> found.add(new Undeployed(
                            logicalId,
                            type,
                            change.path(),
                            change.kind(),
                            change.actualValue().orElse(null),
                            change.expectedValue().orElse(null))));
        });
        deployed.resources().forEach((logicalId, theirs) -> {
            if (!safe.resources().containsKey(logicalId)) {
                found.add(new Undeployed(logicalId, theirs.source().type(), null, "REMOVE", null, theirs.properties()));
            }
        });
        return found;
    }

    /// A nested stack's template by its path here, by the address of the packaged copy there: no commit waits for that.
    private static boolean isPackaging(String type, Change change) {
        return type.equals(StackResource.NESTED)
                && change.path().equals(PackagedTemplate.PROPERTY)
                && change.actualValue().filter(PackagedTemplate::isLocal).isPresent();
    }
}
