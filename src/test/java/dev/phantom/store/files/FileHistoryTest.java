package dev.phantom.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Drift;
import dev.phantom.run.Decisions;
import dev.phantom.run.LastLook;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What one run leaves for the next.
class FileHistoryTest {

    private static final StackId STACK = new StackId("111122223333", "us-east-1", "payments");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    private Path folder;

    private FileHistory at(Instant now) {
        return new FileHistory(folder, Mask.of("k"), InstantSource.fixed(now));
    }

    private Path home() {
        return folder.resolve("111122223333-us-east-1-payments");
    }

    @Test
    void theLastLookIsReadAsItWasWritten() {
        var look = new LastLook(
                47,
                41,
                new BigDecimal("2452.75"),
                2,
                List.of(
                        new LastLook.Open("d-1", FRIDAY, Severity.HIGH),
                        new LastLook.Open("d-2", SUNDAY, Severity.LOW)));
        at(SUNDAY).lastLook(STACK, look);
        assertThat(at(SUNDAY).lastLook(STACK)).contains(look);
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", FRIDAY, "d-2", SUNDAY));
    }

    /// What is younger may be another run's that is under way.
    @Test
    void whatAKilledRunWasWritingIsTakenAway() throws Exception {
        Files.createDirectories(home());
        var now = Files.getLastModifiedTime(home()).toInstant();
        var killed = Files.writeString(home().resolve(".next123"), "{");
        Files.setLastModifiedTime(killed, FileTime.from(now.minus(Duration.ofHours(2))));
        var underway = Files.writeString(home().resolve(".next456"), "{");
        at(SUNDAY).lastLook(STACK, new LastLook(1, 0, null, 0, List.of()));
        assertThat(killed).doesNotExist();
        assertThat(underway).exists();
    }

    @Test
    void anUnknownCostStaysUnknown() {
        var look = new LastLook(1, 0, null, 1, List.of());
        at(SUNDAY).lastLook(STACK, look);
        assertThat(at(SUNDAY).lastLook(STACK)).contains(look);
    }

    @Test
    void nothingIsKnownOfAStackThatWasNeverWalked() {
        assertThat(at(SUNDAY).lastLook(STACK)).isEmpty();
        assertThat(at(SUNDAY).firstSeen(STACK)).isEmpty();
    }

    /// Until 0.1.0 ids were kept alone. The run that kept them wrote the baseline too.
    @Test
    void theIdsOfAnEarlierVersionAreKnownSinceItsLastRun() throws Exception {
        at(FRIDAY).remember(STACK, List.of());
        Files.writeString(home().resolve("known.txt"), "d-1\nd-2\n");
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", FRIDAY, "d-2", FRIDAY));
        assertThat(at(SUNDAY).lastLook(STACK)).isEmpty();

        var look = new LastLook(2, 2, BigDecimal.ZERO, 0, List.of(new LastLook.Open("d-1", FRIDAY, Severity.HIGH)));
        at(SUNDAY).lastLook(STACK, look);
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", FRIDAY));
    }

    @Test
    void idsOfAnEarlierVersionWithoutABaselineAreKnownFromNowOn() throws Exception {
        Files.createDirectories(home());
        Files.writeString(home().resolve("known.txt"), "d-1\n");
        assertThat(at(SUNDAY).firstSeen(STACK)).isEqualTo(Map.of("d-1", SUNDAY));
    }

