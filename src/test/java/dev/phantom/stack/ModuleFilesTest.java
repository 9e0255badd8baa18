package dev.phantom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.iac.Formats;
import dev.phantom.iac.terraform.Terraform;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModuleFilesTest {

    /// Each file has a bound of its own; a repository may bring any number of them.
    @Test
    void aModuleIsReadUpToABoundInSum() {
        var names = IntStream.range(0, 200).mapToObj(i -> "live/f" + i + ".tf").toList();
        var read = new LinkedHashMap<String, String>();
        var text = "# " + "x".repeat(998_000) + "\n";
        var stack = new Stack(
                new StackId("", "", "shop"),
                "",
                "live",
                List.of(),
                "",
                "",
                Stack.Mode.REPORT,
                new Stack.Planned(new RootModule("live", "", List.of()), ""));
        var files = new ModuleFiles(folder -> names, file -> text);
        assertThatThrownBy(() -> files.read(stack, new Formats(List.of(new Terraform())), read))
                .hasMessageContaining("the files of the module have more than 8000000 characters");
        assertThat(read).hasSizeLessThan(10);
    }
}
