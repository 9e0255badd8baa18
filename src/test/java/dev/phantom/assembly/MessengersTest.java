package dev.phantom.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.config.ConfigReader;
import dev.phantom.notify.SeenNight;
import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.stack.Progress;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessengersTest {

    @TempDir
    private Path folder;

    /// The report is written after the messages.
    @Test
    void aFaultOfOursCostsTheMessageAndNotTheReport() {
        var config = ConfigReader.read("phantom.yaml", """
                version: 1
                safe: { folder: . }
                notify: { slack: { environments: [prod] } }
                stacks: [{ name: a, account: "111122223333", region: us-east-1, template: a.yaml }]
                """, any -> true);
        var faulty = (CodeHost) Proxy.newProxyInstance(
                CodeHost.class.getClassLoader(), new Class<?>[] {CodeHost.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("a fault");
                });
        var invocation = new Invocation(Map.of(), Clock.systemUTC(), folder);
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();

        var told = new Messengers(config, invocation, folder, false, Progress.NONE, Optional.of(faulty)).told(run);

        assertThat(told.reports()).isEqualTo(run.reports());
        assertThat(told.failures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.diagnostic().summary()).startsWith("unexpected IllegalStateException"));
    }
}
