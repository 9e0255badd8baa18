package dev.phantom.severity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Differences;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.RuleCatalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a reviewer is told of a role that trusts others than it did.
class TrustRulesTest {
    static Stream<Arguments> trusts() {
        var provider = "{'Federated':'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'}";
        var web = "sts:AssumeRoleWithWebIdentity";
        var claim = "token.actions.githubusercontent.com:";
        var branch =
                trust(provider, web, "{'StringEquals':{'" + claim + "sub':'repo:acme/infra:ref:refs/heads/main'}}");
        var vendor = "{'AWS':'arn:aws:iam::999900001111:root'}";
        var vendorWithId = trust(vendor, "sts:AssumeRole", "{'StringEquals':{'sts:ExternalId':'7'}}");
        return Stream.of(
                Arguments.of(
                        "any owner",
                        branch,
                        trust(provider, web, "{'StringLike':{'" + claim + "sub':'repo:*'}}"),
                        "HIGH"),
                Arguments.of(
                        "anything", branch, trust(provider, web, "{'StringLike':{'" + claim + "sub':'*'}}"), "HIGH"),
                Arguments.of(
                        "audience alone",
                        branch,
                        trust(provider, web, "{'StringEquals':{'" + claim + "aud':'sts.amazonaws.com'}}"),
                        "HIGH"),
                Arguments.of("no condition", branch, trust(provider, web, ""), "HIGH"),
                Arguments.of(
                        "every branch",
                        branch,
                        trust(provider, web, "{'StringLike':{'" + claim + "sub':'repo:acme/infra:*'}}"),
                        "MEDIUM"),
                Arguments.of("no external id", vendorWithId, trust(vendor, "sts:AssumeRole", ""), "HIGH"),
                Arguments.of("any account", vendorWithId, trust("{'AWS':'*'}", "sts:AssumeRole", ""), "CRITICAL"),
                Arguments.of(
                        "any account over TLS",
                        vendorWithId,
                        trust("{'AWS':'*'}", "sts:AssumeRole", "{'Bool':{'aws:SecureTransport':'true'}}"),
                        "CRITICAL"),
                Arguments.of(
                        "another service",
                        trust("{'Service':'ec2.amazonaws.com'}", "sts:AssumeRole", ""),
                        trust("{'Service':['ec2.amazonaws.com','lambda.amazonaws.com']}", "sts:AssumeRole", ""),
                        "MEDIUM"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trusts")
    void aRoleThatTrustsMoreIsFoundAndOneThatTrustsLessIsNot(String name, String safe, String live, Severity level) {
        assertThat(findings("AWS::IAM::Role", safe, live))
                .extracting(Finding::rule, Finding::level)
                .containsExactly(tuple("PH-SEV-011", level));
        assertThat(findings("AWS::IAM::Role", live, safe)).isEmpty();
    }

    private static List<Finding> findings(String type, String safe, String live) {
        return RuleCatalogue.assessor()
                .assess(Subjects.of(Differences.of(type, safe, live), "prod"))
                .findings();
    }

    private static String trust(String principal, String action, String condition) {
        return "{'AssumeRolePolicyDocument':{'Statement':[{'Effect':'Allow','Principal':" + principal + ",'Action':'"
                + action + "'" + (condition.isEmpty() ? "" : ",'Condition':" + condition) + "}]}}";
    }
}
