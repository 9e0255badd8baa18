package dev.phantom.analysis.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Cases;
import dev.phantom.analysis.Confidence.Level;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.rules.Reading.Field;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Known;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is weighed against a table's answer, and what no weight may bring about.
class WeighingTest {
    private static final String SAFE =
            "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'},'Action':'kms:*','Resource':'*'}";
    private static final String MORE =
            "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:role/batch'},'Action':'kms:*','Resource':'*'}";
    private static final String LAST_DAY = "2026-11-28T02:00:00Z";

    /// Nothing does harm by itself.
    private static final String HARMLESS = "-\t-\t0\t0\t0\t0\t-9\t-9\t-9";

    private static Cases key() {
        return Cases.of(
                        "AWS::KMS::Key",
                        "{'KeyPolicy':{'Statement':[" + SAFE + "]}}",
                        "{'KeyPolicy':{'Statement':[" + SAFE + "," + MORE + "]}}")
                .until("2026-11-28T08:30:00Z");
    }

    /// Used once, in the hours after it was opened.
    private static Cases stopped() {
        return key().called("arn:aws:sts::111122223333:assumed-role/batch/s", "kms:Decrypt", "2026-11-21T05:00:00Z");
    }

    private static Judgement weighed(Cases cases, Recommendation table, String... weights) {
        var file = cases.build();
        return new Weighing(Weights.read(Arrays.asList(weights)), new ClosedFamily(Known.EVERYWHERE))
                .over(CaseFacts.of(file, Known.EVERYWHERE), Judgement.of(table, Level.MEDIUM, "as the table says"));
    }

