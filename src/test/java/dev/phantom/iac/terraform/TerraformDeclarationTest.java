package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A root module is worked out as Terraform does, as far as its files tell; each value is followed to where it is
/// written.
class TerraformDeclarationTest {

    private static final RootModule SHOP =
            RootModule.main("""
                    variable "size" { default = "small" }
                    variable "rules" {
                      type = list(object({ port = number, open = optional(bool, true) }))
                      default = [{ port = 80 }, { port = 443, open = false }]
                    }
                    locals {
                      tags = { team = "shop", env = terraform.workspace }
                      sizes = { a = "t3.small", b = "t3.large" }
                    }
                    module "db" {
                      source = "../modules/db"
                      size   = var.size
                      names  = ["one", "two"]
                    }
                    resource "aws_instance" "web" {
                      for_each      = local.sizes
                      instance_type = each.value
                      tags          = merge(local.tags, { Name = "web-${each.key}" })
                    }
                    resource "aws_security_group" "sg" {
                      name = "sg"
                      ingress {
                        from_port = 22
                      }
                      dynamic "ingress" {
                        for_each = var.rules
                        content {
                          from_port = ingress.value.port
                          self      = ingress.value.open
                        }
                      }
                      lifecycle {
                        ignore_changes = [tags["Name"], ingress[0].from_port]
                      }
                    }
                    resource "aws_sqs_queue" "q" {
                      count = 2
                      name  = "q-${count.index}"
                      policy = jsonencode({ b = [1, true], a = aws_security_group.sg.name })
                      url   = module.db.url
                    }
                    """).with("modules/db/main.tf", """
                    variable "size" {}
                    variable "names" {}
                    module "inner" {
                      source = "./inner"
                      class  = "db.${var.size}"
                    }
                    resource "aws_db_instance" "main" {
                      count          = length(var.names)
                      instance_class = module.inner.class
                      identifier     = var.names[count.index]
                    }
                    output "url" { value = "db://${var.size}" }
                    """).with("modules/db/inner/main.tf", """
                    variable "class" {}
                    output "class" { value = var.class }
                    """);

    @Test
    void everyInstanceIsDeclaredUnderItsAddress() {
        assertThat(SHOP.declared().resources().keySet())
                .containsExactly(
                        "module.db.aws_db_instance.main[0]",
                        "module.db.aws_db_instance.main[1]",
                        "aws_instance.web[\"a\"]",
                        "aws_instance.web[\"b\"]",
                        "aws_security_group.sg",
                        "aws_sqs_queue.q[0]",
                        "aws_sqs_queue.q[1]");
    }

    @Test
    void valuesGoThroughModulesLocalsAndFunctions() {
        assertThat(SHOP.text("module.db.aws_db_instance.main[1]", "/instance_class"))
                .isEqualTo("db.small");
        assertThat(SHOP.text("module.db.aws_db_instance.main[1]", "/identifier"))
                .isEqualTo("two");
        assertThat(SHOP.text("aws_instance.web[\"b\"]", "/instance_type")).isEqualTo("t3.large");
        assertThat(SHOP.text("aws_instance.web[\"b\"]", "/tags/Name")).isEqualTo("web-b");
        assertThat(SHOP.text("aws_instance.web[\"b\"]", "/tags/env")).isEqualTo("prod");
        assertThat(SHOP.text("aws_sqs_queue.q[1]", "/name")).isEqualTo("q-1");
        assertThat(SHOP.text("aws_sqs_queue.q[1]", "/policy")).isEqualTo("{\"a\":\"sg\",\"b\":[1,true]}");
        assertThat(SHOP.text("aws_sqs_queue.q[1]", "/url")).isEqualTo("db://small");
    }

    @Test
    void nestedAndDynamicBlocksAreAListOfObjects() {
        assertThat(SHOP.text("aws_security_group.sg", "/ingress/0/from_port")).isEqualTo("22");
        assertThat(SHOP.text("aws_security_group.sg", "/ingress/1/from_port")).isEqualTo("80");
        assertThat(SHOP.text("aws_security_group.sg", "/ingress/1/self"))
                .as("by the type")
                .isEqualTo("true");
        assertThat(SHOP.text("aws_security_group.sg", "/ingress/2/self")).isEqualTo("false");
    }

