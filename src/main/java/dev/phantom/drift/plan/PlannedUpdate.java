package dev.phantom.drift.plan;

import dev.phantom.drift.Change;
import dev.phantom.drift.compare.Arns;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.knowledge.ProviderSchema;
import dev.phantom.drift.knowledge.ProviderSchemas;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;

/// What an apply of a plan would do to a resource that runs, told as the differences that it undoes: expected is what
/// the configuration wants, actual what runs.
public final class PlannedUpdate {

    private static final String TAGS = "tags";
    private static final String ALL_TAGS = "tags_all";

    private final TerraformPlan plan;
    private final ProviderSchemas schemas;
    private final JsonTexts texts;

    /// @param arns  account and region of the stack
    /// @param facts for the ways to name resources in a policy
    public PlannedUpdate(TerraformPlan plan, ProviderSchemas schemas, Arns arns, FactBook facts) {
        this.plan = plan;
        this.schemas = schemas;
        this.texts = new JsonTexts(arns, facts);
    }

    /// All of them but what follows from others: what the provider works out itself once it has written, and the tags
    /// of `tags` as they stand in `tags_all` once more.
    public List<Change> of(PlannedResource resource) {
        var schema = schemas.of(resource.at().type());
        var all = AttributeWalk.between(resource.later(), resource.earlier(), schema, texts);
        return all.stream()
                .filter(change -> !isWorkedOut(resource, change, schema) && !isTold(change, all))
                .toList();
    }

    private boolean isWorkedOut(PlannedResource resource, Change change, ProviderSchema schema) {
        var open =
                change.expectedValue().filter(Value.Unknown.class::isInstance).isPresent();
        return open
                && (schema.isComputed(change.path())
                        || !plan.configured(resource.at()).sets(change.path()));
    }

    private static boolean isTold(Change change, List<Change> all) {
        return change.path().segments().getFirst().equals(ALL_TAGS)
                && all.stream()
                        .map(Change::path)
                        .anyMatch(other -> other.segments().getFirst().equals(TAGS)
                                && tail(other).overlaps(tail(change.path())));
    }

    private static PropertyPath tail(PropertyPath path) {
        return new PropertyPath(path.segments().subList(1, path.segments().size()));
    }
}
