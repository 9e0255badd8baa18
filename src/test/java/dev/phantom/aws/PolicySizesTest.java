package dev.phantom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.phantom.aws.doctor.CallerPolicy;
import dev.phantom.aws.doctor.LeastPolicy;
import dev.phantom.aws.doctor.LeastPolicy.Use;
import dev.phantom.aws.doctor.ManagedPolicy;
import dev.phantom.aws.doctor.PolicyScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every policy that can be printed is one that IAM takes, and holds what is needed and nothing that is withheld.
class PolicySizesTest {

    private static final ActionTables TABLES = ActionTables.EMBEDDED;
    private static final IamActions ACTIONS = IamActions.all();
    private static final PolicyScope HERE = new PolicyScope("111122223333", List.of("us-east-1", "eu-central-1"));

    static Stream<LeastPolicy> policies() {
        var sets = List.<Collection<String>>of(
                List.of(), DemoTypes.ALL, TABLES.common(), TABLES.handlers().keySet());
        var uses = List.of(Set.<Use>of(), EnumSet.allOf(Use.class));
        return sets.stream()
                .flatMap(types -> uses.stream()
                        .flatMap(use -> Stream.of(PolicyScope.ANYWHERE, HERE).map(place -> policy(types, use, place))));
    }

    private static LeastPolicy policy(Collection<String> types, Set<Use> uses, PolicyScope place) {
        return LeastPolicy.of(TABLES, types, uses, place);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void iamTakesEveryOne(LeastPolicy policy) {
        assertThat(policy.documents()).isNotEmpty().allSatisfy(one -> {
            assertThat(one.characters())
                    .isEqualTo(one.document()
                            .toPrettyString()
                            .replaceAll("\\s", "")
                            .length())
                    .isLessThanOrEqualTo(ManagedPolicy.LARGEST);
            assertThat(one.document().path("Version").asText()).isEqualTo("2012-10-17");
            var sids = new ArrayList<String>();
            for (var statement : one.document().path("Statement")) {
                sids.add(statement.path("Sid").asText());
                assertThat(statement.path("Effect").asText()).isIn("Allow", "Deny");
                assertThat(statement.path("Action")).isNotEmpty();
                assertThat(texts(statement.path("Action"))).isSorted().doesNotHaveDuplicates();
                assertThat(statement.path("Resource").isTextual()
                                || !statement.path("Resource").isEmpty())
                        .isTrue();
            }
            assertThat(sids).doesNotHaveDuplicates().allMatch(sid -> sid.matches("[A-Za-z0-9]+"));
        });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void everyActionIsWrittenInFullExistsAndIsNotWithheld(LeastPolicy policy) {
        assertThat(policy.actions())
                .doesNotHaveDuplicates()
                .allSatisfy(action -> assertThat(ACTIONS.levels()).containsKey(action))
                .allSatisfy(
                        action -> assertThat(TABLES.never(action)).as(action).isEmpty());
        assertThat(policy.documents().stream().mapToInt(d -> d.actions().size()).sum())
                .as("none is in two policies")
                .isEqualTo(policy.actions().size());
    }

    /// What the handlers ask for is allowed, or named as left out.
    @ParameterizedTest
    @MethodSource("policies")
    void nothingThatATypeNeedsIsSilentlyMissing(LeastPolicy policy) {
        var allowed = Set.copyOf(policy.actions());
        for (var type : policy.types()) {
            var handlers = TABLES.handlers().get(type);
            if (handlers != null) {
                var lacking = new TreeSet<>(handlers.read());
                lacking.removeAll(allowed);
                policy.left().getOrDefault(type, List.of()).forEach(w -> lacking.remove(w.action()));
                assertThat(lacking).as(type).isEmpty();
            }
        }
    }

    @Test
    void resourcesAreHeldToThePlaceWhereTheServiceAllowsIt() {
        for (var one : policy(TABLES.handlers().keySet(), EnumSet.allOf(Use.class), HERE)
                .documents()) {
            for (var statement : one.document().path("Statement")) {
                if (statement.path("Resource").isTextual()) {
                    assertThat(texts(statement.path("Action")))
                            .allMatch(action -> !TABLES.scopes().containsKey(action));
                } else {
                    assertThat(texts(statement.path("Resource")))
                            .allMatch(arn ->
                                    arn.matches("arn:aws:[a-z0-9-]+:(us-east-1|eu-central-1|):(111122223333|):\\*"
                                            + "|arn:aws:cloudformation:[a-z0-9-]+:aws:transform/\\*"
                                            + "|arn:aws:apigateway:\\*::/.*"));
                }
            }
        }
        var china =
                policy(List.of("AWS::SQS::Queue"), Set.of(), new PolicyScope("111122223333", List.of("cn-north-1")));
        assertThat(china.documents().getFirst().document().toString())
                .contains("arn:aws-cn:sqs:cn-north-1:111122223333:*");
    }

    @Test
    void keysOfApiGatewayAreDeniedWhereverItIsRead() {
        var sets = List.<Collection<String>>of(
                List.of("AWS::ApiGateway::RestApi"),
                TABLES.common(),
                TABLES.handlers().keySet());
        for (var types : sets) {
            assertThat(policy(types, Set.of(), HERE).documents())
                    .filteredOn(d -> d.actions().contains("apigateway:GET"))
                    .singleElement()
                    .satisfies(d -> assertThat(d.document().toString())
                            .contains("\"Effect\":\"Deny\",\"Action\":[\"apigateway:GET\"]", "::/apikeys*"));
        }
    }

    /// Whoever starts Phantom may become the named role in the accounts of the stacks, and nothing else.
    @Test
    void theCallerMayEnterTheRolesAndNothingElse() {
        var china = new PolicyScope("444455556666", List.of("cn-north-1"));
        assertThat(CallerPolicy.of("Reader", List.of(HERE, china, PolicyScope.ANYWHERE)))
                .hasValueSatisfying(policy -> {
                    assertThat(policy.actions()).containsExactly("sts:AssumeRole");
                    assertThat(texts(policy.document().at("/Statement/0/Resource")))
                            .containsExactly(
                                    "arn:aws-cn:iam::444455556666:role/Reader",
                                    "arn:aws:iam::111122223333:role/Reader");
                });
        assertThat(CallerPolicy.of("", List.of(HERE))).isEmpty();
        assertThat(CallerPolicy.of("Reader", List.of(PolicyScope.ANYWHERE))).isEmpty();
    }

    @Test
    void whatIsDeniedInPartIsTakenOutToBeRead() {
        assertThat(TABLES.missing("AWS::ApiGateway::ApiKey"))
                .singleElement()
                .satisfies(w -> assertThat(w.reason()).contains("below /apikeys*", "take that statement out"));
        assertThat(TABLES.missing("AWS::ApiGateway::RestApi")).isEmpty();
    }

    /// The numbers that docs/permissions.md says.
    @Test
    void howManyPoliciesTheyAre() {
        assertThat(policy(DemoTypes.ALL, Set.of(), HERE).documents()).hasSize(1);
        assertThat(policy(TABLES.common(), Set.of(), PolicyScope.ANYWHERE).documents())
                .hasSize(2);
        assertThat(policy(TABLES.common(), Set.of(), HERE).documents()).hasSize(2);
        var all = policy(TABLES.handlers().keySet(), Set.of(), PolicyScope.ANYWHERE);
        assertThat(all.documents().size())
                .isGreaterThan(LeastPolicy.PER_ROLE)
                .isLessThanOrEqualTo(LeastPolicy.PER_ROLE_RAISED);
        assertThat(all.roles()).isEqualTo(2);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
