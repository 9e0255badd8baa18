package dev.phantom.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.fault.PhantomException;
import dev.phantom.run.Decisions.Judged;
import dev.phantom.run.LastLook;
import dev.phantom.run.Reservations;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What somebody else may leave in a folder that Phantom keeps: nothing outside is read or written through it, and
/// nothing waits for it.
class SharedFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final StackId STACK = new StackId("111122223333", "us-east-1", "payments");
    private static final String HOME = "111122223333-us-east-1-payments/";
    private static final String SECRET = "{\"resources\": 1, \"compared\": 1, \"open\": []}\n";

    @TempDir
    private Path folder;

    private Path root = Path.of("");
    private Path outside = Path.of("");
    private Judged judged = judged();

    private static Judged judged() {
        var file = Cases.of("AWS::SQS::Queue", "{'DelaySeconds':1}", "{'DelaySeconds':2}")
                .build();
        return new Judged(file, new RulesAnalyst(Known.EVERYWHERE).judge(file));
    }

    @BeforeEach
    void aFolderAndAnotherOne() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("precious"), SECRET);
    }

    private enum Trap {
        LINK,
        LINK_TO_NOTHING,
        PIPE,
        FOLDER;

        void at(Path place, Path outside) throws Exception {
            Files.createDirectories(place.getParent());
            switch (this) {
                case LINK -> Files.createSymbolicLink(place, outside.resolve("precious"));
                case LINK_TO_NOTHING -> Files.createSymbolicLink(place, outside.resolve("new"));
                case PIPE ->
                    assertThat(new ProcessBuilder("mkfifo", place.toString())
                                    .start()
                                    .waitFor())
                            .isZero();
                case FOLDER -> Files.createDirectory(place);
            }
        }
    }

    static Stream<Arguments> everyTrapInEveryPlace() {
        var drift = judged().file().drift().driftId();
        var files = Stream.of("look.json", "baseline.json", "ended.txt", "known.txt")
                .map(name -> HOME + name);
        var verdicts = Stream.of("case.json", "verdict.json", "provisional.json")
                .map(name -> HOME + "judged/" + drift + "/" + name);
        var cases = Stream.of("case.json", "verdict.json").map(name -> HOME + drift + "/" + name);
        var reserved = Stream.of("reservations-acme_infra.json", "reservations-acme_infra.lock");
        return Stream.of(files, verdicts, cases, reserved)
                .flatMap(names -> names)
                .flatMap(name -> Stream.of(Trap.values()).map(trap -> Arguments.of(name, trap)));
    }

    @ParameterizedTest(name = "{1} in the place of {0}")
    @MethodSource("everyTrapInEveryPlace")
    void isNotFollowed(String name, Trap trap) throws Exception {
        trap.at(root.resolve(name), outside);
        useAll();
    }

    @ParameterizedTest(name = "a link in the place of {0}")
    @org.junit.jupiter.params.provider.ValueSource(strings = {"", "judged", "judged/DRIFT", "DRIFT"})
    void noFolderIsALink(String name) throws Exception {
        var place =
                root.resolve(HOME + name.replace("DRIFT", judged.file().drift().driftId()));
        Files.createDirectories(place.getParent());
        Files.createSymbolicLink(place, outside);
        useAll();
    }

    /// Whatever is refused is one line.
    private void useAll() throws IOException {
        for (Runnable use : List.<Runnable>of(
                () -> history().remember(STACK, List.of()),
                () -> history().lastLook(STACK, new LastLook(7, 7, null, 0, List.of())),
                () -> history().endedAdoptions(STACK, Set.of("x")),
                () -> history().judged(STACK, judged),
                () -> new CaseFolder(history(), root).upheld(STACK, judged),
                () -> reservations()
                        .reserve(
                                List.of(new Reservations.Place("a", "s", 0)),
                                new Reservations.Seen(Map.of(), Map.of()),
                                new Reservations.Caps(1, 1)))) {
            assertTimeoutPreemptively(Duration.ofMinutes(10), () -> oneLine(use));
        }
        assertThat(history().lastLook(STACK).map(LastLook::resources)).isNotEqualTo(java.util.Optional.of(1));
        assertThat(outside.resolve("precious")).hasContent(SECRET);
        assertThat(outside.toFile().list()).containsExactly("precious");
    }

    private static void oneLine(Runnable use) {
        try {
            use.run();
        } catch (PhantomException e) {
            assertThat(e.diagnostic().line())
                    .matches("PH-CLI-00[23] .*(is a link|is not a).*")
                    .hasLineCount(1);
        }
    }

    private FileHistory history() {
        return new FileHistory(root, Mask.of("k"), InstantSource.fixed(NOW));
    }

    private FileReservations reservations() {
        return new FileReservations(root, "acme/infra", InstantSource.fixed(NOW));
    }

    @Test
    void theFolderThatAPersonNamedMayBeALink() throws IOException {
        root = Files.createSymbolicLink(folder.resolve("named"), root);
        history().lastLook(STACK, new LastLook(7, 7, null, 0, List.of()));
        assertThat(history().lastLook(STACK)).isPresent();
        assertThat(folder.resolve("root").resolve(HOME + "look.json")).exists();
    }

    @Test
    void whatNobodyWouldHaveWrittenIsNotReadIntoMemory() throws IOException {
        Files.createDirectories(root.resolve(HOME));
        try (var large =
                new java.io.RandomAccessFile(root.resolve(HOME + "look.json").toFile(), "rw")) {
            large.setLength(3_000_000_000L);
        }
        var history = history();
        assertThat(history.lastLook(STACK)).isEmpty();
        assertThat(history.unread(STACK)).singleElement().asString().contains("is larger than");
    }

    @Test
    void aCacheOfTypesIsNotReadThroughALink() throws IOException {
        var types = Files.createDirectories(root.resolve("phantom/types/aws/us-east-1"));
        Files.createSymbolicLink(types.resolve("AWS-SQS-Queue.jsonl"), outside.resolve("precious"));
        var notices = new java.util.ArrayList<String>();
        assertThat(AnswerFolder.of(Map.of("XDG_CACHE_HOME", root.toString()), notices::add)
                        .all())
                .isEmpty();
        assertThat(notices).singleElement().asString().contains("is a link, which is not followed");
    }

    @Test
    void whatLiesElsewhereIsNoFileOfTheFolder() {
        assertThatThrownBy(() -> new OwnFile(root, root.resolve("../outside/precious")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
