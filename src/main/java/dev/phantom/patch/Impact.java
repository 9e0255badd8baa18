package dev.phantom.patch;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.fact.Fact.Effect;
import dev.phantom.drift.fact.Fact.Interruption;
import dev.phantom.drift.fact.FactSource;
import dev.phantom.drift.fact.FactSource.Schema;
import dev.phantom.drift.knowledge.TypeKnowledge;
import dev.phantom.drift.subject.Subject;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What deploying one property does to those who use the resource, as far as it is written down.
///
/// @param type of the resource: `AWS::RDS::DBInstance`
/// @param fact empty where nothing is known of it
public record Impact(String logicalId, String type, PropertyPath path, Optional<Interruption> fact) {

    /// What carrying out a verdict does, once it is deployed or its record is applied; a line or more for each
    /// property.
    /// What a legitimized property is set to runs already, so that only a replacement is left: CloudFormation holds
    /// templates against each other.
    ///
    /// @param knowledge of where the resource runs
    public static List<Impact> of(Drift drift, Verdict verdict, TypeKnowledge knowledge) {
        if (drift.status() != Drift.Status.MODIFIED) {
            return List.of();
        }
        var live = drift.changes().stream().map(Change::path);
        return switch (verdict) {
            case Verdict.Revert r -> ofRevert(drift, knowledge);
            case Verdict.Refactor r ->
                of(drift.logicalId(), drift.type(), r.edits().stream().map(Verdict.Edit::path), knowledge);
            case Verdict.Legitimize l ->
                of(drift.logicalId(), drift.type(), live, knowledge).stream()
                        .filter(Impact::replaces)
                        .toList();
            case Verdict.NeedsHuman n -> List.of();
        };
    }

    /// The same of a drift that may be Terraform's, at its attributes. Terraform finds what it is to keep in place: it
    /// holds the files against what runs.
    public static List<Impact> of(Subject subject, Verdict verdict) {
        var view = subject.terraform();
        if (view == null) {
            return of(subject.drift(), verdict, subject.knowledge());
        }
        if (subject.drift().status() != Drift.Status.MODIFIED) {
            return List.of();
        }
        return switch (verdict) {
            case Verdict.Revert r ->
                subject.told().changes().stream()
                        .flatMap(change -> at(
                                subject,
                                change.path(),
                                view.changes(change).stream().map(Change::path)))
                        .distinct()
                        .toList();
            case Verdict.Refactor r ->
                r.edits().stream()
                        .map(Verdict.Edit::path)
                        .flatMap(path -> at(subject, path, view.property(path).stream()))
                        .distinct()
                        .toList();
            case Verdict.Legitimize l -> List.of();
            case Verdict.NeedsHuman n -> List.of();
        };
    }

    /// @param properties that the attribute is; none if it is not mapped
    private static Stream<Impact> at(Subject subject, PropertyPath attribute, Stream<PropertyPath> properties) {
        var told = subject.told();
        var all = of(told.logicalId(), subject.type(), properties, subject.knowledge());
        var facts = all.isEmpty()
                ? Stream.of(Optional.<Interruption>empty())
                : all.stream().map(Impact::fact);
        return facts.map(fact -> new Impact(told.logicalId(), told.type(), attribute, fact));
    }

    /// What a revert does, whatever the verdict.
    public static List<Impact> ofRevert(Drift drift, TypeKnowledge knowledge) {
        return drift.status() == Drift.Status.MODIFIED
                ? of(drift.logicalId(), drift.type(), drift.changes().stream().map(Change::path), knowledge)
                : List.of();
    }

    /// What applying a record does.
    public static List<Impact> of(ReconcileRecord order, TypeKnowledge knowledge) {
        return of(
                order.logicalId(), order.type(), order.entries().stream().map(ReconcileRecord.Entry::path), knowledge);
    }

