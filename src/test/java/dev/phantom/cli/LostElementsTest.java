package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list that lost elements is drift like any other: every command answers, whatever else differs on the resource.
class LostElementsTest {

    private static final String SAFE = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: app
                  MaxSessionDuration: 3600
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}]
                  Policies:
                    - PolicyName: p
                      PolicyDocument:
                        Statement:
                          - Sid: objects
                            Effect: Allow
                            Action: ["s3:GetObject", "s3:PutObject"]
                            Resource: "arn:aws:s3:::b/*"
            """;

    private static final String LIVE = """
            {"schema": "phantom.live/v1",
             "stack": {"name": "app", "account": "111122223333", "region": "us-east-1"},
             "resources": [{"logicalId": "Role", "physicalId": "app", "type": "AWS::IAM::Role", "properties": {
               "RoleName": "app", "MaxSessionDuration": 7200,
               "AssumeRolePolicyDocument": {"Statement": [
                 {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]},
               "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": [
                 {"Sid": "objects", "Effect": "Allow", "Action": ["s3:*"], "Resource": "arn:aws:s3:::b/*"}]}}]}}]}
            """;

    @TempDir
    Path folder;

    @Test
    void oneActionChangedAndOneRemoved() throws IOException {
        Files.writeString(folder.resolve("safe.yaml"), SAFE);
        Files.writeString(folder.resolve("live.json"), LIVE);
        var shell = new Shell().in(folder);
        var diff = shell.run("diff", "--safe", "safe.yaml", "--live", "live.json", "--output", "json");
        assertThat(diff.err()).isEmpty();
        assertThat(diff.code()).isZero();
        var drifts = new ObjectMapper().readTree(diff.out()).get("drifts");
        assertThat(drifts).hasSize(1);
        assertThat(drifts.findValuesAsText("path"))
                .contains(
                        "/MaxSessionDuration",
                        "/Policies/0/PolicyDocument/Statement/0/Action/0",
                        "/Policies/0/PolicyDocument/Statement/0/Action/1");
        assertThat(shell.run("cost", "--safe", "safe.yaml", "--live", "live.json")
                        .code())
                .isZero();
    }

    @Test
    void whatADiffWithoutTheDeployedTemplateTakesForDriftIsSaidFirst() throws IOException {
        Files.writeString(folder.resolve("safe.yaml"), SAFE);
        Files.writeString(folder.resolve("live.json"), LIVE);
        var shell = new Shell().in(folder);
        assertThat(shell.run("diff", "--safe", "safe.yaml", "--live", "live.json")
                        .err())
                .startsWith("note: --deployed is not given, so a commit that is not deployed yet counts as drift");
        assertThat(shell.run("diff", "--safe", "safe.yaml", "--live", "live.json", "--deployed", "safe.yaml")
                        .err())
                .isEmpty();
    }
}