    @Test
    void whatALifecycleIgnoresIsAListOfPaths() {
        var lifecycle = (MapValue) SHOP.declared()
                .resources()
                .get("aws_security_group.sg")
                .source()
                .attributes()
                .get("lifecycle");
        assertThat(lifecycle.get("ignore_changes"))
                .isEqualTo(Value.list(Value.string("/tags/Name"), Value.string("/ingress/0/from_port")));
    }

    @Test
    void eachValueSaysWhereItIsWritten() {
        assertThat(SHOP.origin("aws_security_group.sg", "/name")).isEqualTo("live/main.tf:21:10 LITERAL");
        assertThat(SHOP.origin("aws_security_group.sg", "/ingress/2/from_port"))
                .isEqualTo("live/main.tf:4:38 PARAMETER_DEFAULT rules");
        assertThat(SHOP.origin("aws_instance.web[\"b\"]", "/instance_type")).startsWith("live/main.tf:8:");
        assertThat(SHOP.origin("aws_instance.web[\"a\"]", "/tags/team")).startsWith("live/main.tf:7:");
        assertThat(SHOP.origin("module.db.aws_db_instance.main[1]", "/identifier"))
                .isEqualTo("live/main.tf:13:20 LITERAL module.db.names");
        assertThat(SHOP.origin("aws_security_group.sg", "/description")).isEqualTo(":0:0 ABSENT");
    }

    @Test
    void filesOfValuesWinInTerraformsOrder() {
        var module = RootModule.main("variable \"v\" { default = \"default\" }\nresource \"r\" \"x\" { v = var.v }\n");
        assertThat(module.text("r.x", "/v")).isEqualTo("default");
        module = module.with("live/terraform.tfvars", "v = \"terraform\"\n");
        assertThat(module.text("r.x", "/v")).isEqualTo("terraform");
        module = module.with("live/terraform.tfvars.json", "{\"v\": \"json\"}");
        assertThat(module.text("r.x", "/v")).isEqualTo("json");
        module = module.with("live/b.auto.tfvars", "v = \"b\"\n").with("live/a.auto.tfvars.json", "{\"v\": \"a\"}");
        assertThat(module.text("r.x", "/v")).isEqualTo("b");
        module = module.with("env/one.tfvars", "v = \"one\"\n").with("env/two.tfvars", "v = \"two\"\n");
        assertThat(module.text("r.x", "/v")).as("not asked for").isEqualTo("b");
        module = module.given("env/two.tfvars", "env/one.tfvars");
        assertThat(module.text("r.x", "/v")).isEqualTo("one");
        assertThat(module.origin("r.x", "/v")).isEqualTo("env/one.tfvars:1:5 PARAMETER_FILE v");
    }

    @Test
    void whatOnlyTerraformCanTellIsUnknownAndChangesWithWhatItIsMadeOf() {
        var module = RootModule.main("""
                variable "cidr" { default = "10.0.0.0/16" }
                resource "aws_subnet" "s" {
                  cidr_block = cidrsubnet(var.cidr, 8, 1)
                  vpc_id     = aws_vpc.main.id
                }
                resource "aws_vpc" "main" {
                  cidr_block = var.cidr
                }
                """);
        assertThat(module.value("aws_subnet.s", "/cidr_block")).isInstanceOf(Value.Unknown.class);
        assertThat(module.value("aws_subnet.s", "/vpc_id"))
                .isInstanceOfSatisfying(
                        Value.Reference.class, r -> assertThat(r.logicalId()).isEqualTo("aws_vpc.main"));
        var other =
                new RootModule(java.util.Map.of("live/main.tf", module.main().replace("10.0", "10.1")), List.of());
        assertThat(other.value("aws_subnet.s", "/cidr_block"))
                .isNotEqualTo(module.value("aws_subnet.s", "/cidr_block"));
    }

    @Test
    void whatRefersToItselfOrGrowsWithoutEndIsUnknown() {
        var circle = RootModule.main("locals {\n a = local.b\n b = local.a\n}\nresource \"r\" \"x\" { v = local.a }\n");
        assertThat(circle.value("r.x", "/v")).isInstanceOf(Value.Unknown.class);
        var bomb = new StringBuilder("locals {\n  a0 = \"xxxxxxxxxx\"\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("  a")
                    .append(i)
                    .append(" = \"")
                    .append(("${local.a" + (i - 1) + "}").repeat(10))
                    .append("\"\n");
        }
        var module = RootModule.main(bomb + "}\nresource \"r\" \"x\" { v = local.a39 }\n");
        assertThat(module.value("r.x", "/v")).isInstanceOf(Value.Unknown.class);
    }
}
