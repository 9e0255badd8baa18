package dev.phantom.drift.compare;

import static dev.phantom.drift.compare.Compare.declared;
import static dev.phantom.drift.compare.Compare.gaps;
import static dev.phantom.drift.compare.Compare.map;
import static dev.phantom.drift.compare.Compare.undeclared;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.drift.Change;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is equal to AWS is no change; what is not, is one. For each tolerance the near miss that it must not swallow.
class ComparisonTest {

    private static final String BUCKET = "AWS::S3::Bucket";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String GROUP = "AWS::EC2::SecurityGroup";
    private static final String ANY = "Acme::Un::Known";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'A': 5432}                  | {'A': '5432'}
            {'A': 5}                     | {'A': 5.0}
            {'A': true}                  | {'A': 'true'}
            {'A': 1e3}                   | {'A': 1000}
            {'A': ''}                    | {}
            {'A': []}                    | {'A': {}}
            {'A': {'B': ''}}             | {}
            {'A': 'rate(60 minutes)'}    | {'A': 'rate(1 hour)'}
            {'A': '0:0:0:0:0:0:0:0/0'}   | {'A': '::/0'}
            {'A': 'text\\n'}             | {'A': 'text'}
            {'A': 'example.com'}         | {'A': 'example.com.'}
            {'A': ['x']}                 | {'A': 'x'}
            {'A': 'arn:aws:iam::111122223333:role/web'} | {'A': 'web'}
            {'A': '/aws/lambda/x'}       | {'A': 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/x:*'}
            """)
    void equalToAws(String expected, String actual) {
        assertThat(declared(ANY, expected, actual)).isEmpty();
        assertThat(declared(ANY, actual, expected)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'A': 5432}                  | {'A': '5433'}             | NOT_EQUAL /A
            {'A': '1.1'}                 | {'A': '1.10'}             | NOT_EQUAL /A
            {'A': true}                  | {'A': 'false'}            | NOT_EQUAL /A
            {'A': true}                  | {}                        | REMOVE /A
            {'A': 'x'}                   | {'A': ''}                 | REMOVE /A
            {'A': 'rate(60 minutes)'}    | {'A': 'rate(2 hours)'}    | NOT_EQUAL /A
            {'A': '10.0.0.0/16'}         | {'A': '10.0.0.0/17'}      | NOT_EQUAL /A
            {'A': '::/0'}                | {'A': '::1/0'}            | NOT_EQUAL /A
            {'A': '8.0'}                 | {'A': '8.4'}              | NOT_EQUAL /A
            {'A': 'web'}                 | {'A': 'arn:aws:iam::999999999999:role/web'} | NOT_EQUAL /A
            {'A': 'web'}                 | {'A': 'arn:aws:lambda:eu-west-1:111122223333:function:web'} | NOT_EQUAL /A
            {'A': 'web'}                 | {'A': 'arn:aws:iam::111122223333:role/webs'} | NOT_EQUAL /A
            {'A': ['a', 'b']}            | {'A': ['b', 'a']}         | NOT_EQUAL /A
            {'A': ['a', 'b']}            | {'A': ['a']}              | REMOVE /A/1
            {'A': ['a', 'b']}            | {'A': ['x', 'a', 'b']}    | ADD /A/0
            {'A': {'B': {'C': 1}}}       | {'A': {'B': {'C': 2}}}    | NOT_EQUAL /A/B/C
            {'A': {'B': {'C': 1}}}       | {'A': {}}                 | REMOVE /A
            {'A': {'B': {'C': 1}}}       | {'A': {'D': 1}}           | REMOVE /A/B
            """)
    void differentToAws(String expected, String actual, String change) {
        assertThat(declared(ANY, expected, actual)).containsExactly(change);
    }

    @Test
    void whatTheTemplateDoesNotSayIsUndeclared() {
        assertThat(declared(
                        BUCKET,
                        "{'BucketName': 'b'}",
                        "{'BucketName': 'b', 'AccelerateConfiguration': {'AccelerationStatus': 'Enabled'}}"))
                .isEmpty();
        assertThat(undeclared(
                        BUCKET,
                        "{'BucketName': 'b'}",
                        "{'BucketName': 'b', 'AccelerateConfiguration': {'AccelerationStatus': 'Enabled'}}"))
                .containsExactly("ADD /AccelerateConfiguration");
    }

    @Test
    void readOnlyIsNobodysAndWriteOnlyIsUnchecked() {
        assertThat(undeclared(
                        "AWS::SQS::Queue",
                        "{}",
                        "{'Arn': 'arn:aws:sqs:us-east-1:111122223333:q', 'QueueUrl': 'https://…'}"))
                .isEmpty();
        var password = "{'MasterUserPassword': 'x', 'Engine': 'mysql'}";
        assertThat(declared("AWS::RDS::DBInstance", password, "{'Engine': 'mysql'}"))
                .isEmpty();
        assertThat(gaps("AWS::RDS::DBInstance", password, "{'Engine': 'mysql'}"))
                .containsExactly("write-only /MasterUserPassword");
    }

    @Test
    void tagsOfAwsAreNotLooked() {
        var actual = "{'Tags': [{'Value': 'x', 'Key': 'aws:cloudformation:stack-name'}, {'Value': 'b', 'Key': 'a'}]}";
        assertThat(declared(BUCKET, "{'Tags': [{'Key': 'a', 'Value': 'b'}]}", actual))
                .isEmpty();
        assertThat(declared(BUCKET, "{}", actual)).containsExactly("ADD /Tags/1");
        assertThat(declared(BUCKET, "{'Tags': [{'Key': 'a', 'Value': 'c'}]}", actual))
                .containsExactly("NOT_EQUAL /Tags/0/Value");
    }

    @Test
    void anElementKeepsItsPlaceOnEachSide() {
        var change = (Change.NotEqual) Compare.compare(
                        BUCKET,
                        Compare.map("{'Tags': [{'Key': 'a', 'Value': '1'}, {'Key': 'b', 'Value': '2'}]}"),
                        Compare.map("{'Tags': [{'Key': 'b', 'Value': '3'}, {'Key': 'a', 'Value': '1'}]}"))
                .changes()
                .getFirst();
        assertThat(change.path()).hasToString("/Tags/1/Value");
        assertThat(change.actualPath()).hasToString("/Tags/0/Value");
    }

    @Test
    void aSetHasNoOrder() {
        var one = "{'IpProtocol': 'tcp', 'FromPort': 443, 'ToPort': 443, 'CidrIp': '10.0.0.0/8'}";
        var two = "{'IpProtocol': 'tcp', 'FromPort': 80, 'ToPort': 80, 'CidrIp': '10.0.0.0/8'}";
        var ssh = "{'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22, 'CidrIp': '0.0.0.0/0'}";
        var expected = "{'SecurityGroupIngress': [%s, %s]}".formatted(one, two);
        assertThat(declared(GROUP, expected, "{'SecurityGroupIngress': [%s, %s]}".formatted(two, one)))
                .isEmpty();
        assertThat(declared(GROUP, expected, "{'SecurityGroupIngress': [%s, %s, %s]}".formatted(two, ssh, one)))
                .containsExactly("ADD /SecurityGroupIngress/1");
        assertThat(declared(
                        GROUP,
                        expected,
                        "{'SecurityGroupIngress': [%s, %s]}".formatted(two, one.replace("10.0", "0.0"))))
                .containsExactly("NOT_EQUAL /SecurityGroupIngress/0/CidrIp");
    }

    @Test
    void aPolicyIsItsMeaning() {
        var expected = "{'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': {'Effect': 'Allow',"
                + " 'Principal': {'AWS': '111122223333'}, 'Action': 'sts:AssumeRole'}}}";
        var actual = "{'AssumeRolePolicyDocument': {'Statement': [{'Action': ['sts:assumerole'], 'Effect': 'Allow',"
                + " 'Principal': {'AWS': 'arn:aws:iam::111122223333:root'}}], 'Version': '2012-10-17'}}";
        assertThat(declared(ROLE, expected, actual)).isEmpty();
        assertThat(declared(ROLE, expected, actual.replace("Allow", "Deny")))
                .containsExactly("NOT_EQUAL /AssumeRolePolicyDocument/Statement/Effect");
        assertThat(declared(ROLE, expected, actual.replace("3333:root", "3334:root")))
                .containsExactly("NOT_EQUAL /AssumeRolePolicyDocument/Statement/Principal/AWS");
        assertThat(declared(
                        ROLE, expected, actual.replace("['sts:assumerole']", "['sts:assumerole', 'sts:TagSession']")))
                .containsExactly("ADD /AssumeRolePolicyDocument/Statement/0/Action/1");
        assertThat(declared(ROLE, expected, actual.replace("'Effect'", "'Condition': {'Bool': {'a': true}}, 'Effect'")))
                .containsExactly("ADD /AssumeRolePolicyDocument/Statement/0/Condition");
    }

    @Test
    void jsonInAStringIsItsContent() {
        var text = Compare.map("{'A': '{~x~: 1, ~y~: [2, {~z~: true}]}'}".replace("~", "\\\""));
        var twin = Compare.map("{'A': '{~y~:[2,{~z~:true}],~x~:1}'}".replace("~", "\\\""));
        var object = Compare.map("{'A': {'x': 1, 'y': [2, {'z': true}]}}");
        assertThat(Compare.compare(ANY, text, twin).changes()).isEmpty();
        assertThat(Compare.compare(ANY, object, text).changes()).isEmpty();
        assertThat(Compare.compare(ANY, text, object).changes()).isEmpty();
    }

    @Test
    void theDifferenceInsideAStringOfJsonIsInner() {
        var change = (Change.NotEqual) Compare.compare(
                        ANY,
                        Compare.map("{'A': '{~x~: {~y~: 1}}'}".replace("~", "\\\"")),
                        Compare.map("{'A': '{~x~: {~y~: 2}}'}".replace("~", "\\\"")))
                .changes()
                .getFirst();
        assertThat(change.path()).hasToString("/A");
        assertThat(change.inner()).extracting(Compare::shown).containsExactly("NOT_EQUAL /x/y");
    }

    @Test
    void whatCannotBeKnownIsUnchecked() {
        assertThat(gaps(ANY, "{'A': {'$unknown': 'no value'}}", "{'A': 'x'}")).containsExactly("unresolved /A");
        assertThat(gaps(ANY, "{'A': 'alias/app'}", "{'A': 'arn:aws:kms:us-east-1:111122223333:key/1'}"))
                .containsExactly("unresolved /A");
        assertThat(gaps(ANY, "{'A': 'caf?'}", "{'A': 'café'}")).containsExactly("unresolved /A");
        assertThat(declared(ANY, "{'A': 'caf?s'}", "{'A': 'café'}")).containsExactly("NOT_EQUAL /A");
        assertThat(gaps(ANY, "{'A': ['x', {'$unknown': '?'}]}", "{'A': ['x', 'y']}"))
                .containsExactly("unresolved /A/1");
    }

    /// Each would be tried with each, at every depth again.
    @Test
    void listsInListsAndLongOnesEnd() {
        var deep = "[".repeat(60) + "'x','k'" + "]".repeat(60);
        var many = IntStream.range(0, 1_500)
                .mapToObj(i -> "{'IpProtocol':'tcp','FromPort':%d,'CidrIp':'10.0.0.0/8'}".formatted(i))
                .collect(Collectors.joining(",", "{'SecurityGroupIngress':[", "]}"));
        assertTimeoutPreemptively(Duration.ofMinutes(10), () -> {
            assertThat(declared(ANY, "{'A':" + deep + "}", "{'A':" + deep.replace('x', 'y') + "}"))
                    .isNotEmpty();
            assertThat(declared(GROUP, many, many.replace("10.0", "11.1"))).hasSizeGreaterThanOrEqualTo(1_500);
        });
    }

    /// What is the same to the letter is no partner for what merely may be the same.
    @Test
    void whatIsTheSameComesFirst() {
        var same = map("{'IpProtocol':'tcp','FromPort':22,'CidrIp':'10.0.0.0/8'}");
        var open = map("{'IpProtocol':'tcp','FromPort':22,'CidrIp':'0.0.0.0/0'}");
        var entries = new LinkedHashMap<>(same.entries());
        entries.put("CidrIp", new Value.Unknown("an import that nobody resolved"));
        var compared = Compare.compare(
                GROUP,
                new MapValue(Map.of("SecurityGroupIngress", new ListValue(List.of(new MapValue(entries), same)))),
                new MapValue(Map.of("SecurityGroupIngress", new ListValue(List.of(same, open)))));
        assertThat(declared(compared)).isEmpty();
        assertThat(compared.gaps()).hasSize(1);
    }
}
