package dev.phantom.drift.plan;

import static dev.phantom.drift.plan.Plans.changes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Witness;
import org.junit.jupiter.api.Test;

/// What a provider reports without anybody's doing is no drift; what looks like it and is one stays drift.
class ProviderNoiseTest {

    private static AttributeDrift drift(String type, String before, String after, String expressions) {
        return Plans.drift(Plans.of(type, before, after, expressions));
    }

    @Test
    void nullAndEmptyAreOne() {
        assertThat(drift("aws_vpc", "{'tags': null, 'x': ''}", "{'tags': {}, 'x': null}", "{}"))
                .isEqualTo(new AttributeDrift(java.util.List.of(), java.util.List.of()));
        assertThat(changes(drift("aws_vpc", "{'tags': null}", "{'tags': {'Owner': 'bob'}}", "{}")))
                .containsExactly("ADD /tags/Owner declared");
    }

    @Test
    void whatIsNotSetAndTheZeroValueAreOne() {
        assertThat(changes(drift("aws_db_instance", "{'multi_az': null}", "{'multi_az': false}", "{}")))
                .isEmpty();
        assertThat(changes(drift("aws_db_instance", "{'multi_az': null}", "{'multi_az': true}", "{}")))
                .as("nobody's zero")
                .containsExactly("ADD /multi_az undeclared");
        assertThat(changes(drift("aws_db_instance", "{'multi_az': true}", "{'multi_az': false}", "{'multi_az': {}}")))
                .containsExactly("NOT_EQUAL /multi_az declared");
    }

    @Test
    void theOrderOfASetMeansNothing() {
        var rules = "{'ingress': {'constant_value': []}}";
        var web = "{'from_port': 443, 'to_port': 443, 'protocol': 'tcp', 'cidr_blocks': ['10.0.0.0/8']}";
        var ssh = "{'from_port': 22, 'to_port': 22, 'protocol': 'tcp', 'cidr_blocks': ['10.0.0.0/8']}";
        var open = ssh.replace("10.0.0.0/8", "0.0.0.0/0");
        assertThat(changes(drift(
                        "aws_security_group",
                        "{'ingress': [%s, %s]}".formatted(web, ssh),
                        "{'ingress': [%s, %s]}".formatted(ssh, web),
                        rules)))
                .isEmpty();
        var changed = drift(
                "aws_security_group",
                "{'ingress': [%s, %s]}".formatted(web, ssh),
                "{'ingress': [%s, %s]}".formatted(open, web),
                rules);
        assertThat(changes(changed)).containsExactly("NOT_EQUAL /ingress/1/cidr_blocks/0 declared");
        assertThat(changed.changes().getFirst())
                .isInstanceOfSatisfying(
                        Change.NotEqual.class, n -> assertThat(n.actualPath()).hasToString("/ingress/0/cidr_blocks/0"));
    }

    @Test
    void theOrderOfAListIsAChange() {
        assertThat(changes(drift(
                        "aws_security_group_rule",
                        "{'cidr_blocks': ['10.0.0.0/8', '10.1.0.0/16']}",
                        "{'cidr_blocks': ['10.1.0.0/16', '10.0.0.0/8']}",
                        "{'cidr_blocks': {}}")))
                .containsExactly("NOT_EQUAL /cidr_blocks declared");
    }

    @Test
    void anElementOfASetComesAndGoesByItself() {
        assertThat(changes(drift(
                        "aws_instance",
                        "{'vpc_security_group_ids': ['sg-1', 'sg-2']}",
                        "{'vpc_security_group_ids': ['sg-2', 'sg-3']}",
                        "{'vpc_security_group_ids': {}}")))
                .containsExactly("REMOVE /vpc_security_group_ids/0 declared", "ADD /vpc_security_group_ids/1 declared");
    }

    @Test
    void whatOnlyTheProviderSetsIsInventory() {
        var found = drift(
                "aws_lambda_function",
                "{'last_modified': '2026-01-01', 'memory_size': 128}",
                "{'last_modified': '2026-02-01', 'memory_size': 256}",
                "{'memory_size': {'constant_value': 128}}");
        assertThat(changes(found)).containsExactly("NOT_EQUAL /memory_size declared");
        assertThat(found.noise())
                .singleElement()
                .satisfies(noise -> assertThat(noise.change().path() + ": " + noise.reason())
                        .isEqualTo("/last_modified: only the provider sets it, no configuration can"));
    }

