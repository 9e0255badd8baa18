package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.sandbox.loopback.Scenario;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// AWS does not answer about types at once, or not at all.
class TypesThrottledTest {

    /// How often the SDK asks for one answer.
    private static final int ATTEMPTS = 8;

    @TempDir
    Path folder;

    private final CallLog log = new CallLog(null, call -> {});
    private final EmbeddedAws aws = EmbeddedAws.start(
            Scenario.open(Path.of("src/test/scenarios/18-tape-store"), Instant.now()),
            InstantSource.system(),
            log,
            Quirks.REAL.throttleEvery(0),
            0);
    private Shell shell = new Shell();

    @BeforeEach
    void open() {
        shell = LoneAws.shell(aws, folder)
                .set("XDG_CACHE_HOME", folder.resolve("caches").toString());
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aRefreshAsksAgainUntilItIsAnswered() {
        aws.throttle("DescribeType", ATTEMPTS - 1);
        var asked = shell.run("types", "show", "Acme::Storage::Vault", "--refresh");
        assertThat(asked.code()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("the type table (", "lacks this type", "cached in ");
        assertThat(asked.err()).isEmpty();
        assertThat(questions()).isEqualTo(ATTEMPTS);
    }

    @Test
    void aRefreshThatIsNeverAnsweredEndsInOneLineAndKeepsNothing() {
        aws.throttle("DescribeType", Integer.MAX_VALUE);
        var asked = shell.run("types", "show", "Acme::Storage::Vault", "--refresh");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.out()).isEmpty();
        assertThat(asked.err())
                .startsWith("PH-AWS-002 ")
                .contains("describing the type Acme::Storage::Vault", "Rate exceeded", "run again later")
                .hasLineCount(1);
        assertThat(questions()).isEqualTo(ATTEMPTS);
        assertThat(shell.run("types", "show", "Acme::Storage::Vault").code()).isEqualTo(1);
    }

    @Test
    void aRunThatIsThrottledForAWhileKnowsItsTypesAllTheSame() {
        aws.throttle("DescribeType", ATTEMPTS - 1);
        var checked = shell.run("check", "tapes");
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out())
                .contains("/Tier", "/Slots", "write-only: Silo/Door")
                .doesNotContain("without type facts", "/Sites");
        assertThat(checked.err()).doesNotContain("PH-AWS");
    }

    @Test
    void aRunThatIsNeverAnsweredComparesAllTheSameAndNamesTheGapOnce() {
        aws.throttle("DescribeType", Integer.MAX_VALUE);
        var checked = shell.run("check", "tapes");
        assertThat(checked.code()).as(checked.err()).isZero();
        assertThat(checked.out())
                .contains(
                        "/Tier",
                        "/Slots",
                        "gap: compared without type facts: Vault, Attic; Acme::Storage::Vault is not in the type table of ",
                        "gap: compared without type facts: Silo; AWS::Backup::TapeSilo is not in the type table of ");
        assertThat(checked.err().lines().filter(line -> line.contains("PH-AWS-002")))
                .singleElement()
                .asString()
                .contains("Rate exceeded")
                .endsWith("; types missing from the type table are compared without type facts");
        assertThat(questions()).isEqualTo(ATTEMPTS);
    }

    private long questions() {
        return log.calls().stream()
                .filter(call -> call.operation().endsWith(".DescribeType"))
                .count();
    }
}
