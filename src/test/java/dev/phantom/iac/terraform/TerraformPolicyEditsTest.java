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
    }

    private static String policy(String... statements) {
        return "{\"Statement\":[" + String.join(",", statements) + "],\"Version\":\"2012-10-17\"}";
    }

    private static String statement(String sid, String action) {
        return "{\"Action\":\"%s\",\"Effect\":\"Allow\",\"Resource\":\"*\",\"Sid\":\"%s\"}".formatted(action, sid);
    }

    private static final String READ = statement("Read", "s3:GetObject");
    private static final String WRITE = statement("Write", "s3:PutObject");
    private static final String LIST = statement("List", "s3:ListBucket");

    private static final RootModule THREE = RootModule.main("""
            resource "aws_iam_policy" "p" {
              policy = jsonencode({
                Version = "2012-10-17"
                Statement = [
                  # for the shop
                  { Sid = "Read", Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
                  # for the back office
                  { Sid = "Write", Effect = "Allow", Action = "s3:PutObject", Resource = "*" },
                ]
              })
            }
            """);

    @Test
    void aStatementComesAndGoesInAList() {
        assertThat(THREE.text("aws_iam_policy.p", "/policy")).isEqualTo(policy(READ, WRITE));
        var last = set(THREE, policy(READ, WRITE, LIST));
        assertThat(last.text("aws_iam_policy.p", "/policy")).isEqualTo(policy(READ, WRITE, LIST));
        assertThat(THREE.changed(last)).allMatch(line -> line.startsWith("+"));
        var middle = set(THREE, policy(READ, LIST, WRITE));
        assertThat(middle.text("aws_iam_policy.p", "/policy")).isEqualTo(policy(READ, LIST, WRITE));
        assertThat(middle.main()).contains("# for the back office\n      { Sid = \"Write\"");
        var first = set(THREE, policy(LIST, READ, WRITE));
        assertThat(first.text("aws_iam_policy.p", "/policy")).isEqualTo(policy(LIST, READ, WRITE));
        var two = set(THREE, policy(READ, WRITE, LIST, statement("More", "s3:GetObjectTagging")));
        assertThat(two.text("aws_iam_policy.p", "/policy"))
                .isEqualTo(policy(READ, WRITE, LIST, statement("More", "s3:GetObjectTagging")));
        assertThat(set(last, policy(READ)).text("aws_iam_policy.p", "/policy")).isEqualTo(policy(READ));
        assertThat(THREE.changed(set(THREE, policy(WRITE))))
                .containsExactly(
                        "-      { Sid = \"Read\", Effect = \"Allow\", Action = \"s3:GetObject\", Resource = \"*\" },");
    }

    @Test
    void whatExplainsAListIsNotLost() {
        assertThat(THREE.refusal("aws_iam_policy.p", "/policy", new Intent.Set(Value.string(policy(LIST)))))
                .contains("live/main.tf:4:", "has comments, and changes in several places");
    }

    @Test
    void aStatementComesAndGoesInAHeredoc() {
        var one = policy(BEFORE.substring(BEFORE.indexOf("[{") + 1, BEFORE.indexOf("}]") + 1));
        assertThat(HEREDOC.text("aws_iam_policy.p", "/policy")).contains("s3:PutObject");
        var two = set(HEREDOC, one.replace("}],", "}," + LIST + "],"));
        assertThat(two.main()).contains("\"s3:ListBucket\"").contains("policy = <<-EOT\n");
        assertThat(set(two, BEFORE)).isEqualTo(HEREDOC);
    }

    private static final RootModule BLOCKS = RootModule.main("""
            data "aws_iam_policy_document" "d" {
              # for the shop
              statement {
                sid       = "Read"
                actions   = ["s3:GetObject"]
                resources = ["*"]
              }

              statement {
                sid       = "Write"
                actions   = ["s3:PutObject"]
                resources = ["*"]
              }
            }
            resource "aws_iam_policy" "p" {
              policy = data.aws_iam_policy_document.d.json
            }
            """);

    @Test
    void aStatementComesAndGoesAsABlock() {
        var wanted = "{\"Action\":[\"sqs:SendMessage\",\"sqs:ReceiveMessage\"],\"Condition\":{\"Bool\":"
                + "{\"aws:SecureTransport\":\"true\"}},\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"111122223333\"},"
                + "\"Resource\":\"*\",\"Sid\":\"Send\"}";
        var more = set(BLOCKS, policy(READ, WRITE, wanted));
        assertThat(more.main())
                .startsWith(BLOCKS.main().substring(0, BLOCKS.main().indexOf("}\nresource")))
                .contains("""

                          statement {
                            sid       = "Send"
                            effect    = "Deny"
                            actions   = ["sqs:SendMessage", "sqs:ReceiveMessage"]
                            resources = ["*"]

                            not_principals {
                              type        = "AWS"
                              identifiers = ["111122223333"]
                            }

                            condition {
                              test     = "Bool"
                              variable = "aws:SecureTransport"
                              values   = ["true"]
                            }
                          }
                        }
                        resource
                        """.stripTrailing());
        assertThat(more.text("aws_iam_policy.p", "/policy")).isEqualTo(policy(READ, WRITE, wanted));
        assertThat(set(more, policy(READ, WRITE))).isEqualTo(BLOCKS);
        assertThat(set(BLOCKS, policy(WRITE)).text("aws_iam_policy.p", "/policy"))
                .isEqualTo(policy(WRITE));
    }

    @Test
    void aStatementThatNoBlockWritesAloneIsRefusedByName() {
        var made = RootModule.main(BLOCKS.main()
                .replace(
                        "statement {\n    sid       = \"Write\"",
                        "dynamic \"statement\" {\n    for_each = [1]\n    content {\n    sid       = \"Write\"")
                .replace("resources = [\"*\"]\n  }\n}", "resources = [\"*\"]\n  }\n  }\n}"));
        assertThat(made.text("aws_iam_policy.p", "/policy")).isEqualTo(policy(READ, WRITE));
        assertThat(made.refusal("aws_iam_policy.p", "/policy", new Intent.Set(Value.string(policy(READ)))))
                .contains("live/main.tf:1:1", "data.aws_iam_policy_document.d", "number of its statements");
        assertThat(BLOCKS.refusal(
                        "aws_iam_policy.p", "/policy", new Intent.Set(Value.string(policy(READ, LIST, WRITE)))))
                .as("in the middle of the others")
                .contains("number of its statements");
    }

    @Test
    void otherTextsOfManyLinesStayHeredocs() {
        var module =
                RootModule.main("resource \"r\" \"x\" {\n  user_data = <<-EOT\n    #!/bin/sh\n    echo 1\n  EOT\n}\n");
        var edited = module.edited("r.x", "/user_data", new Intent.Set(Value.string("#!/bin/sh\necho 2\n")));
        assertThat(module.changed(edited)).containsExactly("-    echo 1", "+    echo 2");
    }
}
