package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.terraform.syntax.HclDocument;
import dev.phantom.iac.terraform.syntax.HclFile;
import dev.phantom.value.ModelEdit;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HCL as people write it is read, each part where it stands; what is none is refused with its place.
class HclReadingTest {

    private static final String EVERYTHING = """
            # a comment
            // another
            /* and one
               of two lines */
            locals {
              a     = 1 + 2 * 3 - -4
              b     = !true && false || 3 >= 2
              text  = "a ${upper("b")} $${c} \\" \\u00e9"
              long  = <<EOT
            line ${local.a}
              deeper "quoted"
            EOT
              cut   = <<-EOT
                one
                  two
              EOT
              list  = [for k, v in { x = 1, y = 2 } : "${k}-${v}" if v > 1]
              map   = { for s in ["a", "b"] : s => upper(s)... }
              split = aws_instance.web[*].id
              old   = aws_instance.web.*.id
              deep  = var.x["k"].y[0].z
              cond  = var.x == null ? [] : [
                1, # one
                2,
              ]
              obj = {
                "quoted key" = 1, bare = 2
                (local.a)    = 3
              }
              dir = "%{ if var.x }yes%{ else }no%{ endif }"
              fun = provider::aws::arn_parse("x")
            }

            resource "aws_s3_bucket" "b" { bucket = "x" }
            """;

    @Test
    void everyKindOfExpressionIsRead() {
        var document = new HclDocument(HclFile.read("main.tf", EVERYTHING));
        var locals = PropertyPath.of("locals", "0");
        assertThat(ModelEdit.find(document.value(), locals.child("text"))).isPresent();
        assertThat(ModelEdit.find(document.value(), locals.child("cond"))).isPresent();
        var span = document.span(PropertyPath.of("resource.aws_s3_bucket.b", "0", "bucket"))
                .orElseThrow();
        assertThat(EVERYTHING.substring(span.start(), span.end())).isEqualTo("\"x\"");
        assertThat(span.line()).isEqualTo(34);
    }

    @Test
    void aHeredocIsItsLinesWithoutWhatTheyAreIndentedBy() {
        var document = new HclDocument(HclFile.read("main.tf", EVERYTHING));
        assertThat(ModelEdit.find(document.value(), PropertyPath.of("locals", "0", "cut")))
                .contains(new Value.Scalar("one\n  two\n", Value.Scalar.Style.BLOCK));
    }

    @Test
    void aMarkOfTheByteOrderAndWindowsLineEndsAreRead() {
        var file = HclFile.read("main.tf", "\uFEFFa = 1\r\nb {\r\n  c = \"x\"\r\n}\r\n");
        assertThat(new HclDocument(file)
                        .span(PropertyPath.of("b", "0", "c"))
                        .orElseThrow()
                        .line())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = | main.tf:1:4 not valid HCL: expected a value",
                "a = [1 2] | main.tf:1:8 not valid HCL: expected ',' or ']' in the list, but found '2]'",
                "a = \"x | main.tf:1:7 not valid HCL: the text is not closed: expected '\"'",
                "b { a = 1 | the block 'b' is not closed: expected '}', but the file ends here",
                "a = 1 b = 2 | main.tf:1:7 not valid HCL: expected the end of the line, but found 'b = 2'",
                "a = 1;a = 2 | the attribute 'a' is set twice",
                "a = <<X;text | main.tf:1:5 not valid HCL: the heredoc is not closed: expected a line 'X'",
            })
    void whatIsNoHclIsRefusedWithItsPlace(String text, String said) {
        assertThatThrownBy(() -> HclFile.read("main.tf", text.replace(';', '\n')))
                .isInstanceOfSatisfying(PhantomException.class, e -> {
                    assertThat(e.diagnostic().code()).isEqualTo(Code.TEMPLATE_SYNTAX);
                    assertThat(e.diagnostic().line()).contains(said);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "(", "!", "-", "\"${", "{a=", "x[", "a ? b : "})
    void whatIsNestedTooDeepIsRefusedNotFollowed(String open) {
        assertThatThrownBy(() -> HclFile.read("main.tf", "a = " + open.repeat(100_000)))
                .isInstanceOf(PhantomException.class);
    }

    @Test
    void whateverIsCutOffIsReadOrRefused() {
        for (int i = 0; i < EVERYTHING.length(); i++) {
            String cut = EVERYTHING.substring(0, i);
            String gap = cut + EVERYTHING.substring(Math.min(EVERYTHING.length(), i + 3));
            for (String text : new String[] {cut, gap}) {
                try {
                    new HclDocument(HclFile.read("main.tf", text));
                } catch (PhantomException e) {
                    assertThat(e.diagnostic().address()).startsWith("main.tf:");
                }
            }
        }
    }

    @Test
    void longRowsOfOperatorsAndStepsAreRefused() {
        for (String text :
                new String[] {"1" + "+1".repeat(10_000), "a" + ".b".repeat(10_000), "a" + "[*]".repeat(10_000)}) {
            assertThatThrownBy(() -> HclFile.read("main.tf", "a = " + text))
                    .isInstanceOfSatisfying(
                            PhantomException.class,
                            e -> assertThat(e.diagnostic().code()).isEqualTo(Code.TEMPLATE_LIMIT));
        }
    }

    @Test
    void theJsonVariantDeclaresTheSame() {
        var module = new RootModule(Map.of("live/main.tf.json", """
                        {"resource": {"aws_sqs_queue": {"jobs": {"name": "${var.name}-q", "delay_seconds": 5}}},
                         "variable": {"name": {"default": "jobs"}}}
                        """), java.util.List.of());
        assertThat(module.text("aws_sqs_queue.jobs", "/name")).isEqualTo("jobs-q");
        assertThat(module.refusal("aws_sqs_queue.jobs", "/delay_seconds", new dev.phantom.iac.Intent.Remove()))
                .contains("Terraform's JSON");
    }
}