    /// Corrupted one by one: each is set aside and said once, and what the others say stands.
    @ParameterizedTest
    @CsvSource({
        "look.json, '{\"resources\": 1}'",
        "look.json, ''",
        "look.json, '{\"resources\": 1, \"compared\": 1}'",
        "baseline.json, '{\"schema\": \"phantom.li'",
        "ended.txt, BINARY",
        "judged/d-1/verdict.json, '{}'",
        "judged/d-1/case.json, 'null'"
    })
    void aDamagedFileIsSetAsideAndCountsAsNotThere(String name, String content) throws Exception {
        at(FRIDAY).remember(STACK, List.of());
        at(FRIDAY).lastLook(STACK, new LastLook(1, 1, null, 0, List.of()));
        var damaged = home().resolve(name);
        Files.createDirectories(damaged.getParent());
        Files.write(
                damaged,
                content.equals("BINARY") ? new byte[] {(byte) 0xff, 0} : content.getBytes(StandardCharsets.UTF_8));
        if (name.endsWith("case.json")) {
            Files.writeString(damaged.resolveSibling("verdict.json"), VERDICT);
        }
        var history = at(SUNDAY);
        for (var i = 0; i < 2; i++) {
            assertThat(history.judged(STACK, "d-1", "hash")).isEmpty();
            assertThat(history.lastLook(STACK).isPresent()).isEqualTo(!name.equals("look.json"));
            assertThat(history.baseline(STACK).at()).isEqualTo(name.equals("baseline.json") ? null : FRIDAY);
            assertThat(history.endedAdoptions(STACK)).isEmpty();
        }
        assertThat(history.unread(STACK))
                .containsExactly("history: 111122223333-us-east-1-payments/" + name
                        + " cannot be read; it was set aside as " + damaged.getFileName()
                        + ".broken-20261122T090000Z, and the run went on without it");
        assertThat(damaged).doesNotExist();
        assertThat(damaged.resolveSibling(damaged.getFileName() + ".broken-20261122T090000Z"))
                .exists();
    }

    /// Read as asked for nobody, it would never be asked again.
    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "{\"since\": \"2026-11-22T09:00:00Z\"}"})
    void aProvisionalVerdictNamesWhatItWaitsFor(String text) {
        assertThatThrownBy(() -> ProvisionalJson.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDryRunMovesNothing() throws Exception {
        Files.createDirectories(home());
        Files.writeString(home().resolve("look.json"), "{");
        var history = FileHistory.untouched(folder, Mask.of("k"), InstantSource.fixed(SUNDAY));
        assertThat(history.lastLook(STACK)).isEmpty();
        assertThat(history.unread(STACK)).singleElement().asString().endsWith("the run goes on without it");
        assertThat(home().resolve("look.json")).exists();
    }

    @Test
    void whatCannotBeWrittenNamesTheFolderOnceAndLeavesNoPart() throws Exception {
        Files.writeString(home(), "a file where a folder should be");
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> at(SUNDAY).lastLook(STACK, new LastLook(1, 1, null, 0, List.of())))
                    .hasMessageStartingWith("PH-CLI-003 " + folder + " the history cannot be written");
        }
        assertThat(Files.list(folder)).containsExactly(home());
    }

    private static final String VERDICT = """
            {"recommendation": "revert", "confidence": {"level": "low", "score": 0.5, "basis": "nominal"},
             "reasoning": "", "evidence": [], "against": [], "refactor": [], "severity": "low", "reviewAt": null,
             "analyst": "rules", "caseDigest": "", "gaps": []}
            """;

    @Test
    void whatWasDecidedOfAResourceIsFoundWhateverDriftItWas() {
        for (var id : List.of("d-1", "d-2")) {
            at(FRIDAY).judged(STACK, judged(id, "Db"));
        }
        at(FRIDAY).judged(STACK, judged("d-3", "Other"));
        assertThat(at(SUNDAY).ofResource(STACK, "Db"))
                .extracting(one -> one.file().drift().driftId())
                .containsExactlyInAnyOrder("d-1", "d-2");
        assertThat(at(SUNDAY).ofResource(new StackId("1", "us-east-1", "none"), "Db"))
                .isEmpty();
    }

    private static Decisions.Judged judged(String driftId, String logicalId) {
        var file = Cases.of("T", "{'A':1}", "{'A':2}").build();
        var drift = Drift.unnamed(
                        logicalId,
                        "",
                        "T",
                        Drift.Status.MODIFIED,
                        file.drift().changes(),
                        file.drift().expected(),
                        file.drift().actual())
                .named(driftId, "h");
        return new Decisions.Judged(
                new CaseFile(
                        file.stack(),
                        drift,
                        file.coverage(),
                        file.assessment(),
                        file.cost(),
                        file.window(),
                        file.evidence(),
                        file.background(),
                        file.candidates()),
                new Verdict.Revert(Opinions.SURE));
    }
}
