package dev.phantom.notify;

import static dev.phantom.notify.TellingOnFiles.ALL;
import static dev.phantom.notify.TellingOnFiles.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.run.RunReport;
import dev.phantom.severity.Severity;
import dev.phantom.stack.StackId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told, and what is not, from one run to the next; the memory is the one of files.
class NewsSinceTest {

    private static final StackId ORDERS = new StackId("111122223333", "us-east-1", "orders");

    @TempDir
    Path folder;

    private TellingOnFiles told;

    @BeforeEach
    void begin() {
        told = new TellingOnFiles(folder);
    }

    @Test
    void aNewDriftIsOneLineInTheToneOfTheMorningAndToldOnce() {
        var run = new SeenNight()
                .with(Seen.of("d-1", "high").pullRequest("created", "https://github.com/acme/infra/pull/411"))
                .run();
        assertThat(told.tell(run, ALL, MORNING)).isEmpty();
        assertThat(told.lines())
                .containsExactly(
                        "HIGH payments Db (prod): role/O… changed Db /DBInstanceClass from db.r5.large to"
                                + " db.r5.4xlarge at 2026-11-21 03:04Z; +2,452.80 USD/month. Wrong: revert it (confidence high).");
        assertThat(MessageText.headline(told.sent().getFirst())).isEqualTo("Phantom: 1 new drift; worst: high");
        assertThat(told.tell(run, ALL, MORNING)).isEmpty();
        assertThat(told.sent()).hasSize(1);
    }

    @Test
    void rightPartlyRightAndWrongAreSaidInWords() {
        told.tell(
                new SeenNight()
                        .with(Seen.of("d-1", "high").resource("A").judged("legitimize"))
                        .with(Seen.of("d-2", "high").resource("B").judged("refactor"))
                        .with(Seen.of("d-3", "critical").resource("C").judged("revert"))
                        .with(Seen.of("d-4", "low").resource("D").judged("needs-human"))
                        .run(),
                ALL,
                MORNING);
        assertThat(told.sent()).hasSize(1);
        assertThat(told.lines())
                .map(line -> line.replaceAll("^(\\w+ payments \\w).*month. (\\w+( \\w+)?).*", "$1 $2"))
                .containsExactly(
                        "CRITICAL payments C Wrong",
                        "HIGH payments A Right",
                        "HIGH payments B Partly right",
                        "LOW payments D Not clear");
        assertThat(MessageText.headline(told.sent().getFirst())).isEqualTo("Phantom: 4 new drifts; worst: critical");
    }

    @Test
    void whatWasDecidedSinceIsTold() {
        var first = Seen.of("d-1", "medium");
        told.tell(new SeenNight().with(first).run(), ALL, MORNING);
        told.tell(new SeenNight().with(first.judged("refactor")).run(), ALL, MORNING);
        told.tell(
                new SeenNight()
                        .with(first.judged("refactor").pullRequest("created", "https://a/1"))
                        .run(),
                ALL,
                MORNING);
        told.tell(
                new SeenNight()
                        .with(first.judged("refactor").pullRequest("closed-by-person", "https://a/1"))
                        .run(),
                ALL,
                MORNING);
        told.tell(new SeenNight().with(first.judged("refactor").hash("h2")).run(), ALL, MORNING);
        told.tell(SeenNight.calm(), ALL, MORNING);
        told.tell(SeenNight.calm(), ALL, MORNING);
        assertThat(told.sent().stream().map(m -> m.news().getFirst().kind()))
                .containsExactly(
                        News.Kind.NEW,
                        News.Kind.VERDICT,
                        News.Kind.OPENED,
                        News.Kind.CLOSED,
                        News.Kind.CHANGED,
                        News.Kind.GONE);
        assertThat(told.lines().get(1)).contains("month. Partly right: ").endsWith(" Before, the verdict was: wrong.");
        assertThat(told.lines().getLast())
                .isEqualTo("RESOLVED payments Db (prod): repository and AWS agree again, after role/O… changed Db"
                        + " /DBInstanceClass from db.r5.large to db.r5.4xlarge at 2026-11-21 03:04Z;"
                        + " +2,452.80 USD/month.");
    }

