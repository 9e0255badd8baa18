package dev.phantom.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.cost.models.CostCatalogue;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Differences;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// No change of any property of any type is 0.00, unless a kept fact says that it does not move the bill, or a model
/// reads it.
class UnknownIsNeverNilTest {

    private final BillingFacts billing = EmbeddedPriceBook.billing();
    private final CostEstimator costs = CostCatalogue.estimator(EmbeddedPriceBook.load(), billing);

    private static Set<String> properties(String type) {
        return Known.HERE
                .schema(type)
                .<Set<String>>map(schema -> schema.at(PropertyPath.ROOT).properties())
                .orElse(Set.of());
    }

    private CostDelta change(String type, String property) {
        var drift = Differences.of(
                "Thing",
                type,
                new MapValue(Map.of(property, Value.string("3"))),
                new MapValue(Map.of(property, Value.string("5"))));
        return costs.delta(Subjects.of(drift, "prod"));
    }

    @Test
    void noChangeIsNilWithoutAFact() {
        var silent = new ArrayList<String>();
        int asked = 0;
        for (var type : Known.TYPES.types()) {
            for (var property : properties(type)) {
                asked++;
                var delta = change(type, property);
                var nil = delta.monthly() != null && delta.monthly().signum() == 0;
                if (nil && !billing.unbilled(type, property) && !costs.reads(type, property)) {
                    silent.add(type + " " + property);
                }
                assertThat(delta.monthly() != null || !delta.unpriced().isEmpty())
                        .as(type + " " + property)
                        .isTrue();
                if (!costs.knows(type) && !billing.unbilled(type, property)) {
                    assertThat(delta.unpriced()).containsExactly("no cost model for " + type);
                }
            }
        }
        assertThat(asked).isGreaterThan(10_000);
        assertThat(silent).isEmpty();
    }

    /// What is kept names properties that there are: a fact about a misspelled one would be a fact about nothing, and a
    /// model that declares one would not read what it should.
    @Test
    void factsAndModelsNamePropertiesThatThereAre() {
        var wrong = new ArrayList<String>();
        for (var facts : billing.types().values()) {
            var known = properties(facts.type());
            if (!known.isEmpty()) {
                facts.unbilled().forEach(place -> check(facts.type(), place, known, wrong));
                facts.driving().forEach(place -> check(facts.type(), place, known, wrong));
                facts.parts().forEach(part -> part.reads().forEach(place -> check(facts.type(), place, known, wrong)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(String type, String place, Set<String> known, ArrayList<String> wrong) {
        if (!known.contains(place.split("/")[0])) {
            wrong.add(type + " " + place);
        }
    }

    /// Of rules a model reads all that costs; of the others, that they are there.
    private static final Set<String> WHOLE = Set.of(
            "AWS::WAFv2::WebACL Rules",
            "AWS::WAFv2::RuleGroup Rules",
            "AWS::AutoScaling::AutoScalingGroup MixedInstancesPolicy/LaunchTemplate/Overrides/InstanceRequirements",
            "AWS::Route53::RecordSet CidrRoutingConfig",
            "AWS::Route53::RecordSet GeoLocation",
            "AWS::Route53::RecordSet GeoProximityLocation",
            "AWS::Route53::RecordSetGroup RecordSets/CidrRoutingConfig",
            "AWS::Route53::RecordSetGroup RecordSets/GeoLocation",
            "AWS::Route53::RecordSetGroup RecordSets/GeoProximityLocation");

    /// A model that declared an object would hide what a part of it costs that it does not look at.
    @Test
    void aModelDeclaresLeaves() {
        var objects = new TreeSet<String>();
        for (var model : CostCatalogue.MODELS) {
            for (var type : model.types()) {
                Known.HERE.schema(type).ifPresent(schema -> model.reads().stream()
                        .filter(place -> !leaves(schema, place).isEmpty())
                        .forEach(place -> objects.add(type + " " + place)));
            }
        }
        objects.removeAll(WHOLE);
        assertThat(objects).isEmpty();
    }

    private static Set<String> leaves(TypeFacts schema, String place) {
        var node = schema.at(PropertyPath.ROOT);
        for (var name : place.split("/")) {
            node = items(node.at(PropertyPath.of(name)));
        }
        return node.properties();
    }

    private static TypeNode items(TypeNode node) {
        return node.properties().isEmpty() && node.hasItems() ? node.at(PropertyPath.of("0")) : node;
    }

    /// A property is read, or does not move the bill, or moves only the quantity of what is billed by use: one of them.
    @Test
    void noPropertyIsTwoThings() {
        var twice = new ArrayList<String>();
        for (var facts : billing.types().values()) {
            for (var place : facts.unbilled()) {
                if (costs.reads(facts.type(), place) || facts.driving().contains(place)) {
                    twice.add(facts.type() + " " + place);
                }
            }
        }
        assertThat(twice).isEmpty();
    }

    /// A setting that is there and not known is not its default: no part of the bill that needs it is priced.
    @Test
    void anUnknownSettingIsNoDefault() {
        var database = Differences.map("{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':'100'}");
        var entries = new java.util.LinkedHashMap<>(database.entries());
        entries.put("MultiAZ", new Value.Unknown("parameter MultiAz has no value"));
        var quote = costs.quote(
                new ResourceConfiguration(
                        "AWS::RDS::DBInstance", new MapValue(entries), dev.phantom.drift.subject.StackModels.NONE),
                "us-east-1");
        assertThat(quote.items()).isEmpty();
        assertThat(quote.unpriced().stream().map(CostModel.Unpriced::why))
                .contains("instance: MultiAZ is not known here", "storage: MultiAZ is not known here");
    }
}