    @Test
    void aPolicyIsReadAsADocument() {
        var policy =
                "'{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":%s,\\\"Resource\\\":\\\"*\\\"}]}'";
        var one = "{'policy': " + policy.formatted("\\\"s3:GetObject\\\"") + "}";
        var same = "{'policy': " + policy.formatted("[\\\"s3:GetObject\\\"]") + "}";
        var more = "{'policy': " + policy.formatted("[\\\"s3:GetObject\\\",\\\"s3:*\\\"]") + "}";
        assertThat(changes(drift("aws_iam_policy", one, same, "{'policy': {}}")))
                .isEmpty();
        var found = drift("aws_iam_policy", one, more, "{'policy': {}}");
        assertThat(changes(found)).containsExactly("NOT_EQUAL /policy declared");
        assertThat(((Change.NotEqual) found.changes().getFirst()).inner()).isNotEmpty();
    }

    @Test
    void aTagIsToldOnce() {
        assertThat(changes(drift(
                        "aws_vpc",
                        "{'tags': {}, 'tags_all': {'Team': 'a'}}",
                        "{'tags': {'Owner': 'bob'}, 'tags_all': {'Team': 'a', 'Owner': 'bob'}}",
                        "{}")))
                .containsExactly("ADD /tags/Owner declared");
        assertThat(changes(drift("aws_vpc", "{'tags_all': {'Team': 'a'}}", "{'tags_all': {'Team': 'b'}}", "{}")))
                .as("a tag of the provider's own stands in tags_all alone")
                .containsExactly("NOT_EQUAL /tags_all/Team undeclared");
    }

    @Test
    void whatNoBlockSetsIsUndeclaredAndTheStateConfirmsIt() {
        var found = drift("aws_db_instance", "{'port': 5432}", "{'port': 5433}", "{}");
        assertThat(changes(found)).containsExactly("NOT_EQUAL /port undeclared");
        var circumstances = found.changes().getFirst().circumstances();
        assertThat(circumstances.confirmed()).isTrue();
        assertThat(circumstances.witnesses())
                .containsExactlyInAnyOrder(Witness.COMPARISON, Witness.BASELINE, Witness.DETECTION);
    }

    @Test
    void whatNoProviderChoosesWasDeclaredByADynamicBlock() {
        assertThat(changes(
                        drift("aws_autoscaling_group", "{'tag': [{'key': 'a', 'value': '1'}]}", "{'tag': []}", "{}")))
                .containsExactly("REMOVE /tag/0 declared");
    }

    @Test
    void aPlainPlanSaysWhatItWouldPutBack() {
        var type = "aws_dynamodb_table";
        var before = "{'read_capacity': 5}";
        var after = "{'read_capacity': 9}";
        assertThat(changes(Plans.drift(Plans.of(type, before, after, "{'read_capacity': {}}", before))))
                .containsExactly("NOT_EQUAL /read_capacity declared");
        var ignored = Plans.drift(Plans.of(type, before, after, "{'read_capacity': {}}", after));
        assertThat(ignored.changes()).as("ignore_changes").isEmpty();
        assertThat(ignored.noise())
                .singleElement()
                .satisfies(n -> assertThat(n.reason())
                        .isEqualTo("the plan leaves it as it runs: the configuration says the same, or ignores it"));
    }

    @Test
    void aTypeThatNobodyKnowsIsComparedAllTheSame() {
        assertThat(changes(drift("acme_thing", "{'size': 1, 'etag': 'a'}", "{'size': 2, 'etag': 'b'}", "{'size': {}}")))
                .containsExactly("NOT_EQUAL /size declared", "NOT_EQUAL /etag undeclared");
    }

    /// Every list in a list multiplies what is held against what; without a bound nobody would see the end of this.
    @Test
    void listsInListsInListsAreComparedInTime() {
        var before = nested(4, 40, "a");
        var after = nested(4, 40, "b");
        assertThat(drift("aws_thing", "{'x': " + before + "}", "{'x': " + after + "}", "{'x': {}}").changes())
                .isNotEmpty();
    }

    private static String nested(int depth, int width, String leaf) {
        var items = new java.util.ArrayList<String>();
        for (int i = 0; i < (depth == 1 ? 8 : width); i++) {
            items.add(depth == 1 ? "'" + leaf + i + "'" : nested(depth - 1, Math.max(width / 2, 6), leaf + i + "-"));
        }
        return "[" + String.join(",", items) + "]";
    }
}
