package dev.phantom.severity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phantom.drift.Drift;
import dev.phantom.drift.subject.StackModels;
import dev.phantom.drift.subject.Subjects;
import dev.phantom.severity.Differences;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.severity.rules.RuleCatalogue;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot be known is said, and is not the milder case.
class PolicyUnknownsTest {
    private static final Value UNKNOWN = new Value.Unknown("parameter Org has no value");
    private static final Value TOPIC = new Value.Reference("Topic", "Arn", new Value.Unknown("not created yet"));

    @Test
    void anUnknownValueRestrictsNothing() {
        assertThat(reach(statement(Value.string("*"), condition("StringEquals", "aws:PrincipalOrgID", UNKNOWN))))
                .isEqualTo(Reach.EVERYBODY);
        assertThat(findings(statement(Value.string("*"), condition("StringEquals", "aws:PrincipalOrgID", UNKNOWN))))
                .extracting(Finding::title)
                .containsExactly(
                        "everybody may sqs:SendMessage (the value of its condition on aws:principalorgid is not known)");
    }

    @Test
    void aResourceOfTheSameStackIsAFixedValueWhateverItIsCalled() {
        assertThat(reach(statement(Value.string("*"), condition("ArnEquals", "aws:SourceArn", TOPIC))))
                .isEqualTo(Reach.NAMED);
    }

    @Test
    void anUnknownPrincipalIsSomebodyNewAndNotEverybody() {
        var statement = statement(new MapValue(Map.of("AWS", UNKNOWN)), Map.of());
        assertThat(reach(statement)).isEqualTo(Reach.UNKNOWN);
        assertThat(findings(statement))
                .extracting(Finding::rule, Finding::level, Finding::title)
                .containsExactly(tuple(
                        "PH-SEV-021",
                        Severity.MEDIUM,
                        "a principal that is not known (parameter Org has no value) may sqs:SendMessage"));
    }

    @Test
    void anUnknownEffectAllowsAndAnUnknownActionIsEveryAction() {
        var statement = statement(Value.string("*"), Map.of());
        statement.put("Effect", UNKNOWN);
        assertThat(reach(statement)).isEqualTo(Reach.EVERYBODY);
        statement.put("Action", UNKNOWN);
        assertThat(findings(statement)).extracting(Finding::title).containsExactly("everybody may do everything");
    }

    @Test
    void anUnknownDenyDeniesNothing() {
        var deny = statement(Value.string("*"), Map.of());
        deny.put("Effect", Value.string("Deny"));
        deny.put("Resource", UNKNOWN);
        var allow = statement(Value.string("*"), Map.of());
        var document = new MapValue(Map.of("Statement", Value.list(new MapValue(allow), new MapValue(deny))));
        assertThat(PolicyAccess.of(AccessPolicy.of(document, PropertyPath.ROOT, false), "111122223333")
                        .reach())
                .isEqualTo(Reach.EVERYBODY);
    }

    /// An unknown part that no change is about is the same on both sides.
    @Test
    void whatIsUnknownInTheRepositoryAndUnchangedIsNoFinding() {
        var safe = statement(new MapValue(Map.of("AWS", UNKNOWN)), Map.of());
        var live = statement(new MapValue(Map.of("AWS", Value.string("arn:aws:iam::999900001111:role/x"))), Map.of());
        live.put("Sid", Value.string("new"));
        var known = Differences.of(
                "AWS::SQS::QueuePolicy",
                "{'PolicyDocument':{'Statement':[{'Sid':'old'}]}}",
                "{'PolicyDocument':{'Statement':[{'Sid':'new'}]}}");
        var drift = known.between(model(safe), model(live));
        assertThat(assess(drift, StackModels.NONE)).isEmpty();
    }

    @Test
    void aPolicyThatNoStackManagesIsComparedWithNone() {
        var open =
                "{'Bucket':'b','PolicyDocument':{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'*'}]}}";
        var stray = Drift.unnamed(
                "",
                "b",
                "AWS::S3::BucketPolicy",
                Drift.Status.UNMANAGED,
                List.of(),
                MapValue.EMPTY,
                Differences.map(open));
        assertThat(assess(stray, StackModels.NONE))
                .extracting(Finding::rule, f -> f.path().toString())
                .containsExactly(tuple("PH-SEV-012", "/PolicyDocument/Statement/0"));
        var gone = Drift.unnamed(
                "",
                "b",
                "AWS::S3::BucketPolicy",
                Drift.Status.DELETED,
                List.of(),
                Differences.map(open),
                MapValue.EMPTY);
        assertThat(assess(gone, StackModels.NONE)).isEmpty();
    }

