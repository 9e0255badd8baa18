package dev.phantom.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.run.RunReport;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told, and what is not, from one run to the next; the memory is the one of files.
class NotifyingTest {

    private static final Instant NIGHT = Instant.parse("2026-11-22T03:30:00Z");
    private static final Instant MORNING = Instant.parse("2026-11-22T08:30:00Z");
    private static final Audience ALL = new Audience(EnumSet.allOf(Severity.class), Set.of(), null);
    private static final Audience QUIET = new Audience(
            EnumSet.allOf(Severity.class),
            Set.of(),
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin")));

    @TempDir
    Path folder;

    private final List<Message> sent = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean broken;

    private final class Recorded implements Channel {
        private final Audience audience;

        Recorded(Audience audience) {
            this.audience = audience;
        }

        @Override
        public String name() {
            return "recorded";
        }

        @Override
        public Audience audience() {
            return audience;
        }

        @Override
        public Optional<Diagnostic> lacks() {
            return Optional.empty();
        }

        @Override
        public Delivery deliver(Message message) {
            if (broken) {
                return Delivery.none(Diagnostic.of(Code.USAGE, "recorded: away"));
            }
            synchronized (sent) {
                sent.add(message);
            }
            return Delivery.all(message);
        }
    }

    private List<Diagnostic> tell(RunReport run, Audience audience, Instant now) {
        return notifying(audience, Privacy.MASKED, false).tell(run, now);
    }

    private Notifying notifying(Audience audience, Privacy privacy, boolean isPublic) {
        var notified = FileNotified.in(folder, InstantSource.fixed(MORNING), notes::add);
        return new Notifying(List.of(new Recorded(audience)), notified, privacy, isPublic, "", notes::add);
    }

    private List<String> told() {
        return sent.stream()
                .flatMap(message -> message.news().stream())
                .map(news -> MessageText.label(news) + " " + MessageText.subject(news) + ": " + MessageText.line(news))
                .toList();
    }

    @Test
    void aNewDriftIsOneLineInTheToneOfTheMorningAndToldOnce() {
        var run = new SeenNight()
                .with(Seen.of("d-1", "high").pullRequest("created", "https://github.com/acme/infra/pull/411"))
                .run();
        assertThat(tell(run, ALL, MORNING)).isEmpty();
        assertThat(told())
                .containsExactly(
                        "HIGH payments Db (prod): role/O… changed Db /DBInstanceClass from db.r5.large to"
                                + " db.r5.4xlarge at 2026-11-21 03:04Z; +2,452.80 USD/month. Wrong: revert it (confidence high).");
        assertThat(MessageText.headline(sent.getFirst())).isEqualTo("Phantom: 1 new drift; worst: high");
        assertThat(tell(run, ALL, MORNING)).isEmpty();
        assertThat(sent).hasSize(1);
    }

    @Test
    void rightPartlyRightAndWrongAreSaidInWords() {
        tell(
                new SeenNight()
                        .with(Seen.of("d-1", "high").resource("A").judged("legitimize"))
                        .with(Seen.of("d-2", "high").resource("B").judged("refactor"))
                        .with(Seen.of("d-3", "critical").resource("C").judged("revert"))
                        .with(Seen.of("d-4", "low").resource("D").judged("needs-human"))
                        .run(),
                ALL,
                MORNING);
        assertThat(sent).hasSize(1);
        assertThat(told())
                .map(line -> line.replaceAll("^(\\w+ payments \\w).*month. (\\w+( \\w+)?).*", "$1 $2"))
                .containsExactly(
                        "CRITICAL payments C Wrong",
                        "HIGH payments A Right",
                        "HIGH payments B Partly right",
                        "LOW payments D Not clear");
        assertThat(MessageText.headline(sent.getFirst())).isEqualTo("Phantom: 4 new drifts; worst: critical");
    }

    @Test
    void whatWasDecidedSinceIsTold() {
        var first = Seen.of("d-1", "medium");
        tell(new SeenNight().with(first).run(), ALL, MORNING);
        tell(new SeenNight().with(first.judged("refactor")).run(), ALL, MORNING);
        tell(
                new SeenNight()
                        .with(first.judged("refactor").pullRequest("created", "https://a/1"))
                        .run(),
                ALL,
                MORNING);
        tell(
                new SeenNight()
                        .with(first.judged("refactor").pullRequest("closed-by-person", "https://a/1"))
                        .run(),
                ALL,
                MORNING);
        tell(new SeenNight().with(first.judged("refactor").hash("h2")).run(), ALL, MORNING);
        tell(SeenNight.calm(), ALL, MORNING);
        tell(SeenNight.calm(), ALL, MORNING);
        assertThat(sent.stream().map(m -> m.news().getFirst().kind()))
                .containsExactly(
                        News.Kind.NEW,
                        News.Kind.VERDICT,
                        News.Kind.OPENED,
                        News.Kind.CLOSED,
                        News.Kind.CHANGED,
                        News.Kind.GONE);
        assertThat(told().get(1)).contains("month. Partly right: ").endsWith(" Before, the verdict was: wrong.");
        assertThat(told().getLast())
                .isEqualTo("RESOLVED payments Db (prod): repository and AWS agree again, after role/O… changed Db"
                        + " /DBInstanceClass from db.r5.large to db.r5.4xlarge at 2026-11-21 03:04Z;"
                        + " +2,452.80 USD/month.");
    }

    @Test
    void aHigherSeverityIsTold() {
        tell(new SeenNight().with(Seen.of("d-1", "medium")).run(), ALL, MORNING);
        tell(new SeenNight().with(Seen.of("d-1", "low")).run(), ALL, MORNING);
        assertThat(sent).hasSize(1);
        tell(new SeenNight().with(Seen.of("d-1", "critical")).run(), ALL, MORNING);
        assertThat(told()).hasSize(2).last().asString().startsWith("CRITICAL payments Db (prod): changed again: ");
    }

    @Test
    void whatCouldNotBeReadIsNotGone() {
        tell(new SeenNight().with(Seen.of("d-1", "high")).run(), ALL, MORNING);
        tell(new SeenNight().unread("Db").run(), ALL, MORNING);
        tell(new SeenNight().failing("read").run(), ALL, MORNING);
        tell(new SeenNight().comparing(0).run(), ALL, MORNING);
        tell(new RunReport(MORNING, List.of(), List.of()), ALL, MORNING);
        assertThat(sent).hasSize(1);
        tell(new SeenNight().unread("Other").run(), ALL, MORNING);
        assertThat(sent).hasSize(2);
    }

    @Test
    void whatIsIgnoredOrHasAnotherNameIsNotCalledResolved() {
        tell(new SeenNight().with(Seen.of("d-1", "high")).run(), ALL, MORNING);
        tell(new SeenNight().with(Seen.of("d-2", "high")).run(), ALL, MORNING);
        tell(new SeenNight().ignoring("Db").run(), ALL, MORNING);
        assertThat(sent.stream().map(m -> m.news().stream().map(News::kind).toList()))
                .containsExactly(List.of(News.Kind.NEW), List.of(News.Kind.CHANGED), List.of(News.Kind.IGNORED));
    }

    @Test
    void onlyTheAudienceHears() {
        var prod = new Audience(Set.of(Severity.HIGH), Set.of("prod"), null);
        var dev = new Audience(Set.of(Severity.HIGH), Set.of("dev"), null);
        var run = new SeenNight()
                .with(Seen.of("d-1", "high"))
                .with(Seen.of("d-2", "low").resource("X"))
                .run();
        tell(run, dev, MORNING);
        assertThat(sent).isEmpty();
        tell(run, prod, MORNING);
        assertThat(told()).hasSize(1).first().asString().startsWith("HIGH payments Db ");
    }

    @Test
    void quietHoursHoldBackAndLoseNothing() {
        tell(
                new SeenNight()
                        .with(Seen.of("d-1", "high").resource("A"))
                        .with(Seen.of("d-2", "high").resource("B"))
                        .run(),
                QUIET,
                NIGHT);
        assertThat(sent).isEmpty();
        assertThat(notes).containsExactly("recorded: 2 lines held back until 07:00 Europe/Berlin (quiet hours)");
        tell(new SeenNight().with(Seen.of("d-2", "high").resource("B")).run(), QUIET, NIGHT.plusSeconds(3600));
        tell(new SeenNight().with(Seen.of("d-2", "high").resource("B")).run(), QUIET, MORNING);
        assertThat(sent).hasSize(1);
        assertThat(told())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("HIGH payments B (prod): role/O… changed B"),
                        line -> assertThat(line)
                                .startsWith("RESOLVED payments A (prod): came and went before this message: "));
    }

