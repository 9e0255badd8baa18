package dev.phantom.severity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.fact.Fact.Grants;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every place where a type keeps a policy, held against the schemas of all types.
class PolicyPlacesTest {
    private static final int DEEPEST = 8;

    /// Called a policy, and none that says who may do what: retries, lifecycles, other languages, read-only
    /// copies, lists whose elements are read.
    private static final Set<String> OTHERS = Set.of(
            "AWS::Config::ConfigRule /Source/CustomPolicyDetails/PolicyText",
            "AWS::Config::OrganizationConfigRule /OrganizationCustomPolicyRuleMetadata/PolicyText",
            "AWS::EC2::ClientVpnEndpoint /AuthorizationPolicy/PolicyDocument",
            "AWS::EC2::VerifiedAccessEndpoint /PolicyDocument",
            "AWS::EC2::VerifiedAccessGroup /PolicyDocument",
            "AWS::ECR::Repository /LifecyclePolicy/LifecyclePolicyText",
            "AWS::Logs::AccountPolicy /PolicyDocument",
            "AWS::Logs::LogGroup /DataProtectionPolicy",
            "AWS::NetworkManager::CoreNetwork /PolicyDocument",
            "AWS::ODB::OdbNetwork /ManagedServices/KmsAccess/KmsPolicyDocument",
            "AWS::ODB::OdbNetwork /ManagedServices/S3Access/S3PolicyDocument",
            "AWS::ODB::OdbNetwork /ManagedServices/StsAccess/StsPolicyDocument",
            "AWS::SNS::Subscription /DeliveryPolicy",
            "AWS::SNS::Subscription /FilterPolicy",
            "AWS::SNS::Subscription /RedrivePolicy",
            "AWS::SNS::Subscription /ReplayPolicy",
            "AWS::SNS::Topic /ArchivePolicy",
            "AWS::SNS::Topic /DataProtectionPolicy",
            "AWS::SQS::Queue /RedriveAllowPolicy",
            "AWS::SQS::Queue /RedrivePolicy",
            "AWS::Serverless::Function /Policies",
            "AWS::Serverless::Function /VersionDeletionPolicy",
            "AWS::Serverless::LayerVersion /RetentionPolicy",
            "AWS::Serverless::StateMachine /Policies");

    @Test
    void everyPlaceOfTheTableIsInTheSchemaOfItsType() {
        assertThat(PolicyTables.places().values().stream().flatMap(Collection::stream))
                .allSatisfy(place -> assertThat(Known.TYPES.find(place.type()))
                        .as(place.type())
                        .isPresent()
                        .get()
                        .satisfies(type -> assertThat(known(type, place.path()))
                                .as(place.path().toString())
                                .isTrue()));
    }

    @Test
    void everyDocumentThatASchemaCallsAPolicyIsReadOrNamedHere() {
        assertThat(documents())
                .filteredOn(place -> !OTHERS.contains(place))
                .allSatisfy(place -> assertThat(read()).contains(place));
        assertThat(documents()).containsAll(OTHERS);
    }

    @Test
    void noPlaceIsBothAFactAndInTheTable() {
        assertThat(facts()).doesNotContainAnyElementsOf(table());
    }

    private static boolean known(TypeFacts type, PropertyPath path) {
        return type.root().at(path).isKnown();
    }

    private static Set<String> read() {
        var all = new TreeSet<>(table());
        all.addAll(facts());
        return all;
    }

    private static Set<String> table() {
        return PolicyTables.places().values().stream()
                .flatMap(Collection::stream)
                .map(place -> place.type() + " " + place.path())
                .collect(Collectors.toSet());
    }

    private static Set<String> facts() {
        return Known.TYPES.types().stream()
                .flatMap(type -> Known.FACTS.of(type).all(Grants.class).stream().map(g -> type + " " + g.path()))
                .collect(Collectors.toSet());
    }

    private static Set<String> documents() {
        var found = new TreeSet<String>();
        for (var type : Known.TYPES.types()) {
            Known.TYPES.find(type).ifPresent(t -> walk(type, t.root(), PropertyPath.ROOT, found));
        }
        return found;
    }

    private static void walk(String type, TypeNode node, PropertyPath at, Set<String> into) {
        if (at.segments().size() > DEEPEST) {
            return;
        }
        if (!at.isRoot() && document(at.last(), node)) {
            into.add(type + " " + at);
        }
        node.properties().forEach(name -> walk(type, node.child(name), at.child(name), into));
        if (node.hasItems() && node.is(Kind.ARRAY)) {
            walk(type, node.items(), at.child("*"), into);
        }
    }

    private static boolean document(String name, TypeNode node) {
        boolean json = node.is(Kind.STRING) && (node.is(Kind.OBJECT) || node.is(Kind.MAP))
                || (node.is(Kind.OBJECT) || node.is(Kind.MAP))
                        && node.properties().isEmpty();
        return name.matches("(?i).*polic(y|ies)") && json || name.matches(".*Policy(Document|Text)");
    }
}
