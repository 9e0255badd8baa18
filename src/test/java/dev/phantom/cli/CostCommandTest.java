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
                .startsWith("t.yaml · us-east-1 · prices as of ")
                .contains(
                        "db.r5.large mysql",
                        "Second: its condition cannot be evaluated",
                        "no cost model for Acme::Odd::Thing")
                .doesNotContain("Role");
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
        assertThat(result.out()).contains("USD/month", "+");
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
