package dev.phantom.analysis.rules;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.drift.Change;
import dev.phantom.severity.Differences;
import dev.phantom.value.PropertyPath;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A size that Terraform declares is judged as one that a template declares, and what may be chosen is an attribute.
class TerraformCapacityTest extends SizedCases {

    private static Cases terraform(int live) {
        return Cases.of(
                        "aws_dynamodb_table",
                        "{'billing_mode':'PROVISIONED','read_capacity':100,'write_capacity':100}",
                        "{'billing_mode':'PROVISIONED','read_capacity':100,'write_capacity':" + live + "}")
                .until(WEEK);
    }

    @Test
    void anAmountBetweenIsAnAttribute() {
        var template = judge(writes(1000).with(writing(1000, stats(60, 99, 100), stats(300, 390, 400))));
        var module = judge(terraform(1000).with(writing(1000, stats(60, 99, 100), stats(300, 390, 400))));
        assertThat(edits(template)).isEqualTo("/ProvisionedThroughput/WriteCapacityUnits=490");
        assertThat(edits(module)).isEqualTo("/write_capacity=490");
        assertThat(module.opinion().confidence()).isEqualTo(template.opinion().confidence());
    }

    @Test
    void theReasoningNamesAttributes() {
        assertThat(judge(terraform(1000).with(writing(1000, stats(60, 99, 100), stats(300, 390, 400))))
                        .opinion()
                        .reasoning())
                .contains("/write_capacity")
                .doesNotContain("/ProvisionedThroughput");
        assertThat(judge(Cases.of(
                                "aws_instance",
                                "{'tags':{'Team':'orders','Owner':'a'}}",
                                "{'tags':{'Team':'platform','Owner':'b'}}"))
                        .opinion()
                        .reasoning())
                .contains("/tags/")
                .doesNotContain("/Tags/");
    }

    /// Two places in one document are one attribute.
    @Test
    void anAttributeIsNamedOnce() {
        var drift = Differences.of("aws_iam_policy", policy("GetObject", "a"), policy("PutObject", "b"));
        var text = (Change.NotEqual) drift.changes().getFirst();
        var inner = Differences.of("", document("GetObject", "a"), document("PutObject", "b"))
                .changes();
        assertThat(inner).hasSize(2);
        var change = new Change.NotEqual(
                text.path(), text.actualPath(), text.expected(), text.actual(), inner, text.circumstances());
        assertThat(judge(Cases.of(drift.with(List.of(change)))).opinion().reasoning())
                .contains("/policy ")
                .doesNotContain("/policy, /policy", "PolicyDocument");
    }

    private static String policy(String action, String bucket) {
        return "{'policy':'" + document(action, bucket).replace("\"", "\\\"") + "'}";
    }

    private static String document(String action, String bucket) {
        return "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:%s\",\"Resource\":\"arn:aws:s3:::%s/*\"}]}"
                .formatted(action, bucket);
    }

    @Test
    void unitsThatTheLoadDoesNotNeedGoBackAndNeededOnesStay() {
        assertThat(edits(judge(terraform(600).with(writing(600, stats(60, 70, 75), stats(60, 72, 76))))))
                .isEqualTo("REVERT");
        assertThat(edits(judge(terraform(600).with(writing(600, stats(60, 99, 100), stats(400, 500, 520))))))
                .isEqualTo("LEGITIMIZE");
    }

    @Test
    void classesBetweenAreOffered() {
        var template = sized("AWS::RDS::DBInstance", "Engine", "DBInstanceClass");
        var module = sized("aws_db_instance", "engine", "instance_class");
        assertThat(template).isNotEmpty();
        assertThat(module.stream().map(c -> c.edit().value()))
                .containsExactlyElementsOf(
                        template.stream().map(c -> c.edit().value()).toList());
        assertThat(module.stream().map(c -> c.cost().monthly()))
                .containsExactlyElementsOf(
                        template.stream().map(c -> c.cost().monthly()).toList());
        assertThat(module).allSatisfy(c -> assertThat(c.edit().path()).isEqualTo(PropertyPath.of("instance_class")));
    }

    private static List<CaseFile.Candidate> sized(String type, String engine, String size) {
        return Cases.of(
                        type,
                        "{'%s':'postgres','%s':'db.r6g.large'}".formatted(engine, size),
                        "{'%s':'postgres','%s':'db.r6g.4xlarge'}".formatted(engine, size))
                .load(stats(88, 97, 99), stats(20, 24, 26), null)
                .until(WEEK)
                .build()
                .candidates();
    }
}
