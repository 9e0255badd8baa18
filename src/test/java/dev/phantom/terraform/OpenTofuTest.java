package dev.phantom.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.stack.Progress;
import dev.phantom.stack.RootModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What OpenTofu documents to be other than Terraform, told by a stand-in: its name and version, the encryption of its
/// states, its lock file and its words.
class OpenTofuTest {

    private static final RootModule MODULE = new RootModule("live/payments", "default", List.of());

    private static final String KEY = "correct-horse-battery-staple";

    /// https://opentofu.org/docs/language/state/encryption/
    private static final String ENCRYPTION = """
            key_provider "pbkdf2" "k" {
              passphrase = "%s"
            }
            method "aes_gcm" "m" {
              keys = key_provider.pbkdf2.k
            }
            state { method = method.aes_gcm.m }
            plan { method = method.aes_gcm.m }
            """.formatted(KEY);

    @TempDir
    Path folder;

    private FakeTerraform fake;

    @BeforeEach
    void setUp() throws IOException {
        fake = new FakeTerraform(folder);
        Files.delete(fake.bin.resolve("terraform"));
        fake.program("tofu", "OpenTofu v1.9.0");
    }

    @Test
    void isAskedAsTerraformIs() throws IOException {
        assertThat(fake.engine().drift(MODULE, Progress.NONE)).isEqualTo("{\"format_version\":\"1.2\"}");
        assertThat(fake.calls("plan")).contains("-refresh-only", "-lock=false", "-input=false");
        assertThat(fake.calls()).noneMatch(call -> call.startsWith("init"));
    }

    @Test
    void readsAnEncryptedStateWithTheTeamsKey() throws IOException {
        fake.environment.put("TF_ENCRYPTION", ENCRYPTION);
        fake.environment.put("DD_API_KEY", "of Phantom");
        fake.engine().drift(MODULE, Progress.NONE);
        assertThat(Files.readString(fake.bin.resolve("environment.plan")))
                .as("for the state and the plan")
                .contains("TF_ENCRYPTION=", KEY)
                .doesNotContain("of Phantom");
        assertThat(Files.readString(fake.bin.resolve("environment.show"))).contains(KEY);
    }

    @Test
    void aKeyThatDoesNotFitIsToldWithoutTheKey() throws IOException {
        fake.environment.put("TF_ENCRYPTION", ENCRYPTION);
        fake.fails(
                "plan",
                "",
                "Error: error loading state: decryption failed for all provided methods: attempted decryption failed"
                        + " for state: passphrase = \"" + KEY + "\"\n");
        refused("PH-TF-006 live/payments tofu plan -refresh-only failed")
                .contains("decryption failed for all provided methods")
                .doesNotContain(KEY);
    }

    @Test
    void aStateThatIsNotEncryptedYetIsTold() throws IOException {
        fake.fails("plan", "", "Error: error loading state: decrypted payload provided without fallback specified\n");
        refused("PH-TF-006").contains("decrypted payload provided without fallback specified");
    }

    /// A lock file of Terraform names providers of registry.terraform.io, and OpenTofu asks for its own registry's.
    @Test
    void aLockFileOfTerraformIsNotInitialized() throws IOException {
        fake.fails(
                "plan",
                "",
                "Error: Inconsistent dependency lock file\n\nThe following dependency selections recorded in the lock"
                        + " file are inconsistent with the current configuration:\n  - provider"
                        + " registry.opentofu.org/hashicorp/aws: required by this configuration but no version is"
                        + " selected\n\nTo make the initial dependency selections that will initialize the dependency"
                        + " lock file, run:\n  tofu init\n");
        refused("PH-TF-003").contains("Inconsistent dependency lock file").contains("`terraform init`");
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(String code) {
        var engine = fake.engine();
        var thrown = org.assertj.core.api.Assertions.catchThrowable(() -> engine.drift(MODULE, Progress.NONE));
        assertThat(thrown).hasMessageContaining(code);
        return assertThat(thrown.getMessage());
    }

    @Test
    void isTooOldBefore15AsTerraformIs() throws IOException {
        fake.program("tofu", "OpenTofu v1.4.0");
        assertThatThrownBy(fake::engine).hasMessageContaining("PH-TF-002").hasMessageContaining("OpenTofu 1.4.0");
    }
}
