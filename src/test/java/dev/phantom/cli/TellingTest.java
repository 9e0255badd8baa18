package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `phantom run` does with `notify:`.
class TellingTest {

    @TempDir
    Path folder;

    @Test
    void aRunTellsOnceAndSaysWhatItCouldNotTell() {
        List<String> told = new CopyOnWriteArrayList<>();
        var status = new AtomicInteger(503);
        try (var night = new Night(folder);
                var slack = LoopbackServer.start(0, request -> {
                    told.add(request.text());
                    return Reply.of(status.get(), "text/plain", "ok");
                })) {
            night.configure(text -> text.replace("mode: ready", "mode: report") + "notify: { slack: {} }\n");
            assertThat(night.run("doctor").out())
                    .containsPattern("fail  notify slack +PH-NTF-001 PHANTOM_SLACK_WEBHOOK_URL is");
            night.set("PHANTOM_SLACK_WEBHOOK_URL", slack.uri() + "/services/s3cr3t");
            assertThat(night.run("doctor").out()).containsPattern("ok    notify slack +address and keys are set");

            var dry = night.run("run", "--dry-run");
            assertThat(dry.code()).as(dry.err()).isZero();
            assertThat(dry.err()).contains("slack: 7 lines would be sent");
            assertThat(told).isEmpty();
            assertThat(folder.resolve("history/notified-slack.json")).doesNotExist();

            var failed = night.run("run", "--output", "json");
            assertThat(failed.code()).isEqualTo(1);
            assertThat(failed.out())
                    .contains("\"PH-NTF-004 slack: 127.0.0.1 answered 503; the next run sends it again\"")
                    .contains("\"recommendation\" : \"revert\"");
            assertThat(failed.out() + failed.err()).doesNotContain("s3cr3t");

            status.set(200);
            assertThat(night.run("run").err()).contains("slack: 7 lines sent");
            assertThat(told).hasSize(2);
            assertThat(told.getLast()).contains("Phantom: 7 new drifts; worst: critical");
            assertThat(night.run("run", "--quiet").code()).isZero();
            assertThat(told).hasSize(2);
        }
    }
}