    @Test
    void whatFailedIsToldAndTriedAgainWithWhatIsNew() {
        broken = true;
        var first = new SeenNight().with(Seen.of("d-1", "high").resource("A"));
        assertThat(tell(first.run(), ALL, NIGHT))
                .extracting(Diagnostic::summary)
                .containsExactly("recorded: away");
        broken = false;
        assertThat(tell(first.with(Seen.of("d-2", "high").resource("B")).run(), ALL, MORNING))
                .isEmpty();
        assertThat(told()).hasSize(2);
        tell(first.run(), ALL, MORNING);
        assertThat(sent).hasSize(1);
    }

    /// What one channel makes of two things that wait depends on both, and nothing is lost between them.
    @Test
    void whatHappensWhileAMessageWaitsIsOneLine() {
        var first = Seen.of("d-1", "high").hash("h0");
        tell(new SeenNight().with(first).run(), ALL, NIGHT);
        broken = true;
        tell(new SeenNight().with(first.hash("h1")).run(), ALL, NIGHT);
        var judged = first.hash("h1").judged("legitimize");
        tell(new SeenNight().with(judged).run(), ALL, NIGHT);
        tell(
                new SeenNight()
                        .with(judged.pullRequest("closed-by-person", "https://a/1"))
                        .run(),
                ALL,
                NIGHT);
        broken = false;
        tell(
                new SeenNight()
                        .with(judged.pullRequest("closed-by-person", "https://a/1"))
                        .run(),
                ALL,
                MORNING);
        assertThat(told())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("HIGH payments Db (prod): changed again: role/O…")
                .endsWith(" Right: keep it (confidence high). A person closed its pull request without merging it.");
    }

