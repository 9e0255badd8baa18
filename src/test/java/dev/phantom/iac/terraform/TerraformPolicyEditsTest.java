package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Intent;
import dev.phantom.value.Value;
import org.junit.jupiter.api.Test;

/// JSON in a text is edited member by member, however it is written.
class TerraformPolicyEditsTest {

    private static final String BEFORE = """
            {"Statement":[{"Action":["s3:GetObject","s3:PutObject"],"Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}""";
    private static final String AFTER = BEFORE.replace("\"s3:PutObject\"", "\"s3:PutObject\",\"s3:DeleteObject\"");
    private static final String DENIED = BEFORE.replace("Allow", "Deny");

    private static final RootModule ENCODED = RootModule.main("""
            resource "aws_iam_policy" "p" {
              policy = jsonencode({
                Version = "2012-10-17" # of the language
                Statement = [{
                  Effect   = "Allow"
                  Action   = ["s3:GetObject", "s3:PutObject"]
                  Resource = "*"
                }]
              })
            }
            """);

    private static final RootModule HEREDOC = RootModule.main("""
            resource "aws_iam_policy" "p" {
              policy = <<-EOT
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": [
                        "s3:GetObject",
                        "s3:PutObject"
                      ],
                      "Resource": "*"
                    }
                  ]
                }
              EOT
            }
            """);

    private static final RootModule DOCUMENT = RootModule.main("""
            data "aws_iam_policy_document" "d" {
              statement {
                actions   = ["s3:PutObject", "s3:GetObject"]
                resources = ["*"]
              }
            }
            resource "aws_iam_policy" "p" {
              policy = data.aws_iam_policy_document.d.json
            }
            """);

    private static RootModule set(RootModule module, String policy) {
        return module.edited("aws_iam_policy.p", "/policy", new Intent.Set(Value.string(policy)));
    }

    @Test
    void inJsonencode() {
        assertThat(ENCODED.text("aws_iam_policy.p", "/policy")).isEqualTo(BEFORE);
        assertThat(ENCODED.changed(set(ENCODED, DENIED)))
                .containsExactly("-      Effect   = \"Allow\"", "+      Effect   = \"Deny\"");
        assertThat(ENCODED.changed(set(ENCODED, AFTER)))
                .containsExactly(
                        "-      Action   = [\"s3:GetObject\", \"s3:PutObject\"]",
                        "+      Action   = [\"s3:GetObject\", \"s3:PutObject\", \"s3:DeleteObject\"]");
        assertThat(set(ENCODED, AFTER).text("aws_iam_policy.p", "/policy")).isEqualTo(AFTER);
    }

    @Test
    void inAHeredoc() {
        assertThat(HEREDOC.changed(set(HEREDOC, DENIED)))
                .containsExactly("-          \"Effect\": \"Allow\",", "+          \"Effect\": \"Deny\",");
        assertThat(HEREDOC.changed(set(HEREDOC, AFTER)))
                .containsExactly(
                        "-            \"s3:PutObject\"",
                        "+            \"s3:PutObject\",",
                        "+            \"s3:DeleteObject\"");
        assertThat(set(set(HEREDOC, AFTER), BEFORE)).isEqualTo(HEREDOC);
    }

    @Test
    void inAPolicyDocument() {
        assertThat(DOCUMENT.text("aws_iam_policy.p", "/policy"))
                .isEqualTo(BEFORE.replace("\"s3:GetObject\",\"s3:PutObject\"", "\"s3:PutObject\",\"s3:GetObject\""));
        assertThat(DOCUMENT.changed(set(DOCUMENT, AFTER)))
                .containsExactly(
                        "-    actions   = [\"s3:PutObject\", \"s3:GetObject\"]",
                        "+    actions   = [\"s3:PutObject\", \"s3:GetObject\", \"s3:DeleteObject\"]");
        var refused = DOCUMENT.refusal(
                "aws_iam_policy.p",
                "/policy",
                new Intent.Set(Value.string(BEFORE.replace("]}],", "],\"Sid\":\"x\"}],")
                        .replace("\"*\"}],", "\"*\"},{\"Effect\":\"Deny\"}],"))));
        assertThat(refused).contains("live/main.tf:1:1", "data.aws_iam_policy_document.d", "number of its statements");
    }

    @Test
    void otherTextsOfManyLinesStayHeredocs() {
        var module =
                RootModule.main("resource \"r\" \"x\" {\n  user_data = <<-EOT\n    #!/bin/sh\n    echo 1\n  EOT\n}\n");
        var edited = module.edited("r.x", "/user_data", new Intent.Set(Value.string("#!/bin/sh\necho 2\n")));
        assertThat(module.changed(edited)).containsExactly("-    echo 1", "+    echo 2");
    }
}
