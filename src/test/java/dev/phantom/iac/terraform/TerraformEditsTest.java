package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Edits.Way;
import dev.phantom.iac.Intent;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An edit stands where the value comes from, changes its own lines, and reads as if a person had written it.
class TerraformEditsTest {

    private static final Intent REMOVE = new Intent.Remove();

    private static final RootModule WEB = RootModule.main("""
            resource "aws_instance" "web" {
              # chosen in the load test
              instance_type = "t3.small" # see the wiki
              ami           = "ami-1"    // pinned
              monitoring    = true

              tags = {
                Name = "web"
                Team = "shop" # theirs
              }
              security_groups = [
                "sg-1", # first
                "sg-2"
              ]
              zones = ["a", "b"]

              ebs_block_device {
                device_name = "/dev/sda"
                volume_size = 8
              }

              ebs_block_device {
                device_name = "/dev/sdb"
                volume_size = 16
              }

              metadata_options { http_tokens = "required" }
            }
            """);

    private static Intent set(String json) {
        return new Intent.Set(Value.plain(json));
    }

    private static MapValue map(String... pairs) {
        Map<String, Value> all = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], Value.string(pairs[i + 1]));
        }
        return new MapValue(all);
    }

    @Test
    void aLiteralChangesItsOwnLineAndCommentsStayAligned() {
        assertThat(WEB.changed(WEB.set("aws_instance.web", "/instance_type", "t3.mini")))
                .containsExactly(
                        "-  instance_type = \"t3.small\" # see the wiki",
                        "-  ami           = \"ami-1\"    // pinned",
                        "+  instance_type = \"t3.mini\" # see the wiki",
                        "+  ami           = \"ami-1\"   // pinned");
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/ebs_block_device/1/volume_size", set("32"))))
                .containsExactly("-    volume_size = 16", "+    volume_size = 32");
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/monitoring", set("false"))))
                .containsExactly("-  monitoring    = true", "+  monitoring    = false");
    }

    @Test
    void aTextIsEscapedSoThatNothingInItIsComputed() {
        assertThat(WEB.changed(WEB.set("aws_instance.web", "/ami", "a\"b\\c${d}\n")))
                .contains("+  ami           = \"a\\\"b\\\\c$${d}\\n\" // pinned");
        assertThat(WEB.set("aws_instance.web", "/ami", "a\"b\\c${d}\n").text("aws_instance.web", "/ami"))
                .isEqualTo("a\"b\\c${d}\n");
    }

    @Test
    void anAttributeComesBeforeTheBlocksAndGoesWithItsLine() {
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/ebs_optimized", set("true"))))
                .containsExactly(
                        "-  zones = [\"a\", \"b\"]", "+  zones         = [\"a\", \"b\"]", "+  ebs_optimized = true");
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/monitoring", REMOVE)))
                .containsExactly("-  monitoring    = true");
        assertThat(WEB.changed(
                        WEB.edited("aws_instance.web", "/metadata_options/0/http_endpoint", set("\"disabled\""))))
                .contains("+  metadata_options {", "+    http_tokens   = \"required\"");
    }

    @Test
    void anEntryOfAMapComesAndGoes() {
        assertThat(WEB.changed(WEB.set("aws_instance.web", "/tags/Environment", "prod")))
                .containsExactly(
                        "-    Name = \"web\"",
                        "-    Team = \"shop\" # theirs",
                        "+    Name        = \"web\"",
                        "+    Team        = \"shop\" # theirs",
                        "+    Environment = \"prod\"");
        assertThat(WEB.set("aws_instance.web", "/tags/cost:center", "1").main())
                .contains("    \"cost:center\" = \"1\"\n");
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/tags/Team", REMOVE)))
                .containsExactly("-    Team = \"shop\" # theirs");
    }

    @Test
    void anElementOfAListComesAndGoes() {
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/zones", new Intent.Append(Value.string("c")))))
                .containsExactly("-  zones = [\"a\", \"b\"]", "+  zones = [\"a\", \"b\", \"c\"]");
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/zones/0", REMOVE)))
                .containsExactly("-  zones = [\"a\", \"b\"]", "+  zones = [\"b\"]");
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/zones/1", REMOVE)))
                .containsExactly("-  zones = [\"a\", \"b\"]", "+  zones = [\"a\"]");
        assertThat(WEB.changed(
                        WEB.edited("aws_instance.web", "/security_groups", new Intent.Append(Value.string("x")))))
                .containsExactly("-    \"sg-2\"", "+    \"sg-2\",", "+    \"x\"");
        assertThat(WEB.changed(WEB.edited("aws_instance.web", "/security_groups/0", REMOVE)))
                .containsExactly("-    \"sg-1\", # first");
        var one = WEB.edited("aws_instance.web", "/security_groups/1", REMOVE);
        assertThat(one.text("aws_instance.web", "/security_groups/0")).isEqualTo("sg-1");
        assertThat(one.main()).contains("\"sg-1\" # first\n  ]");
    }

    @Test
    void aNestedBlockComesBehindItsKindAndGoesWhole() {
        var more = WEB.edited(
                "aws_instance.web",
                "/ebs_block_device",
                new Intent.Append(map("device_name", "/dev/sdc", "kms_key_id", "", "volume_type", "gp3")));
        assertThat(more.main())
                .contains("    volume_size = 16\n  }\n\n  ebs_block_device {\n"
                        + "    device_name = \"/dev/sdc\"\n    volume_type = \"gp3\"\n  }\n\n  metadata_options");
        var less = WEB.edited("aws_instance.web", "/ebs_block_device/0", REMOVE);
        assertThat(WEB.changed(less))
                .contains("-    device_name = \"/dev/sda\"")
                .noneMatch(l -> l.startsWith("+"));
        assertThat(less.text("aws_instance.web", "/ebs_block_device/0/device_name"))
                .isEqualTo("/dev/sdb");
        var first = WEB.edited("aws_instance.web", "/root_block_device", new Intent.Append(map("volume_type", "gp3")));
        assertThat(first.main()).endsWith("""
                  metadata_options { http_tokens = "required" }

                  root_block_device {
                    volume_type = "gp3"
                  }
                }
                """);
    }

    @Test
    void windowsLineEndsAndTheMarkOfTheByteOrderStay() {
        var windows = new RootModule(
                Map.of("live/main.tf", "\uFEFF" + WEB.main().replace("\n", "\r\n")), java.util.List.of());
        var edited = windows.set("aws_instance.web", "/tags/Environment", "prod");
        assertThat(edited.main()).startsWith("\uFEFF").doesNotContainPattern("(?<!\r)\n");
        assertThat(edited.set("aws_instance.web", "/instance_type", "t3.small").main())
                .isEqualTo(edited.main());
    }

    @Test
    void aVariableIsEditedWhereItHasItsValueFrom() {
        var module = RootModule.main("""
                variable "class" {
                  type    = string
                  default = "small"
                }
                variable "tags" {
                  default = {
                    a = "1"
                  }
                }
                resource "r" "x" {
                  class = var.class
                  tags  = merge({ z = "0" }, var.tags)
                }
                """);
        assertThat(module.changed(module.set("r.x", "/class", "large")))
                .containsExactly("-  default = \"small\"", "+  default = \"large\"");
        assertThat(module.changed(module.set("r.x", "/tags/a", "2")))
                .containsExactly("-    a = \"1\"", "+    a = \"2\"");
        var given = module.with("live/terraform.tfvars", "# ours\nclass = \"mid\"\n");
        assertThat(given.set("r.x", "/class", "large").texts().get("live/terraform.tfvars"))
                .isEqualTo("# ours\nclass = \"large\"\n");
        var json = module.with("live/x.auto.tfvars.json", "{\n  \"class\": \"mid\"\n}\n");
        assertThat(json.set("r.x", "/class", "large").texts().get("live/x.auto.tfvars.json"))
                .isEqualTo("{\n  \"class\": \"large\"\n}\n");
        var own = module.with("env/prod.tfvars", "other = 1\n").given("env/prod.tfvars");
        var override = own.edit("r.x", "/class", new Intent.Set(Value.string("large")), Way.OVERRIDE);
        assertThat(override.edits().getFirst().text()).isEqualTo("other = 1\nclass = \"large\"\n");
        assertThat(override.where()).isEqualTo("variable class in env/prod.tfvars");
    }

    @Test
    void oneLiteralMayDecideAnInstanceAlone() {
        var module = RootModule.main("""
                locals {
                  sizes = { a = "t3.small", b = "t3.large" }
                  ports = [80, 443]
                }
                resource "aws_instance" "web" {
                  for_each      = local.sizes
                  instance_type = each.value
                }
                resource "aws_sqs_queue" "q" {
                  count         = 2
                  delay_seconds = local.ports[count.index]
                  names         = [for p in local.ports : "p${p}"]
                  same          = [for p in local.ports : p]
                }
                resource "aws_security_group" "sg" {
                  dynamic "ingress" {
                    for_each = [{ port = 1 }, { port = 2 }]
                    content {
                      from_port = ingress.value.port
                      to_port   = 9
                    }
                  }
                }
                """);
        assertThat(module.changed(module.set("aws_instance.web[\"b\"]", "/instance_type", "t3.xlarge")))
                .containsExactly(
                        "-  sizes = { a = \"t3.small\", b = \"t3.large\" }",
                        "+  sizes = { a = \"t3.small\", b = \"t3.xlarge\" }");
        assertThat(module.changed(module.edited("aws_sqs_queue.q[1]", "/delay_seconds", set("5"))))
                .containsExactly("-  ports = [80, 443]", "+  ports = [80, 5]");
        assertThat(module.changed(module.edited("aws_sqs_queue.q[0]", "/same/0", set("5"))))
                .containsExactly("-  ports = [80, 443]", "+  ports = [5, 443]");
        assertThat(module.changed(module.edited("aws_security_group.sg", "/ingress/1/from_port", set("5"))))
                .containsExactly(
                        "-    for_each = [{ port = 1 }, { port = 2 }]", "+    for_each = [{ port = 1 }, { port = 5 }]");
        assertThat(module.changed(module.edited("aws_security_group.sg", "/ingress/0", REMOVE)))
                .containsExactly("-    for_each = [{ port = 1 }, { port = 2 }]", "+    for_each = [{ port = 2 }]");
        assertThat(module.refusal("aws_sqs_queue.q[0]", "/names/0", set("5")))
                .contains("live/main.tf:12:43", "it is put together", "\"p${p}\"");
        assertThat(module.refusal("aws_security_group.sg", "/ingress", new Intent.Append(map("from_port", "3"))))
                .contains("live/main.tf:16:3", "a dynamic block makes the blocks ingress", "for_each");
    }

    @Test
    void aReferenceMayGiveWayToAValueWhatIsComputedMayNot() {
        var module = RootModule.main("""
                variable "size" { default = "small" }
                resource "r" "x" {
                  size  = var.size
                  group = [aws_security_group.a.id, "sg-2"]
                  upper = upper(var.size)
                }
                """);
        var size = module.edit("r.x", "/size", new Intent.Set(Value.string("large")), Way.IN_PLACE);
        assertThat(size.edits().getFirst().text()).contains("  size  = \"large\"\n");
        var group = module.edit("r.x", "/group/0", new Intent.Set(Value.string("sg-1")), Way.IN_PLACE);
        assertThat(group.edits().getFirst().text()).contains("  group = [\"sg-1\", \"sg-2\"]\n");
        assertThat(module.refusal("r.x", "/upper", new Intent.Set(Value.string("LARGE"))))
                .contains("live/main.tf:5:11", "it is computed (upper(var.size))");
        var read = module.read();
        var edits = read.edits(module.declared(), new dev.phantom.iac.SourceFiles(module.texts(), java.util.List.of()));
        assertThat(edits.property("r.x", PropertyPath.of("upper"), new Intent.Set(Value.string("LARGE")), Way.IN_PLACE))
                .isEmpty();
    }

    @Test
    void anArgumentOfAModuleIsEditedAtItsCall() {
        var module = RootModule.main("""
                        module "db" {
                          source = "../modules/db"
                          class  = "small"
                        }
                        module "elsewhere" {
                          source = "terraform-aws-modules/vpc/aws"
                          cidr   = "10.0.0.0/16"
                        }
                        """)
                .with("modules/db/main.tf", "variable \"class\" {}\nresource \"r\" \"x\" {\n  class = var.class\n}\n");
        assertThat(module.changed(module.set("module.db.r.x", "/class", "large")))
                .containsExactly("-  class  = \"small\"", "+  class  = \"large\"");
        assertThat(module.refusal("module.elsewhere.aws_vpc.this[0]", "/cidr_block", set("1")))
                .contains("live/main.tf:5:1", "not in the repository");
    }

    @Test
    void whatTerragruntGivesIsEditedInItsInputs() {
        var module = RootModule.main("variable \"v\" {\n  default = 1\n}\nresource \"r\" \"x\" {\n  a = var.v\n}\n")
                .with("live/terragrunt.hcl", "inputs = {\n  v = 2\n}\n");
        assertThat(module.text("r.x", "/a")).isEqualTo("2");
        assertThat(module.edited("r.x", "/a", set("3")).texts().get("live/terragrunt.hcl"))
                .isEqualTo("inputs = {\n  v = 3\n}\n");
        var included = module.with("live/terragrunt.hcl", "include \"root\" {\n  path = find_in_parent_folders()\n}\n");
        assertThat(included.value("r.x", "/a")).isInstanceOf(Value.Unknown.class);
        assertThat(included.refusal("r.x", "/a", set("3"))).contains("no file gives variable v its value");
        var won = module.with("live/terraform.tfvars", "v = 4\n");
        assertThat(won.text("r.x", "/a")).isEqualTo("4");
    }
}