    @Test
    void aHigherSeverityIsTold() {
        told.tell(new SeenNight().with(Seen.of("d-1", "medium")).run(), ALL, MORNING);
        told.tell(new SeenNight().with(Seen.of("d-1", "low")).run(), ALL, MORNING);
        assertThat(told.sent()).hasSize(1);
        told.tell(new SeenNight().with(Seen.of("d-1", "critical")).run(), ALL, MORNING);
        assertThat(told.lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("CRITICAL payments Db (prod): changed again: ");
    }

    @Test
    void whatCouldNotBeReadIsNotGone() {
        told.tell(new SeenNight().with(Seen.of("d-1", "high")).run(), ALL, MORNING);
        told.tell(new SeenNight().unread("Db").run(), ALL, MORNING);
        told.tell(new SeenNight().failing("read").run(), ALL, MORNING);
        told.tell(new SeenNight().comparing(0).run(), ALL, MORNING);
        told.tell(new RunReport(MORNING, List.of(), List.of()), ALL, MORNING);
        assertThat(told.sent()).hasSize(1);
        told.tell(new SeenNight().unread("Other").run(), ALL, MORNING);
        assertThat(told.sent()).hasSize(2);
    }

    @Test
    void whatIsIgnoredOrHasAnotherNameIsNotCalledResolved() {
        told.tell(new SeenNight().with(Seen.of("d-1", "high")).run(), ALL, MORNING);
        told.tell(new SeenNight().with(Seen.of("d-2", "high")).run(), ALL, MORNING);
        told.tell(new SeenNight().ignoring("Db").run(), ALL, MORNING);
        assertThat(told.sent().stream()
                        .map(m -> m.news().stream().map(News::kind).toList()))
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
        told.tell(run, dev, MORNING);
        assertThat(told.sent()).isEmpty();
        told.tell(run, prod, MORNING);
        assertThat(told.lines()).hasSize(1).first().asString().startsWith("HIGH payments Db ");
    }

    @Test
    void whatIsOfAStackThatLeftTheConfigurationIsNotKeptForEver() {
        told.tell(new SeenNight().with(Seen.of("d-1", "high")).run(), ALL, MORNING);
        var other = new SeenNight().of("orders").run();
        told.tell(other, ALL, MORNING);
        assertThat(told.lines()).as("a run that leaves it out").hasSize(1);
        told.configured(ORDERS);
        told.tell(other, ALL, MORNING);
        told.tell(other, ALL, MORNING);
        assertThat(told.lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("DROPPED payments Db (prod): its stack is no longer in the configuration, so this is not"
                        + " checked any more: role/O… changed Db");
        assertThat(MessageText.headline(told.sent().getLast())).isEqualTo("Phantom: 1 no longer watched");
    }

    @Test
    void aNestedStackIsConfiguredAsLongAsItsRootIs() {
        var nested = new SeenNight().of("payments-Web-1X").below("payments").with(Seen.of("d-1", "high"));
        told.tell(nested.run(), ALL, MORNING);
        told.tell(SeenNight.calm(), ALL, MORNING);
        assertThat(told.lines()).hasSize(1);
        told.configured(ORDERS);
        told.tell(new SeenNight().of("orders").run(), ALL, MORNING);
        assertThat(told.lines()).last().asString().startsWith("DROPPED payments-Web-1X Db (prod): ");
    }

    @Test
    void aNestedStackWhoseParentHasNoReportIsNotCalledUnconfigured() {
        var deep = new SeenNight()
                .of("payments-Web-1X-Db-2Y")
                .below("payments-Web-1X")
                .with(Seen.of("d-1", "high"));
        told.tell(deep.run(), ALL, MORNING);
        told.tell(SeenNight.calm(), ALL, MORNING);
        assertThat(told.lines()).hasSize(1);
    }
}