    @Test
    void theSameContentHasTheSameIdWheneverItIsSent() {
        broken = true;
        var ids = new ArrayList<String>();
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        tell(run, ALL, NIGHT);
        broken = false;
        tell(run, ALL, MORNING);
        ids.add(sent.getFirst().id());
        assertThat(Message.of("recorded", MORNING, sent.getFirst().news(), "").id())
                .isEqualTo(ids.getFirst());
        assertThat(Message.of("other", MORNING, sent.getFirst().news(), "").id())
                .isNotEqualTo(ids.getFirst());
    }

    @Test
    void aDryRunSendsAndKeepsNothing() throws Exception {
        var empty = folder.resolve("history");
        var notified = FileNotified.untouched(empty, InstantSource.fixed(MORNING), notes::add);
        var dry = new Notifying(List.of(new Recorded(QUIET)), notified, Privacy.MASKED, false, "", notes::add);
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        assertThat(dry.rehearse(run, MORNING)).isEmpty();
        assertThat(dry.rehearse(run, NIGHT)).isEmpty();
        assertThat(sent).isEmpty();
        assertThat(empty).doesNotExist();
        assertThat(notes)
                .containsExactly(
                        "recorded: 1 line would be sent", "recorded: 1 line would be sent after the quiet hours");
    }

    @Test
    void aDamagedMemoryIsSetAsideAndSaid() throws Exception {
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        tell(run, ALL, MORNING);
        Files.writeString(folder.resolve("notified-recorded.json"), "{\"known\": [{}], \"waiting\": []}");
        notes.clear();
        tell(run, ALL, MORNING);
        assertThat(sent).hasSize(2);
        assertThat(notes.getFirst())
                .isEqualTo("notified-recorded.json of the history cannot be read and was set aside as"
                        + " notified-recorded.json.broken-20261122T083000Z; what is open is told once more");
    }

