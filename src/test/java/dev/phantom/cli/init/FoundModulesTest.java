package dev.phantom.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which folders of a repository are root modules of Terraform.
class FoundModulesTest {

    @TempDir
    Path root;

    @Test
    void whoKeepsAStateOrNamesAProviderAndIsNotCalledIsARootModule() throws IOException {
        file("live/payments/backend.tf", "terraform {\n  backend \"s3\" {}\n}\n");
        file("live/payments/main.tf", "module \"db\" {\n  source = \"../../modules/db\"\n}\n");
        file("live/orders/main.tf", "provider \"aws\" {\n  region = \"us-east-1\"\n}\n");
        file("modules/db/versions.tf", "terraform {\n  required_providers {}\n}\n");
        file("modules/unused/main.tf", "resource \"aws_sqs_queue\" \"q\" {}\n");
        file("live/orders/.terraform/modules/x/main.tf", "provider \"aws\" {}\n");
        file("notes/main.tf", "# provider \"aws\" {}\n");
        file("broken/main.tf", "provider \"aws\" {\n");
        assertThat(FoundModules.below(root, ".").directories()).containsExactly("live/orders", "live/payments");
    }

    @Test
    void theFolderItselfIsProposedAsAStack() throws IOException {
        file("main.tf", "terraform {\n  required_providers {}\n}\n");
        var modules = FoundModules.below(root, ".");
        assertThat(modules.directories()).containsExactly(".");
        assertThat(new ConfigDraft(Optional.empty(), ".", "us-east-1", List.of(), modules, "111122223333").text())
                .contains("""
                          - name: terraform
                            account: "111122223333"
                            format: terraform
                            directory: "."
                        """);
    }

    @Test
    void aRepositoryWithoutTerraformHasNone() throws IOException {
        file("stacks/a.yaml", "Resources: {}\n");
        assertThat(FoundModules.below(root, ".").directories()).isEmpty();
    }

    private void file(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
