package dev.phantom.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which Terraform is run, and that what cannot be used is refused with what to do.
class TerraformBinaryTest {

    @TempDir
    Path folder;

    private FakeTerraform fake;

    @BeforeEach
    void setUp() throws IOException {
        fake = new FakeTerraform(folder);
    }

    @Test
    void terraformOfThePathNamesItsVersion() {
        assertThat(fake.engine().engine()).isEqualTo("Terraform 1.11.4");
    }

    @Test
    void openTofuServesWhereThereIsNoTerraform() throws IOException {
        Files.delete(fake.bin.resolve("terraform"));
        fake.program("tofu", "OpenTofu v1.9.0");
        assertThat(fake.engine().engine()).isEqualTo("OpenTofu 1.9.0");
    }

    @Test
    void theSettingNamesAnother() throws IOException {
        fake.program("mine", "OpenTofu v1.8.2");
        fake.environment.put("PHANTOM_TERRAFORM", fake.bin.resolve("mine").toString());
        assertThat(fake.engine().engine()).isEqualTo("OpenTofu 1.8.2");
    }

    @Test
    void aSettingThatNamesNothingIsRefusedAndNothingElseIsTaken() {
        fake.environment.put("PHANTOM_TERRAFORM", "/no/such/terraform");
        assertThatThrownBy(fake::engine)
                .hasMessageContaining("PH-TF-001")
                .hasMessageContaining("PHANTOM_TERRAFORM names /no/such/terraform");
    }

    @Test
    void noneAtAllIsRefusedWithWhatToDo() {
        fake.environment.put("PATH", folder.toString());
        assertThatThrownBy(fake::engine)
                .hasMessage("PH-TF-001 neither terraform nor tofu is on PATH; install Terraform or OpenTofu 1.5 or"
                        + " later, or name the binary with PHANTOM_TERRAFORM");
    }

    @Test
    void whatARelativeFolderOfThePathHoldsIsNotRun() {
        var here = Path.of("").toAbsolutePath();
        fake.environment.put("PATH", here.relativize(fake.bin) + ":");
        assertThatThrownBy(fake::engine).hasMessageContaining("neither terraform nor tofu is on PATH");
    }

    @Test
    void anOldOneIsRefusedAndNamed() throws IOException {
        fake.program("terraform", "Terraform v1.4.6");
        assertThatThrownBy(fake::engine)
                .hasMessageContaining("PH-TF-002")
                .hasMessageContaining("Terraform 1.4.6 is older than 1.5");
    }

    @Test
    void aWarningBeforeTheVersionIsPassedOver() throws IOException {
        fake.program("terraform", "Warning: something\n\nTerraform v1.5.0-beta1");
        assertThat(fake.engine().engine()).isEqualTo("Terraform 1.5.0-beta1");
    }

    @Test
    void whatIsNoTerraformIsRefused() throws IOException {
        fake.program("terraform", "hello");
        assertThatThrownBy(fake::engine).hasMessageContaining("does not say which version");
    }
}
