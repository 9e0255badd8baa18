package dev.phantom.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.config.ConfigReader;
import dev.phantom.fault.Gap;
import dev.phantom.wire.Network;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a team keeps its templates, and what is asked of it.
class RepositoryTest {

    @TempDir
    private Path folder;

    private List<String> history(String send) {
        var text = """
                version: 1
                safe: { folder: . }
                evidence: { send: [%s] }
                stacks: [{ name: a, account: "111122223333", region: us-east-1, template: a.yaml }]
                """.formatted(send);
        var config = ConfigReader.read("phantom.yaml", text, any -> true);
        var repository = new Repository(
                config, new Invocation(Map.of(), Clock.systemUTC(), folder), Network.standard());
        return Gap.texts(repository.safe().history().log("a.yaml").gaps());
    }

    @Test
    void theHistoryIsAskedForOnlyWhereItMayBeSent() {
        assertThat(history("template, history")).containsExactly("no history of the lines: the folder is no git checkout");
        assertThat(history("template, metrics"))
                .containsExactly("history of the lines: excluded by configuration (evidence.send)");
    }
}
