package dev.phantom.iac.terraform.edit;

import dev.phantom.iac.Edits.Candidate;
import dev.phantom.iac.Intent;
import dev.phantom.iac.Origin;
import dev.phantom.iac.terraform.evaluate.Instance;
import dev.phantom.iac.terraform.evaluate.Site;
import dev.phantom.iac.terraform.syntax.Expression;
import dev.phantom.iac.terraform.syntax.Expression.Attr;
import dev.phantom.iac.terraform.syntax.Expression.Index;
import dev.phantom.iac.terraform.syntax.Expression.Name;
import dev.phantom.iac.terraform.syntax.Expression.ObjectCons;
import dev.phantom.iac.terraform.syntax.Expression.Paren;
import dev.phantom.iac.terraform.syntax.Expression.Tuple;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Optional;

/// An edit in the resource itself, which then no longer says what it referred to. Only a value is set so, and only
/// where nothing but a reference stands there: what is computed stays as it is.
record InPlaceEdits(ModuleEdits edits, Instance instance) {

    Optional<Candidate> edit(PropertyPath property, Intent intent) {
        if (!(intent instanceof Intent.Set(Value value))
                || !(edits.worked().site(instance, property) instanceof Site.Decided site)
                || isOrigin(site)) {
            return Optional.empty();
        }
        return written(site.own(), site.rest().segments(), site)
                .filter(InPlaceEdits::refers)
                .map(expression -> edits.candidate(
                        new ValueEdits(edits.worked()).whole(site.file(), expression, site.env(), value),
                        Origin.Kind.LITERAL,
                        "",
                        "the resource itself"));
    }

    private static boolean isOrigin(Site.Decided site) {
        return site.last().kind().isEmpty() && site.last().fixed().isEmpty();
    }

    private static boolean refers(Expression expression) {
        return switch (expression) {
            case Name n -> true;
            case Attr a -> refers(a.of());
            case Index i -> refers(i.of());
            case Expression other -> false;
        };
    }

    /// What is written at the place, through lists and objects that are written out.
    private Optional<Expression> written(Expression expression, List<String> rest, Site.Decided site) {
        if (expression instanceof Paren p) {
            return written(p.inner(), rest, site);
        }
        if (rest.isEmpty()) {
            return Optional.of(expression);
        }
        var below = rest.subList(1, rest.size());
        return switch (expression) {
            case Tuple t -> {
                int index = PropertyPath.index(rest.getFirst());
                yield index >= 0 && index < t.items().size()
                        ? written(t.items().get(index), below, site)
                        : Optional.empty();
            }
            case ObjectCons o ->
                o.entries().stream()
                        .filter(e -> edits.worked()
                                .key(e, site.env())
                                .filter(rest.getFirst()::equals)
                                .isPresent())
                        .findFirst()
                        .flatMap(e -> written(e.value(), below, site));
            case Expression other -> Optional.empty();
        };
    }
}
