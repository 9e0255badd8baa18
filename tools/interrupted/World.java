import dev.phantom.sandbox.EmbeddedWorld;
import dev.phantom.sandbox.loopback.CallLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// The embedded world as a process of its own, which kills its client at a chosen call:
/// `World FOLDER SCENARIO [merge]`, where SCENARIO is a folder, or `payments-night`, and `merge` merges what is open.
///
/// - `FOLDER/victim` holds `<call> <pid> answered|refused`: at that call the process gets a SIGKILL, and the call is then
///   carried out, so that only its answer is lost, or it is not, which `FOLDER/refused` says.
/// - `FOLDER/later` makes what AWS keeps of change sets two hours older, at the next call.
/// - `FOLDER/calls.jsonl` has every call, `FOLDER/left` what AWS holds once this ends.
final class World {

    private static final int MOST = 100;

    private World() {}

    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(folder);
        var opened = new AtomicReference<EmbeddedWorld>();
        var log = new CallLog(folder.resolve("calls.jsonl"), call -> kill(folder, opened, call));
        var world = Files.isDirectory(Path.of(args[1]))
                ? EmbeddedWorld.open(Path.of(args[1]), folder, log)
                : EmbeddedWorld.start(args[1], folder, Instant.now(), 0, true, log);
        opened.set(world);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(folder, world)));
        if (args.length > 2) {
            merge(world);
        }
        world.environment().forEach((name, value) -> System.out.println("export " + name + "='" + value + "'"));
        System.out.println("# ready");
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static void kill(Path folder, AtomicReference<EmbeddedWorld> world, CallLog.Call call) {
        var file = folder.resolve("victim");
        try {
            if (Files.deleteIfExists(folder.resolve("later"))) {
                world.get().aws().ageChangeSets(Duration.ofHours(2));
            }
            if (!Files.exists(file)) {
                return;
            }
            var words = Files.readString(file).strip().split(" ");
            if (call.number() != Integer.parseInt(words[0])) {
                return;
            }
            ProcessHandle.of(Long.parseLong(words[1])).ifPresent(ProcessHandle::destroyForcibly);
            if (words[2].equals("refused")) {
                Files.writeString(folder.resolve("refused"), call.operation() + "\n");
                throw new IllegalStateException("its client is gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void leave(Path folder, EmbeddedWorld world) {
        try {
            Files.writeString(
                    folder.resolve("left"),
                    "change sets " + world.aws().changeSets().size() + "\ngenerated templates "
                            + world.aws().generatedTemplates().size() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(EmbeddedWorld world) throws Exception {
        var environment = world.environment();
        try (var client = HttpClient.newHttpClient()) {
            for (int number = 1; number < MOST; number++) {
                var uri = environment.get("PHANTOM_GITHUB_URL") + "/repos/acme/infra/pulls/" + number + "/merge";
                var request = HttpRequest.newBuilder(URI.create(uri))
                        .header("Authorization", "Bearer " + environment.get("GITHUB_TOKEN"))
                        .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
                if (client.send(request, BodyHandlers.discarding()).statusCode() == 404) {
                    return;
                }
            }
        }
    }
}