    private static List<Impact> of(String logicalId, String type, Stream<PropertyPath> paths, TypeKnowledge knowledge) {
        List<Impact> all = new ArrayList<>();
        paths.distinct().forEach(path -> {
            var facts = facts(type, knowledge, path);
            facts.forEach(fact -> all.add(new Impact(logicalId, type, path, Optional.of(fact))));
            if (facts.isEmpty()) {
                all.add(new Impact(logicalId, type, path, Optional.empty()));
            }
        });
        return List.copyOf(all);
    }

    /// Certain replacement leaves nothing else to say; a possible one is said where nobody kept a fact.
    private static List<Interruption> facts(String type, TypeKnowledge knowledge, PropertyPath path) {
        var schema = knowledge.schema(type);
        if (schema.filter(s -> s.isCreateOnly(path)).isPresent()) {
            return List.of(replacement(type, path, Trait.CREATE_ONLY, ""));
        }
        var kept = knowledge.facts(type).all(Interruption.class).stream()
                .filter(fact -> meet(fact.path(), path))
                .map(fact -> placed(type, schema, fact))
                .toList();
        var maybe = kept.isEmpty()
                && schema.filter(s -> s.has(Trait.CONDITIONAL_CREATE_ONLY, path))
                        .isPresent();
        return maybe
                ? List.of(
                        replacement(type, path, Trait.CONDITIONAL_CREATE_ONLY, "the service cannot change it in place"))
                : kept;
    }

    /// With the place in the schema, where it stands at the property itself.
    private static Interruption placed(String type, Optional<TypeFacts> schema, Interruption fact) {
        return fact.source() instanceof Schema said
                ? new Interruption(
                        fact.path(),
                        fact.effect(),
                        fact.when(),
                        new Schema(
                                said.type().isEmpty() ? type : said.type(),
                                said.pointer().isEmpty()
                                        ? schema.map(s -> s.pointer(fact.path()))
                                                .orElse("")
                                        : said.pointer()))
                : fact;
    }

    private static Interruption replacement(String type, PropertyPath path, Trait trait, String when) {
        return new Interruption(path, Effect.REPLACEMENT, when, new Schema(type, "/" + trait.keyword()));
    }

    /// One lies in the other.
    private static boolean meet(PropertyPath fact, PropertyPath path) {
        int common = Math.min(fact.segments().size(), path.segments().size());
        for (int i = 0; i < common; i++) {
            String segment = fact.segments().get(i);
            if (!segment.equals("*") && !segment.equals(path.segments().get(i))) {
                return false;
            }
        }
        return true;
    }

    boolean replaces() {
        return fact.filter(f -> f.effect() == Effect.REPLACEMENT).isPresent();
    }

    /// Whether somebody may notice it, or nobody can say.
    public boolean disturbs() {
        return fact.filter(f -> f.effect() == Effect.NONE).isEmpty();
    }

    /// What happens: `stops or restarts the resource`.
    public String effect() {
        return fact.map(f -> verb(f.effect()) + (f.when().isEmpty() ? "" : " when " + f.when()))
                .orElse("may cause an interruption: nothing is known about it");
    }

    private static String verb(Effect effect) {
        return switch (effect) {
            case NONE -> "interrupts nothing";
            case FAILOVER -> "fails the resource over or restarts its nodes one by one: connections drop once";
            case OUTAGE -> "stops or restarts the resource: an outage until it is back";
            case POSSIBLE_OUTAGE -> "may interrupt the resource";
            case REPLACEMENT -> "replaces the resource with a new one";
        };
    }

    /// Where that is written: `documented: …`; empty where nothing is known.
    public String source() {
        return fact.map(f -> switch (f.source()) {
                    case Schema s -> "documented: " + s.words();
                    case FactSource.Heuristic h -> "not documented: " + h.why();
                    case FactSource.Api a -> "documented: " + a.words();
                    case FactSource.Page p -> "documented: " + p.words();
                })
                .orElse("");
    }

    /// One line for people: `Db /DBInstanceClass: applying it stops or restarts …`.
    ///
    /// @param verb `applying it`, `deploying it`
    public String line(String verb) {
        var source = source();
        return logicalId + " " + path + ": " + verb + " " + effect() + (source.isEmpty() ? "" : " (" + source + ")");
    }
}