    @Test
    void runsThatShareAHistoryTellOnce() throws Exception {
        var run = new SeenNight().with(Seen.of("d-1", "high")).run();
        Callable<List<Diagnostic>> one = () -> tell(run, ALL, MORNING);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(List.of(one, one, one, one))) {
                assertThat(done.get()).isEmpty();
            }
        }
        assertThat(sent).hasSize(1);
    }

    @Test
    void privacyAndAPublicRepositoryDecideWhatIsSaidOfPeople() {
        var run = new SeenNight()
                .with(Seen.of("d-1", "high"), "arn:aws:iam::111122223333:role/x", "jo.doe@acme.example")
                .run();
        notifying(ALL, Privacy.FULL, false).tell(run, MORNING);
        assertThat(told().getFirst()).contains("111122223333", "role/OnCall", "jo.doe@acme.example");
        sent.clear();
        notifying(ALL, Privacy.MASKED, false)
                .tell(
                        new SeenNight()
                                .with(
                                        Seen.of("d-1", "high").hash("h2"),
                                        "arn:aws:iam::111122223333:role/x",
                                        "jo.doe@acme.example")
                                .run(),
                        MORNING);
        assertThat(told().getFirst()).contains("…3333", "role/O…", "j…@…").doesNotContain("11112222", "OnCall", "doe");
        sent.clear();
        notifying(ALL, Privacy.FULL, true)
                .tell(
                        new SeenNight()
                                .with(
                                        Seen.of("d-1", "high").hash("h3"),
                                        "arn:aws:iam::111122223333:role/x",
                                        "jo.doe@acme.example")
                                .run(),
                        MORNING);
        assertThat(told().getFirst()).contains("(account)", "(a person)").doesNotContain("3333", "OnCall", "doe");
    }

    @Test
    void whatIsToBeSetInsteadIsMaskedToo() {
        var refactor = Seen.of("d-1", "high").judged("refactor").instead("arn:aws:iam::111122223333:role/x");
        tell(new SeenNight().with(refactor).run(), ALL, MORNING);
        assertThat(told().getFirst())
                .contains("Partly right: set /DBInstanceClass to arn:aws:iam::…3333:role/x instead")
                .doesNotContain("11112222");
    }

    @Test
    void textFromOutsideIsOneInertLine() {
        tell(
                new SeenNight()
                        .with(Seen.of("d-1", "high"), "a\\nb", "\\u202e" + "x".repeat(30))
                        .run(),
                ALL,
                MORNING);
        assertThat(told().getFirst()).contains("a").doesNotContain("\n", "\u202e");
    }

    @Test
    void quietHoursFollowTheClocksOfTheirZone() {
        var quiet = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneId.of("Europe/Berlin"));
        assertThat(quiet.at(Instant.parse("2026-07-01T20:00:00Z"))).isTrue();
        assertThat(quiet.at(Instant.parse("2026-07-01T05:00:00Z"))).isFalse();
        assertThat(quiet.at(Instant.parse("2026-12-01T05:59:59Z"))).isTrue();
        assertThat(quiet.at(Instant.parse("2026-12-01T06:00:00Z"))).isFalse();
        assertThat(quiet.end(Instant.parse("2026-03-28T22:00:00Z")).toInstant())
                .as("the night in which the clocks are put forward")
                .isEqualTo("2026-03-29T05:00:00Z");
        var noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneId.of("UTC"));
        assertThat(List.of("11:59", "12:00", "12:59", "13:00").stream()
                        .map(t -> noon.at(Instant.parse("2026-07-01T" + t + ":00Z"))))
                .containsExactly(false, true, true, false);
        assertThat(Optional.of(noon.end(Instant.parse("2026-07-01T12:30:00Z")).toInstant()))
                .contains(Instant.parse("2026-07-01T13:00:00Z"));
    }
}