    @Test
    void aQuestionIsAnsweredByWhatWeighsMoreAndSaysSo() {
        var judgement = weighed(stopped(), Recommendation.NEEDS_HUMAN, HARMLESS, "USE_STOPPED\t-\t0\t3\t0\t0\t0\t0\t0");
        assertThat(judgement.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(judgement.reasoning())
                .contains(
                        "in favour of taking it back: its use has stopped (E-",
                        "It would be judged otherwise if this were not so: its use has stopped");
    }

    @Test
    void aSignNamesItsExhibits() {
        var judgement = weighed(
                key().called("arn:aws:sts::111122223333:assumed-role/batch/s", "kms:Decrypt", LAST_DAY),
                Recommendation.REVERT,
                HARMLESS,
                "USED\t-\t0\t-5\t0\t5\t0\t0\t0");
        assertThat(judgement.recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
        assertThat(judgement.evidence()).isNotEmpty();
        assertThat(judgement.reasoning())
                .contains("it is used until now (" + judgement.evidence().getFirst());
    }

    @Test
    void whatSuchChangesMostlyAreIsNoReason() {
        assertThat(weighed(key().write(), Recommendation.NEEDS_HUMAN, HARMLESS, "OPENED\t-\t0\t9\t0\t0\t0\t0\t0")
                        .recommendation())
                .isEqualTo(Recommendation.NEEDS_HUMAN);
    }

    @Test
    void aTablesAnswerStaysWhereNothingWeighsMore() {
        assertThat(weighed(stopped(), Recommendation.REVERT, HARMLESS, "USE_STOPPED\t-\t0\t3\t0\t0\t0\t0\t0")
                        .reasoning())
                .isEqualTo("as the table says");
    }

    @Test
    void aTablesAnswerIsLessSureWhereMuchSpeaksAgainstIt() {
        var judgement = weighed(stopped(), Recommendation.REVERT, HARMLESS, "USE_STOPPED\t-\t0\t0\t0\t2\t0\t0\t0");
        assertThat(judgement.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(judgement.level()).isEqualTo(Level.LOW);
        assertThat(judgement.reasoning())
                .startsWith("as the table says Against it, of all that was seen: its use has stopped (E-");
        assertThat(judgement.against()).isNotEmpty();
    }

    @Test
    void whatWasOpenedIsNeverKeptWithoutAUseAndAnOwner() {
        assertThat(weighed(stopped(), Recommendation.LEGITIMIZE, HARMLESS, "OPENED\t-\t9\t0\t0\t0\t0\t0\t0")
                        .recommendation())
                .isNotEqualTo(Recommendation.LEGITIMIZE);
    }

    @Test
    void noValueIsChosenThatNobodyComputed() {
        assertThat(weighed(stopped(), Recommendation.NEEDS_HUMAN, HARMLESS, "OPENED\t-\t0\t0\t9\t1\t0\t0\t0")
                        .recommendation())
                .isEqualTo(Recommendation.NEEDS_HUMAN);
    }

    @Test
    void whatIsLikelyToDoHarmIsAsked() {
        var harmful = weighed(stopped(), Recommendation.NEEDS_HUMAN, HARMLESS, "OPENED\t-\t0\t3\t0\t0\t0\t12\t0");
        assertThat(harmful.recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
    }

    @Test
    void aFieldsOwnWeightIsAddedToTheGeneralOne() {
        var weights = Weights.read(
                List.of(HARMLESS, "OPENED\t-\t1\t0\t0\t0\t0\t0\t0", "OPENED\tACCESS\t2\t0\t0\t0\t0\t0\t0"));
        assertThat(weights.of(Sign.OPENED, Field.ACCESS, Recommendation.LEGITIMIZE))
                .isEqualTo(3);
        assertThat(weights.of(Sign.OPENED, Field.TEXT, Recommendation.LEGITIMIZE))
                .isEqualTo(1);
    }

    @Test
    void ofAResourceThatIsGoneTheTableDecides() {
        var gone = Cases.of(new Drift(
                "d-1",
                "h-1",
                "Queue",
                "queue",
                "AWS::SQS::Queue",
                Drift.Status.DELETED,
                List.of(),
                key().build().drift().expected(),
                key().build().drift().actual()));
        assertThat(weighed(gone, Recommendation.NEEDS_HUMAN, HARMLESS, "-\t-\t0\t9\t0\t0\t-9\t-9\t-9")
                        .recommendation())
                .isEqualTo(Recommendation.NEEDS_HUMAN);
    }

    @Test
    void twoCausesInTheSameMinutesAreAPersonsToTellApart() {
        assertThat(Barred.by(List.of(Sign.MORE, Sign.TWO_CAUSES), Recommendation.REVERT))
                .isEqualTo(Set.of(Recommendation.LEGITIMIZE, Recommendation.REVERT));
    }

    @Test
    void whatTodaysLoadNeedsIsNotTakenBackAndALimitThatWasLoweredMayBe() {
        assertThat(Barred.by(List.of(Sign.MORE, Sign.OLD_IS_TOO_SMALL), Recommendation.REVERT))
                .containsExactly(Recommendation.REVERT);
        assertThat(Barred.by(List.of(Sign.LESS, Sign.OLD_IS_TOO_SMALL), Recommendation.REVERT))
                .isEmpty();
    }

    @Test
    void toKeepAChangeNeedsAReasonUnlessItTightens() {
        assertThat(Barred.by(List.of(Sign.SETTING, Sign.NO_TROUBLE), Recommendation.NEEDS_HUMAN))
                .containsExactly(Recommendation.LEGITIMIZE);
        assertThat(Barred.by(List.of(Sign.SETTING, Sign.ENDED_TROUBLE), Recommendation.NEEDS_HUMAN))
                .isEmpty();
        assertThat(Barred.by(List.of(Sign.CLOSED, Sign.NO_TROUBLE), Recommendation.NEEDS_HUMAN))
                .isEmpty();
    }

    @Test
    void anUnwatchedOpeningOfAnUnknownDayIsClosedByATableAlone() {
        var signs = List.of(Sign.OPENED, Sign.UNDATED, Sign.UNWATCHED);
        assertThat(Barred.by(signs, Recommendation.NEEDS_HUMAN)).contains(Recommendation.REVERT);
        assertThat(Barred.by(signs, Recommendation.REVERT)).doesNotContain(Recommendation.REVERT);
    }
}
