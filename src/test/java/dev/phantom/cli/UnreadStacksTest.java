package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.LoopbackServer;
import dev.phantom.sandbox.loopback.LoopbackServer.Reply;
import dev.phantom.sandbox.loopback.LoopbackServer.Request;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stack that was not read is an exit code, whatever command was to read it.
class UnreadStacksTest {

    private static final Path NESTED = Path.of("src/test/scenarios/16-nested-stacks");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private EmbeddedAws aws;
    private LoopbackServer front;
    private final HttpClient client = HttpClient.newHttpClient();
    private Shell shell;

    /// An AWS that fails whenever it is asked for one of the nested stacks.
    @BeforeEach
    void open() {
        aws = LoneAws.of(NESTED, Quirks.REAL);
        front = LoopbackServer.start(
                0,
                request -> request.text().contains("Extra-9KD2WXF6E3AM")
                        ? Reply.of(503, "text/plain", "")
                        : passedOn(request));
        shell = LoneAws.shell(aws, folder).set("AWS_ENDPOINT_URL", front.uri().toString());
    }

    private Reply passedOn(Request request) throws IOException {
        var asked = HttpRequest.newBuilder(aws.uri().resolve(request.path()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        for (var name : List.of("authorization", "content-type", "x-amz-target", "x-amz-date")) {
            if (request.headers().containsKey(name)) {
                asked.header(name, request.headers().get(name));
            }
        }
        try {
            var reply = client.send(asked.build(), HttpResponse.BodyHandlers.ofByteArray());
            var type = reply.headers().firstValue("content-type").orElse("text/xml");
            return new Reply(reply.statusCode(), Map.of("Content-Type", type), reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @AfterEach
    void close() {
        client.close();
        front.close();
        aws.close();
    }

    @Test
    void checkComparesTheOthersAndFails() throws IOException {
        var check = shell.run("check", "trade", "--output", "json", "--quiet");
        assertThat(check.code()).as(check.err()).isEqualTo(1);
        var run = JSON.readTree(check.out());
        Outputs.fits("run", run);
        assertThat(run.get("reports").size()).isEqualTo(3);
        assertThat(run.get("failures")).singleElement().satisfies(failure -> {
            assertThat(failure.get("stack").asText()).isEqualTo("trade");
            assertThat(failure.get("stage").asText()).isEqualTo("read");
            assertThat(failure.get("code").asText()).startsWith("PH-AWS-");
        });
    }

    @Test
    void scanWritesTheOthersAndFails() {
        var scan = shell.run("scan", "trade", "--quiet");
        assertThat(scan.code()).isEqualTo(1);
        assertThat(scan.out().lines()).hasSize(3);
        assertThat(scan.err()).startsWith("PH-AWS-");
    }

    @Test
    void runComparesTheOthersAndFails() throws IOException {
        Files.writeString(folder.resolve("phantom.yaml"), """
                version: 1
                safe: { folder: . }
                stacks:
                  - { name: trade, account: "111122223333", template: stacks/trade.yaml }
                """);
        var safe = NESTED.resolve("input/safe").toAbsolutePath().toString();
        var result = shell.run("run", "--dry-run", "--output", "json", "--quiet", "--safe", safe);
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        var run = JSON.readTree(result.out());
        assertThat(run.get("reports").size()).isEqualTo(3);
        assertThat(run.get("failures")).anySatisfy(failure -> {
            assertThat(failure.get("stack").asText()).isEqualTo("trade");
            assertThat(failure.get("stage").asText()).isEqualTo("read");
        });
    }
}
