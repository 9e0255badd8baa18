package dev.phantom.iac.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Intent;
import dev.phantom.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where an override file decides a value, no other file is edited for it.
class OverrideFilesTest {

    private static final Intent OTHER = new Intent.Set(Value.string("other"));

    private static final RootModule WEB = RootModule.main("""
            variable "size" {
              type    = string
              default = "small"
            }
            locals {
              zone = "a"
            }
            resource "aws_instance" "web" {
              instance_type = var.size
              ami           = "ami-1"
              zone          = local.zone
              ebs_block_device {
                device_name = "/dev/sda"
              }
              lifecycle {
                prevent_destroy = true
              }
            }
            module "db" {
              source = "./db"
              class  = "small"
            }
            """).with("live/db/main.tf", """
            variable "class" {}
            resource "aws_db_instance" "main" {
              instance_class = var.class
              engine         = "postgres"
            }
            """);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws_instance.web | /ami | resource \"aws_instance\" \"web\" {\\n  ami = \"ami-2\"\\n}",
                "aws_instance.web | /user_data | resource \"aws_instance\" \"web\" {\\n  user_data = \"x\"\\n}",
                "aws_instance.web | /instance_type | variable \"size\" {\\n  default = \"large\"\\n}",
                "aws_instance.web | /ebs_block_device/0/device_name"
                        + " | resource \"aws_instance\" \"web\" {\\n  ebs_block_device {\\n    device_name = \"/dev/sdb\"\\n  }\\n}",
                "module.db.aws_db_instance.main | /instance_class | module \"db\" {\\n  class = \"large\"\\n}"
            })
    void anEditIsRefusedByItsName(String address, String path, String written) {
        var text = written.replace("\\n", "\n") + "\n";
        for (String file : new String[] {"live/override.tf", "live/prod_override.tf"}) {
            var module = WEB.with(file, text);
            assertThat(module.refusal(address, path, OTHER))
                    .contains("the override file " + file + " decides the value", file + ":")
                    .contains("change " + file + " by hand");
            assertThat(module.text(address, path)).as("never what it overrides").isNotEqualTo(WEB.text(address, path));
        }
    }

    @Test
    void inJsonTooAndInLocalModules() {
        var json = "{\"resource\": {\"aws_db_instance\": {\"main\": {\"engine\": \"mysql\"}}}}";
        var module = WEB.with("live/db/override.tf.json", json);
        assertThat(module.refusal("module.db.aws_db_instance.main", "/engine", OTHER))
                .contains("live/db/override.tf.json decides the value");
        assertThat(module.edited("module.db.aws_db_instance.main", "/instance_class", OTHER).main())
                .contains("class  = \"other\"");
    }

    @Test
    void theLastFileByNameWins() {
        var module = WEB.with("live/b_override.tf", "resource \"aws_instance\" \"web\" {\n  ami = \"b\"\n}\n")
                .with("live/a_override.tf", "resource \"aws_instance\" \"web\" {\n  ami = \"a\"\n}\n");
        assertThat(module.refusal("aws_instance.web", "/ami", OTHER)).contains("live/b_override.tf:2:3");
    }

    @Test
    void whatItDoesNotSayIsEditedAsBefore() {
        var module = WEB.with("live/override.tf", "resource \"aws_instance\" \"web\" {\n  ami = \"ami-2\"\n}\n");
        assertThat(module.text("aws_instance.web", "/instance_type")).isEqualTo("small");
        assertThat(module.edited("aws_instance.web", "/instance_type", OTHER).main())
                .isEqualTo(WEB.main().replace("default = \"small\"", "default = \"other\""));
        assertThat(module.edited("aws_instance.web", "/ebs_block_device/0/device_name", OTHER).main())
                .isEqualTo(WEB.main().replace("/dev/sda", "other"));
    }

    /// Each local value has a place of its own, so it is edited where it is overridden.
    @Test
    void aLocalValueIsEditedInTheOverrideFile() {
        var module = WEB.with("live/override.tf", "locals {\n  zone = \"b\"\n}\n");
        assertThat(module.text("aws_instance.web", "/zone")).isEqualTo("b");
        var edited = module.set("aws_instance.web", "/zone", "c");
        assertThat(edited.texts().get("live/override.tf")).isEqualTo("locals {\n  zone = \"c\"\n}\n");
        assertThat(edited.main()).isEqualTo(WEB.main());
    }

    @Test
    void ignoredChangesAreThoseOfBothFiles() {
        var module = WEB.with(
                "live/override.tf",
                "resource \"aws_instance\" \"web\" {\n  lifecycle {\n    ignore_changes = [ami]\n  }\n}\n");
        var meta = module.declared().resources().get("aws_instance.web").source().toString();
        assertThat(meta).contains("/ami", "prevent_destroy");
    }
}
