package dev.phantom.notify;

import static dev.phantom.notify.TellingOnFiles.ALL;
import static dev.phantom.notify.TellingOnFiles.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Diagnostic;
import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.severity.Severity;
import dev.phantom.store.files.FileNotified;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a message is sent, and what is kept of it; the memory is the one of files.
class NotifyingTest {

    private static final Instant NIGHT = Instant.parse("2026-11-22T03:30:00Z");
    private static final Audience QUIET = new Audience(
            EnumSet.allOf(Severity.class),
            Set.of(),
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin")));

    @TempDir
    Path folder;

    private TellingOnFiles told;

    @BeforeEach
    void begin() {
        told = new TellingOnFiles(folder);
    }

    @Test
    void quietHoursHoldBackAndLoseNothing() {
        told.tell(
                new SeenNight()
                        .with(Seen.of("d-1", "high").resource("A"))
                        .with(Seen.of("d-2", "high").resource("B"))
                        .run(),
                QUIET,
                NIGHT);
        assertThat(told.sent()).isEmpty();
        assertThat(told.notes()).containsExactly("recorded: 2 lines held back until 07:00 Europe/Berlin (quiet hours)");
        told.tell(new SeenNight().with(Seen.of("d-2", "high").resource("B")).run(), QUIET, NIGHT.plusSeconds(3600));
        told.tell(new SeenNight().with(Seen.of("d-2", "high").resource("B")).run(), QUIET, MORNING);
        assertThat(told.sent()).hasSize(1);
        assertThat(told.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("HIGH payments B (prod): role/O… changed B"),
                        line -> assertThat(line)
                                .startsWith("RESOLVED payments A (prod): came and went before this message: "));
    }

    @Test
    void whatFailedIsToldAndTriedAgainWithWhatIsNew() {
        told.broken(true);
        var first = new SeenNight().with(Seen.of("d-1", "high").resource("A"));
        assertThat(told.tell(first.run(), ALL, NIGHT))
                .extracting(Diagnostic::summary)
                .containsExactly("recorded: away");
        told.broken(false);
        assertThat(told.tell(first.with(Seen.of("d-2", "high").resource("B")).run(), ALL, MORNING))
                .isEmpty();
        assertThat(told.lines()).hasSize(2);
        told.tell(first.run(), ALL, MORNING);
        assertThat(told.sent()).hasSize(1);
    }

    /// What one channel makes of two things that wait depends on both, and nothing is lost between them.
    @Test
    void whatHappensWhileAMessageWaitsIsOneLine() {
        var first = Seen.of("d-1", "high").hash("h0");
        told.tell(new SeenNight().with(first).run(), ALL, NIGHT);
        told.broken(true);
        told.tell(new SeenNight().with(first.hash("h1")).run(), ALL, NIGHT);
        var judged = first.hash("h1").judged("legitimize");
        told.tell(new SeenNight().with(judged).run(), ALL, NIGHT);
        told.tell(
                new SeenNight()
                        .with(judged.pullRequest("closed-by-person", "https://a/1"))
                        .run(),
                ALL,
                NIGHT);
        told.broken(false);
        told.tell(
                new SeenNight()
                        .with(judged.pullRequest("closed-by-person", "https://a/1"))
                        .run(),
                ALL,
                MORNING);
        assertThat(told.lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("HIGH payments Db (prod): changed again: role/O…")
                .endsWith(" Right: keep it (confidence high). A person closed its pull request without merging it.");
    }

    @Test
    void theSameContentHasTheSameIdWheneverItIsSent() {
        told.broken(true);
        var ids = new ArrayList<String>();
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        told.tell(run, ALL, NIGHT);
        told.broken(false);
        told.tell(run, ALL, MORNING);
        ids.add(told.sent().getFirst().id());
        assertThat(Message.of("recorded", MORNING, told.sent().getFirst().news(), "")
                        .id())
                .isEqualTo(ids.getFirst());
        assertThat(Message.of("other", MORNING, told.sent().getFirst().news(), "")
                        .id())
                .isNotEqualTo(ids.getFirst());
    }

    @Test
    void aDryRunSendsAndKeepsNothing() throws Exception {
        var empty = folder.resolve("history");
        var notified = FileNotified.untouched(empty, InstantSource.fixed(MORNING), told.notes()::add);
        var dry = told.notifying(notified, QUIET, Privacy.MASKED, false);
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        assertThat(dry.rehearse(run, MORNING)).isEmpty();
        assertThat(dry.rehearse(run, NIGHT)).isEmpty();
        assertThat(told.sent()).isEmpty();
        assertThat(empty).doesNotExist();
        assertThat(told.notes())
                .containsExactly(
                        "recorded: 1 line would be sent", "recorded: 1 line would be sent after the quiet hours");
    }

    @Test
    void aDamagedMemoryIsSetAsideAndSaid() throws Exception {
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        told.tell(run, ALL, MORNING);
        Files.writeString(folder.resolve("notified-recorded.json"), "{\"known\": [{}], \"waiting\": []}");
        told.notes().clear();
        told.tell(run, ALL, MORNING);
        assertThat(told.sent()).hasSize(2);
        assertThat(told.notes().getFirst())
                .isEqualTo("notified-recorded.json of the history cannot be read and was set aside as"
                        + " notified-recorded.json.broken-20261122T083000Z; what is open is told once more");
    }

    @Test
    void runsThatShareAHistoryTellOnce() throws Exception {
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        Callable<List<Diagnostic>> one = () -> told.tell(run, ALL, MORNING);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(List.of(one, one, one, one))) {
                assertThat(done.get()).isEmpty();
            }
        }
        assertThat(told.sent()).hasSize(1);
    }
}
