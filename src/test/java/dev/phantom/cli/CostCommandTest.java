package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostCommandTest {

    private static final String TEMPLATE = """
            Parameters:
              Class: {Type: String, Default: db.r5.large}
              Many: {Type: String}
            Conditions:
              More: !Equals [!Ref Many, 'yes']
            Resources:
              Db:
                Type: AWS::RDS::DBInstance
                Properties:
                  DBInstanceIdentifier: payments-db
                  DBInstanceClass: !Ref Class
                  Engine: mysql
                  AllocatedStorage: "100"
                  DeletionProtection: true
              Second:
                Type: AWS::RDS::DBInstance
                Condition: More
                Properties: {DBInstanceClass: db.r5.large, Engine: mysql}
              Role:
                Type: AWS::IAM::Role
                Properties: {RoleName: r}
              Odd:
                Type: Acme::Odd::Thing
            """;

    /// One resource with two differences; one of them costs.
    private static final String LIVE = """
            {"schema":"phantom.live/v1","stack":{"name":"payments","account":"111122223333","region":"%s"},
             "capturedAt":"2026-11-22T03:12:00Z","source":"file","resources":[
              {"logicalId":"Db","physicalId":"payments-db","type":"AWS::RDS::DBInstance",
               "identifier":{"DBInstanceIdentifier":"payments-db"},
               "properties":{"DBInstanceIdentifier":"payments-db","DBInstanceClass":"db.r5.4xlarge","Engine":"mysql",
                             "AllocatedStorage":"100","DeletionProtection":false},
               "provenance":"file","status":"read"}]}
            """.replace("\n", "");

    @TempDir
    Path folder;

    private Shell shell = new Shell();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("t.yaml"), TEMPLATE);
        Files.writeString(folder.resolve("live.json"), LIVE.formatted("us-east-1"));
        Files.writeString(folder.resolve("nowhere.json"), LIVE.formatted(""));
        shell = shell.in(folder);
    }

    @Test
    void pricesATemplateAndSaysWhatItCouldNot() {
        var result = shell.run("cost", "t.yaml", "--region", "us-east-1");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("t.yaml · us-east-1 · USD at list prices")
                .contains(
                        "db.r5.large mysql",
                        "Second: its condition cannot be evaluated",
                        "no cost model for Acme::Odd::Thing")
                .containsPattern("in all and \\d+ parts not priced, \\d+ parts? billed by use")
                .contains("free: 1 resource")
                .doesNotContain("Role");
    }

    /// Nothing listens on that port: it is said once, and what is embedded serves.
    @Test
    void awsPricesThatCannotBeHadAreSaid() {
        var result = shell.set("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
                .set("AWS_ACCESS_KEY_ID", "AKIDEMBEDDED")
                .set("AWS_SECRET_ACCESS_KEY", "embedded")
                .run("cost", "t.yaml", "--region", "eu-north-1", "--aws-prices");
        assertThat(result.code()).isZero();
        assertThat(result.err().lines().filter(line -> line.contains("AWS's Price List is no longer queried")))
                .hasSize(1);
        assertThat(result.out())
                .startsWith("t.yaml · eu-north-1 · no prices are known of this region\n")
                .contains("db.r5.large mysql: no price known in eu-north-1");
    }

    @Test
    void parametersDecide() {
        var small = shell.run("cost", "t.yaml", "--region", "us-east-1", "--parameter", "Many=no", "--output", "json");
        var large = shell.run(
                "cost",
                "t.yaml",
                "--region",
                "us-east-1",
                "--parameter",
                "Many=yes",
                "--parameter",
                "Class=db.r5.4xlarge");
        assertThat(small.out())
                .contains("\"schema\" : \"phantom.cost/v1\"", "\"logicalId\" : \"Db\"")
                .doesNotContain("Second");
        assertThat(large.out()).contains("db.r5.4xlarge mysql", "Second");
    }

    @Test
    void theRegionIsSaidWhereNobodyGaveOne() {
        assertThat(shell.run("cost", "t.yaml").err()).contains("us-east-1", "--region");
        var result = shell.set("AWS_REGION", "eu-west-1").run("cost", "t.yaml");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("· eu-west-1");
    }

    @Test
    void theDeltaOfAResourceCountsOnce() {
        var result = shell.run("cost", "--safe", "t.yaml", "--live", "live.json", "--output", "json");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().split("\"logicalId\" : \"Db\"", -1)).hasSize(2);
        assertThat(result.out()).contains("\"monthlyDeltaUsd\" : ", "db.r5.large mysql → db.r5.4xlarge mysql");
    }

    @Test
    void aLiveFileWithoutARegionTakesTheDefault() {
        var result = shell.run("cost", "--safe", "t.yaml", "--live", "nowhere.json");
        assertThat(result.err()).contains("us-east-1");
        assertThat(result.out()).containsPattern("\\+[\\d,.]+ +\\+[\\d,.]+  in all");
    }

    @Test
    void aBiggerInstanceCostsWhatAwsAsksForIt() throws IOException {
        var out = delta(
                "AWS::EC2::Instance",
                "{InstanceType: t3.medium, ImageId: ami-1}",
                "{\"InstanceId\":\"i-1\",\"InstanceType\":\"t3.xlarge\",\"ImageId\":\"ami-1\"}");
        assertThat(out).containsPattern(" 30\\.37 +121\\.47 +\\+91\\.10 +\\+1,093\\.20  in all(\n|$)");
        assertThat(out).contains("730 × 0.0416 USD per hour → 730 × 0.1664 USD per hour");
    }

    @Test
    void aBiggerDatabaseInTwoZonesCostsWhatAwsAsksForIt() throws IOException {
        var out = delta(
                "AWS::RDS::DBInstance",
                "{DBInstanceClass: db.r5.large, Engine: mysql, MultiAZ: true, StorageType: gp3, AllocatedStorage: 100}",
                "{\"DBInstanceClass\":\"db.r5.4xlarge\",\"Engine\":\"mysql\",\"MultiAZ\":true,"
                        + "\"StorageType\":\"gp3\",\"AllocatedStorage\":100}");
        assertThat(out)
                .containsPattern(" 350\\.40 +2,803\\.20 +\\+2,452\\.80 +\\+29,433\\.60  in all(\n|$)")
                .doesNotContain("more than a year old");
    }

    /// What differs is twofold: one part has a price, the other has none.
    @Test
    void aSumIsNeverSaidWithoutWhatIsNotInIt() throws IOException {
        var safe = "{DBInstanceClass: db.r5.large, Engine: mysql, MultiAZ: true}";
        var live = "{\"DBInstanceClass\":\"db.r5.4xlarge\",\"Engine\":\"mysql\",\"MultiAZ\":true,"
                + "\"EnablePerformanceInsights\":true,\"PerformanceInsightsRetentionPeriod\":731}";
        var declared = safe.replace("}", ", EnablePerformanceInsights: false, PerformanceInsightsRetentionPeriod: 7}");
        assertThat(delta("AWS::RDS::DBInstance", declared, live))
                .containsPattern("\\+2,452\\.80 +\\+29,433\\.60  in all and \\d changes? not priced\n")
                .containsPattern("It  AWS::RDS::DBInstance  and \\d changes? not priced\n")
                .contains("\nnot priced\n  It: ");
        var markdown = shell.run("cost", "--safe", "d.yaml", "--live", "d.json", "--output", "markdown");
        assertThat(markdown.out())
                .containsPattern(
                        "^## Cost: \\+2,452\\.80 USD a month, \\+29,433\\.60 a year and \\d changes? not priced\n")
                .contains("\nNot priced:\n\n- `It: ");
        var diff = shell.run("diff", "--safe", "d.yaml", "--live", "d.json");
        assertThat(diff.out()).containsPattern("\\+2,452\\.80 USD/month and \\d changes? not priced");
    }

    @Test
    void aRegionWithoutPricesIsSaidInOneLine() {
        assertThat(shell.run("cost", "t.yaml", "--region", "ap-south-1")
                        .out()
                        .lines()
                        .findFirst())
                .contains("t.yaml · ap-south-1 · no prices are known of this region, only of eu-west-1, us-east-1, "
                        + "us-gov-east-1, us-gov-west-1");
        assertThat(shell.run("cost", "t.yaml", "--region", "ap-south-1", "--output", "json")
                        .out())
                .contains("\"regionPriced\" : false", "\"monthlyUsd\" : null", "\"yearlyUsd\" : null");
    }

    @Test
    void whatHasNoPriceIsNotNil() throws IOException {
        Files.writeString(folder.resolve("far.yaml"), TEMPLATE.replace("RoleName: r", "RoleName: r, Description: a"));
        Files.writeString(
                folder.resolve("far.json"),
                LIVE.formatted("ap-south-1")
                        .replace(
                                "\"resources\":[",
                                "\"resources\":[{\"logicalId\":\"Role\",\"physicalId\":\"r\",\"type\":\"AWS::IAM::Role\","
                                        + "\"identifier\":{\"RoleName\":\"r\"},\"properties\":{\"RoleName\":\"r\","
                                        + "\"Description\":\"b\"},\"provenance\":\"file\",\"status\":\"read\"},"));
        var out = shell.run("cost", "--safe", "far.yaml", "--live", "far.json").out();
        assertThat(out)
                .containsPattern("\n +not priced +in all and \\d changes? not priced\n")
                .contains("no effect on the bill: 1 drifted resource")
                .doesNotContain("0.00");
    }

    /// A template with hostile names stays a table.
    @Test
    void theTableForAPullRequestHoldsWhateverAFileIsCalled() throws IOException {
        Files.copy(folder.resolve("t.yaml"), folder.resolve("a|b`@you.yaml"));
        var out = shell.run("cost", "a|b`@you.yaml", "--region", "us-east-1", "--output", "markdown")
                .out();
        assertThat(out).contains("`a\\|bˋ@you.yaml`").contains("| **in all** |");
        assertThat(out.lines().filter(l -> l.startsWith("|")).map(l -> l.replaceAll("[^|]", "")))
                .containsOnly("|||||||");
    }

    private String delta(String type, String safe, String live) throws IOException {
        Files.writeString(
                folder.resolve("d.yaml"), "Resources:\n  It:\n    Type: " + type + "\n    Properties: " + safe + "\n");
        Files.writeString(folder.resolve("d.json"), """
                {"schema":"phantom.live/v1","stack":{"name":"s","account":"111122223333","region":"us-east-1"},
                 "capturedAt":"2026-11-22T03:12:00Z","source":"file","resources":[
                  {"logicalId":"It","physicalId":"it","type":"%s","identifier":{},"properties":%s,
                   "provenance":"file","status":"read"}]}
                """.formatted(type, live));
        return shell.run("cost", "--safe", "d.yaml", "--live", "d.json").out();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost",
                "cost t.yaml --live live.json",
                "cost --safe t.yaml",
                "cost t.yaml --output sarif",
                "cost no.yaml"
            })
    void whatIsNotUnderstoodIsOneLine(String line) {
        var result = shell.set("AWS_REGION", "eu-west-1").run(line.split(" "));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1).first().asString().startsWith("PH-CLI-00");
    }
}