    @Test
    void aPublicPolicyBehindTheBlockOfItsBucketIsSaidToBeHeldBack() {
        var bucket = Differences.map("{'PublicAccessBlockConfiguration':{'RestrictPublicBuckets':true}}");
        var policy = "{'Bucket':'data','PolicyDocument':{'Statement':[%s]}}";
        var open = "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'*'}";
        var drift = Differences.of("AWS::S3::BucketPolicy", policy.formatted(""), policy.formatted(open));
        assertThat(assess(drift, Subjects.models("Data", "data", "AWS::S3::Bucket", bucket)))
                .extracting(Finding::level, Finding::title)
                .containsExactly(tuple(
                        Severity.MEDIUM, "everybody may s3:GetObject, held back by the public access block alone"));
        assertThat(assess(drift, StackModels.NONE)).extracting(Finding::level).containsExactly(Severity.CRITICAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "'no policy'",
                "'{\\\"Statement\\\":'",
                "[]",
                "[[{}]]",
                "{'Statement':'x'}",
                "{'Statement':[1,null,[{'Effect':'Allow'}],{'Effect':['Allow']}]}",
                "{'Statement':{'Effect':'Allow','Principal':null,'Action':null,'Resource':null}}",
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':{'a':'b'}},'Action':{'x':1},'Condition':[1]}}",
                "{'Statement':{'Effect':'Allow','Principal':'*','Action':'','Resource':'','Condition':{'':{'':''}}}}",
                "{'Statement':{'Effect':'Allow','Principal':'*','Action':':','Condition':{'IpAddress':{'aws:SourceIp':['','/','1.2.3.4/99',':::/1']}}}}",
                "{'Statement':{'Effect':'Deny','NotPrincipal':{},'NotAction':[],'NotResource':[]}}"
            })
    void whatIsNoPolicyIsNoFault(String document) {
        for (var type : List.of("AWS::SQS::QueuePolicy", "AWS::IAM::Policy")) {
            var drift = Differences.of(type, "{'PolicyDocument':{}}", "{'PolicyDocument':" + document + "}");
            assertThat(RuleCatalogue.assessor()
                            .assess(Subjects.of(drift, "prod"))
                            .gaps())
                    .isEmpty();
            var back = Differences.of(type, "{'PolicyDocument':" + document + "}", "{'PolicyDocument':{}}");
            assertThat(RuleCatalogue.assessor()
                            .assess(Subjects.of(back, "prod"))
                            .gaps())
                    .isEmpty();
        }
    }

    private static List<Finding> findings(Map<String, Value> statement) {
        var live = model(statement);
        var empty = Differences.map("{'PolicyDocument':{'Statement':[]}}");
        return assess(Differences.of("Queue", "AWS::SQS::QueuePolicy", empty, live), StackModels.NONE);
    }

    private static List<Finding> assess(Drift drift, StackModels models) {
        return RuleCatalogue.assessor()
                .assess(Subjects.of(drift, "prod", models))
                .findings();
    }

    private static Reach reach(Map<String, Value> statement) {
        return PolicyAccess.of(AccessPolicy.of(new MapValue(statement), PropertyPath.ROOT, false), "111122223333")
                .reach();
    }

    private static MapValue model(Map<String, Value> statement) {
        return new MapValue(
                Map.of("PolicyDocument", new MapValue(Map.of("Statement", Value.list(new MapValue(statement))))));
    }

    private static Map<String, Value> condition(String operator, String key, Value value) {
        return Map.of(operator, new MapValue(Map.of(key, value)));
    }

    private static Map<String, Value> statement(Value principal, Map<String, Value> condition) {
        var statement = new LinkedHashMap<String, Value>();
        statement.put("Effect", Value.string("Allow"));
        statement.put("Principal", principal);
        statement.put("Action", Value.string("sqs:SendMessage"));
        statement.put("Resource", Value.string("*"));
        if (!condition.isEmpty()) {
            statement.put("Condition", new MapValue(condition));
        }
        return statement;
    }
}
