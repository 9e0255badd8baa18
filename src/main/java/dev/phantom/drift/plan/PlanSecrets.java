package dev.phantom.drift.plan;

import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.secret.ShowPolicy;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The secrets of one plan: what is marked, and all that stands in a value that is marked as a whole.
public final class PlanSecrets {

    /// Fields of a database's credentials that say where and as whom, and open nothing. A stack, its folder and its
    /// resources are often called the same; the document itself stays masked as a whole.
    ///
    /// @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure">JSON
    /// structure of secrets</a>
    private static final Set<String> CONNECTION = Set.of(
            "engine", "host", "port", "username", "dbname", "masterarn", "dbInstanceIdentifier", "dbClusterIdentifier");

    private final SecretCollector learning;

    private PlanSecrets(SecretCollector learning) {
        this.learning = learning;
    }

    /// @param policy what the team lets be shown
    public static Secrets of(TerraformPlan plan, ShowPolicy policy) {
        return of(plan, List.of(), policy);
    }

    /// @param beside what a scan found beside the module
    public static Secrets of(TerraformPlan plan, List<LiveResource> beside, ShowPolicy policy) {
        var learning = new SecretCollector(policy);
        var secrets = new PlanSecrets(learning);
        plan.state().values().forEach(resource -> secrets.learn(resource.attributes()));
        plan.drift().forEach(resource -> secrets.learn(resource.earlier())); // later is what the state holds now
        plan.planned().stream()
                .filter(resource -> resource.action() != PlannedResource.Action.NONE)
                .forEach(resource -> {
                    secrets.learn(resource.earlier());
                    secrets.learn(resource.later());
                });
        beside.forEach(resource -> learning.model(resource.properties()));
        return learning.secrets();
    }

    private void learn(MapValue model) {
        learning.model(model);
        each(model, secret -> {
            var text = secret.secret();
            if (text.startsWith("{") || text.startsWith("[")) {
                parts(text);
            }
        });
    }

    private void parts(String json) {
        try {
            leaves(ValueJson.parse(json));
        } catch (IOException e) {
            // a secret that only looks like JSON
        }
    }

    private void leaves(Value value) {
        switch (value) {
            case Scalar s -> learning.model(new Sensitive(s.text()));
            case ListValue list -> list.items().forEach(this::leaves);
            case MapValue map ->
                map.entries().forEach((name, item) -> {
                    if (!(CONNECTION.contains(name) && item instanceof Scalar)) {
                        leaves(item);
                    }
                });
            case Value other -> {}
        }
    }

    private static void each(Value value, Consumer<Sensitive> taker) {
        switch (value) {
            case Sensitive s -> taker.accept(s);
            case ListValue list -> list.items().forEach(item -> each(item, taker));
            case MapValue map -> map.entries().values().forEach(item -> each(item, taker));
            case Value other -> {}
        }
    }
}
