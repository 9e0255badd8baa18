package dev.phantom.notify;

import static dev.phantom.notify.TellingOnFiles.ALL;
import static dev.phantom.notify.TellingOnFiles.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.notify.SeenNight.Seen;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a message says of people, accounts and values.
class ToldTextTest {

    @TempDir
    Path folder;

    private TellingOnFiles told;

    @BeforeEach
    void begin() {
        told = new TellingOnFiles(folder);
    }

    @Test
    void privacyAndAPublicRepositoryDecideWhatIsSaidOfPeople() {
        var run = new SeenNight()
                .with(Seen.of("d-1", "high"), "arn:aws:iam::111122223333:role/x", "jo.doe@acme.example")
                .run();
        told.notifying(ALL, Privacy.FULL, false).tell(run, MORNING);
        assertThat(told.lines().getFirst()).contains("111122223333", "role/OnCall", "jo.doe@acme.example");
        told.sent().clear();
        told.notifying(ALL, Privacy.MASKED, false)
                .tell(
                        new SeenNight()
                                .with(
                                        Seen.of("d-1", "high").hash("h2"),
                                        "arn:aws:iam::111122223333:role/x",
                                        "jo.doe@acme.example")
                                .run(),
                        MORNING);
        assertThat(told.lines().getFirst()).contains("…3333", "role/O…", "j…@…").doesNotContain("11112222", "OnCall", "doe");
        told.sent().clear();
        told.notifying(ALL, Privacy.FULL, true)
                .tell(
                        new SeenNight()
                                .with(
                                        Seen.of("d-1", "high").hash("h3"),
                                        "arn:aws:iam::111122223333:role/x",
                                        "jo.doe@acme.example")
                                .run(),
                        MORNING);
        assertThat(told.lines().getFirst()).contains("(account)", "(a person)").doesNotContain("3333", "OnCall", "doe");
    }

    @Test
    void whatIsToBeSetInsteadIsMaskedToo() {
        var refactor = Seen.of("d-1", "high").judged("refactor").instead("arn:aws:iam::111122223333:role/x");
        told.tell(new SeenNight().with(refactor).run(), ALL, MORNING);
        assertThat(told.lines().getFirst())
                .contains("Partly right: set /DBInstanceClass to arn:aws:iam::…3333:role/x instead")
                .doesNotContain("11112222");
    }

    @Test
    void textFromOutsideIsOneInertLine() {
        told.tell(
                new SeenNight()
                        .with(Seen.of("d-1", "high"), "a\\nb", "\\u202e" + "x".repeat(30))
                        .run(),
                ALL,
                MORNING);
        assertThat(told.lines().getFirst()).contains("a").doesNotContain("\n", "\u202e");
    }
}
