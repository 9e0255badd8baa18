package dev.phantom.drift.detect;

import static dev.phantom.drift.detect.World.changes;
import static dev.phantom.drift.detect.World.unchecked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// References inside a text, where live does not show the attribute that they are to.
class ToldAttributesTest {

    private static final String TEXT = "'Environment': {'Variables': {'X': %s}}";

    /// @param properties of the referenced resource, which live does not show
    private static World world(String type, String properties, String physicalId, String expected, String live) {
        return new World()
                .safe(
                        "'R': {'Type': '%s', 'Properties': %s}, 'F': {'Type': 'AWS::Lambda::Function', 'Properties': {%s}}"
                                .formatted(type, properties, TEXT.formatted(expected)))
                .live("R", physicalId, type, "{}")
                .live("F", "f", "AWS::Lambda::Function", "{" + TEXT.formatted("'" + live + "'") + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AWS::S3::Bucket | logs | arn:aws:s3:::logs
            AWS::SQS::Queue | https://sqs.us-east-1.amazonaws.com/111122223333/jobs | arn:aws:sqs:us-east-1:111122223333:jobs
            AWS::Lambda::Function | pay | arn:aws:lambda:us-east-1:111122223333:function:pay
            AWS::DynamoDB::Table | t | arn:aws:dynamodb:us-east-1:111122223333:table/t
            AWS::KMS::Key | 1234abcd-12ab-34cd-56ef-1234567890ab | arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
            AWS::Logs::LogGroup | /app/web | arn:aws:logs:us-east-1:111122223333:log-group:/app/web:*
            AWS::IAM::Role | web | arn:aws:iam::111122223333:role/web
            AWS::IAM::User | eve | arn:aws:iam::111122223333:user/eve
            AWS::IAM::Group | ops | arn:aws:iam::111122223333:group/ops
            AWS::IAM::InstanceProfile | box | arn:aws:iam::111122223333:instance-profile/box
            """)
    void anArnIsWorkedOutInsideAText(String type, String physicalId, String arn) {
        for (var expected : new String[] {
            "{'Fn::Sub': '<${R.Arn}>'}", "{'Fn::Join': ['', ['<', {'Fn::GetAtt': ['R', 'Arn']}, '>']]}"
        }) {
            var same = world(type, "{}", physicalId, expected, "<" + arn + ">").report();
            assertThat(changes(same)).isEmpty();
            assertThat(unchecked(same)).isEmpty();
            for (var another :
                    new String[] {arn + "x", arn.replace(":aws:", ":aws-cn:"), arn.replace("1111", "9999")}) {
                if (!another.equals(arn)) {
                    var report = world(type, "{}", physicalId, expected, "<" + another + ">")
                            .report();
                    assertThat(changes(report)).containsExactly("F NOT_EQUAL /Environment/Variables/X");
                }
            }
        }
    }

    @Test
    void thePathOfARoleIsPartOfItsArn() {
        var sub = "{'Fn::Sub': '${R.Arn}/*'}";
        var arn = "arn:aws:iam::111122223333:role/team/web/*";
        var declared =
                world("AWS::IAM::Role", "{'Path': '/team/'}", "web", sub, arn).report();
        assertThat(changes(declared)).doesNotContain("F NOT_EQUAL /Environment/Variables/X");
        assertThat(unchecked(declared)).noneMatch(u -> u.startsWith("F "));
        var without = world("AWS::IAM::Role", "{}", "web", sub, arn).report();
        assertThat(changes(without)).containsExactly("F NOT_EQUAL /Environment/Variables/X");
    }

    @Test
    void whatNobodyWroteDownIsUnknown() {
        var custom = world("AWS::Cognito::UserPool", "{}", "us-east-1_a", "{'Fn::Sub': '<${R.Arn}>'}", "<arn>");
        assertThat(changes(custom.report())).isEmpty();
        assertThat(unchecked(custom.report())).contains("F unresolved /Environment/Variables/X");
        var path = world(
                "AWS::IAM::Role",
                "{'Path': {'Fn::ImportValue': 'elsewhere'}}",
                "web",
                "{'Fn::Sub': '<${R.Arn}>'}",
                "<arn:aws:iam::111122223333:role/web>");
        assertThat(unchecked(path.report())).contains("F unresolved /Environment/Variables/X");
        var another = world(
                "AWS::SQS::Queue",
                "{}",
                "https://sqs.us-east-1.amazonaws.com/999922223333/jobs",
                "{'Fn::Sub': '<${R.Arn}>'}",
                "<arn:aws:sqs:us-east-1:999922223333:jobs>");
        assertThat(unchecked(another.report())).contains("F unresolved /Environment/Variables/X");
    }

    @Test
    void whatMayNotBeReadIsDeniedAndNotMerelyUnresolved() {
        var pool = "'R': {'Type': 'AWS::Cognito::UserPool', 'Properties': {}}, 'F': {'Type': 'AWS::Lambda::Function', "
                + "'Properties': {%s}}".formatted(TEXT.formatted("{'Fn::Sub': '<${R.Arn}>'}"));
        var whole = World.resource(
                "R", "us-east-1_a", "AWS::Cognito::UserPool", Map.of(), "{}", LiveResource.Status.DENIED);
        var attribute = new LiveResource(
                "R",
                "us-east-1_a",
                "AWS::Cognito::UserPool",
                Map.of(),
                new Value.MapValue(Map.of("Arn", whole.deniedAttribute("Arn", "x:GetPool is denied"))),
                LiveResource.Provenance.FILE,
                LiveResource.Status.READ,
                "");
        for (var denied : List.of(whole, attribute)) {
            var world = new World()
                    .safe(pool)
                    .live(denied)
                    .live("F", "f", "AWS::Lambda::Function", "{" + TEXT.formatted("'<arn>'") + "}");
            assertThat(changes(world.report())).isEmpty();
            assertThat(unchecked(world.report())).contains("F read-denied /Environment/Variables/X");
        }
        assertThat(DriftDetector.unread(new World().safe(pool).live(attribute).states()))
                .containsExactly("not read: Arn of R (AWS::Cognito::UserPool): read-denied, x:GetPool is denied");
    }

    @Test
    void whatLiveShowsIsBelieved() {
        var role = "'R': {'Type': 'AWS::IAM::Role', 'Properties': {}}";
        var function = "'F': {'Type': 'AWS::Lambda::Function', 'Properties': {%s}}"
                .formatted(TEXT.formatted("{'Fn::Sub': '<${R.Arn}>'}"));
        var report = new World()
                .safe(role + ", " + function)
                .live("R", "web", "AWS::IAM::Role", "{'Arn': 'arn:aws:iam::111122223333:role/a/web'}")
                .live(
                        "F",
                        "f",
                        "AWS::Lambda::Function",
                        "{" + TEXT.formatted("'<arn:aws:iam::111122223333:role/a/web>'") + "}")
                .report();
        assertThat(changes(report)).isEmpty();
        assertThat(unchecked(report)).isEmpty();
    }

    /// AWS reads the value of a condition letter by letter: a name is not the ARN, and case counts.
    @Test
    void aReferenceInAConditionIsComparedToTheLetter() {
        var policy =
                "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': '*', 'Action': 'sns:Publish',"
                        + " 'Resource': '*', 'Condition': {'StringEquals': {'aws:SourceArn': [%s]}}}]}";
        var arn = "arn:aws:s3:::logs";
        for (var reference : new String[] {"{'Ref': 'R'}", "{'Fn::GetAtt': ['R', 'Arn']}"}) {
            var exact = reference.contains("Arn") ? arn : "logs";
            for (var live : new String[] {"logs", "Logs", arn, arn.replace("logs", "Logs"), arn + ":*"}) {
                var report = new World()
                        .safe(
                                ("'R': {'Type': 'AWS::S3::Bucket', 'Properties': {}}, 'P': {'Type': 'AWS::SNS::TopicPolicy',"
                                                + " 'Properties': {'Topics': ['t'], 'PolicyDocument': %s}}")
                                        .formatted(policy.formatted(reference)))
                        .live("R", "logs", "AWS::S3::Bucket", "{}")
                        .live(
                                "P",
                                "p",
                                "AWS::SNS::TopicPolicy",
                                "{'Topics': ['t'], 'PolicyDocument': %s}".formatted(policy.formatted("'" + live + "'")))
                        .report();
                assertThat(changes(report).isEmpty())
                        .as(reference + " and " + live)
                        .isEqualTo(live.equals(exact));
            }
        }
    }
}
