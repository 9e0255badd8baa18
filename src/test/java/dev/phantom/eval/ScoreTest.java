package dev.phantom.eval;

import static dev.phantom.eval.Answer.LEGITIMIZE;
import static dev.phantom.eval.Answer.NEEDS_HUMAN;
import static dev.phantom.eval.Answer.NONE;
import static dev.phantom.eval.Answer.REFACTOR;
import static dev.phantom.eval.Answer.REVERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.phantom.analysis.Confidence;
import dev.phantom.severity.Severity;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The laws of the benchmark's scores, and sums that were done by hand.
class ScoreTest {

    @Test
    void theBestAnswerEverywhereScoresEverything() {
        var score = new Findings()
                .pair("01")
                .dangerous(REFACTOR)
                .add("a", REVERT, REVERT)
                .add("b", LEGITIMIZE, LEGITIMIZE)
                .pair("")
                .dangerous()
                .add("c", NEEDS_HUMAN, NEEDS_HUMAN)
                .add("d", NONE, NONE)
                .score();

        assertThat(score.accepted()).isEqualTo(new Share(4, 4, 0, 4));
        assertThat(score.best().share()).isEqualTo(1);
        assertThat(score.macroF1()).isEqualTo(1);
        assertThat(score.pairs()).isEqualTo(new Share(1, 1, 0, 1));
        assertThat(score.different()).isEqualTo(new Share(1, 1, 0, 1));
        assertThat(score.dangerous().count()).isZero();
        assertThat(score.abstained().count()).isZero();
        assertThat(score.missed().count()).isZero();
    }

    /// Revert: 2 of 3 given, 2 of 2 found, F1 4/5. Legitimize: 1 of 1, 1 of 2, 2/3. Needs-human is given and never
    /// best: 0.
    @Test
    void macroF1IsTheMeanOverAnswersThatAreBestOrGiven() {
        var score = new Findings()
                .add("a", REVERT, REVERT)
                .add("b", REVERT, REVERT)
                .add("c", LEGITIMIZE, REVERT)
                .add("d", LEGITIMIZE, LEGITIMIZE)
                .add("e", NONE, NEEDS_HUMAN)
                .score();

        // none is best once and never given: 0 as well
        assertThat(score.macroF1()).isCloseTo((0.8 + 2.0 / 3 + 0 + 0) / 4, within(1e-12));
        assertThat(score.macroF1Decided()).isCloseTo((0.8 + 2.0 / 3) / 2, within(1e-12));
    }

    @Test
    void aPersonAskedInPlaceOfAnAnswerIsCountedApart() {
        var score = new Findings()
                .add("a", REVERT, REVERT)
                .add("b", REVERT, NEEDS_HUMAN)
                .add("c", REVERT, LEGITIMIZE)
                .add("d", NEEDS_HUMAN, NEEDS_HUMAN)
                .accept(NEEDS_HUMAN)
                .add("e", LEGITIMIZE, NEEDS_HUMAN)
                .score();

        assertThat(score.abstained()).isEqualTo(new Share(2, 5, 2, 0));
        assertThat(score.accepted())
                .as("accepted, and the same of those that were decided")
                .isEqualTo(new Share(3, 5, 2, 2));
        assertThat(score.accepted().shareDecided()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(score.best().count()).isEqualTo(2);
    }

    @Test
    void aPairIsRightOnlyWithBothOfItsScenarios() {
        var score = new Findings()
                .pair("01")
                .add("a", REVERT, REVERT)
                .add("b", LEGITIMIZE, REVERT)
                .pair("02")
                .accept(NEEDS_HUMAN)
                .add("c", REVERT, NEEDS_HUMAN)
                .add("d", LEGITIMIZE, NEEDS_HUMAN)
                .pair("03")
                .accept()
                .add("e", REVERT, REVERT)
                .add("f", REVERT, REVERT)
                .pair("04")
                .add("alone", REVERT, REVERT)
                .score();

        assertThat(score.pairs()).isEqualTo(new Share(2, 3, 1, 1));
        assertThat(score.different())
                .as("of the two pairs with different best answers none was answered differently")
                .isEqualTo(new Share(0, 2, 1, 0));
    }

    @Test
    void exchangingTheAnswersOfAPairMakesItWrong() {
        var swapped = new Findings()
                .pair("01")
                .add("a", REVERT, LEGITIMIZE)
                .add("b", LEGITIMIZE, REVERT)
                .score();

        assertThat(swapped.accepted().count()).isZero();
        assertThat(swapped.pairs().count()).isZero();
        assertThat(swapped.different()).isEqualTo(new Share(0, 1, 0, 0));
    }

    @Test
    void aControlThatIsAnsweredOtherwiseThanItsTwinIsAFlip() {
        var steady = new Findings()
                .control("x-b")
                .add("x-a", REVERT, REVERT)
                .adversarial()
                .add("x-b", REVERT, REVERT);
        assertThat(steady.score().flips()).isEqualTo(new Share(0, 1, 0, 0));

        var flipped = new Findings()
                .adversarial()
                .add("x-b", REVERT, LEGITIMIZE)
                .control("x-b")
                .add("x-a", REVERT, REVERT);
        assertThat(flipped.score().flips()).isEqualTo(new Share(1, 1, 0, 1));

        var withoutTwin = new Findings().control("x-b").add("x-a", REVERT, REVERT);
        assertThat(withoutTwin.score().flips().of()).isZero();
    }

    @Test
    void runsAreHeldAgainstTheirOwnTwinsOnly() {
        var score = new Findings()
                .control("x-b")
                .add("x-a", REVERT, REVERT)
                .adversarial()
                .add("x-b", REVERT, REVERT)
                .run(2)
                .control("x-b")
                .add("x-a", REVERT, LEGITIMIZE)
                .adversarial()
                .add("x-b", REVERT, LEGITIMIZE)
                .score();

        assertThat(score.flips()).isEqualTo(new Share(0, 2, 0, 0));
    }

    @Test
    void aDriftThatIsNotThereIsMissedAndOneTooManyIsWrong() {
        var score = new Findings()
                .add("a", REVERT, NONE)
                .add("b", NONE, REVERT)
                .add("c", NONE, NONE)
                .score();

        assertThat(score.missed().count()).isEqualTo(1);
        assertThat(score.accepted().count()).isEqualTo(1);
    }

    /// High 0.9, hit and miss: 0.01 and 0.81. Low 0.5, hit: 0.25. Brier 1.07/3; ECE (2·|0.5−0.9| + 1·|1−0.5|)/3.
    @Test
    void calibrationIsAsSummedByHand() {
        var details = new Findings()
                .add("a", REVERT, REVERT)
                .add("b", REVERT, LEGITIMIZE)
                .sure(Confidence.Level.LOW)
                .add("c", REVERT, REVERT)
                .add("d", REVERT, NONE)
                .details();

        var calibrated = details.calibrated();
        assertThat(calibrated.steps())
                .containsExactly(
                        new Calibration.Step(Confidence.Level.LOW, 1, 1, 0.5),
                        new Calibration.Step(Confidence.Level.HIGH, 2, 1, 0.9));
        assertThat(calibrated.brier()).isCloseTo(1.07 / 3, within(1e-12));
        assertThat(calibrated.ece()).isCloseTo(1.3 / 3, within(1e-12));
    }

    @Test
    void severityCitationsAndRefactorsAreCountedWhereTheyAreLabelled() {
        var details = new Findings()
                .add("a", REVERT, REVERT)
                .severity(Severity.LOW, Severity.MEDIUM)
                .cites("E-01", "E-09")
                .add("b", REVERT, REVERT)
                .severity(Severity.HIGH, Severity.HIGH)
                .refactor(new RefactorRange(List.of(Value.string("large")), null, null), "large")
                .add("c", REFACTOR, REFACTOR)
                .refactor(new RefactorRange(List.of(), BigDecimal.TWO, BigDecimal.TEN), "11")
                .add("d", REFACTOR, REFACTOR)
                .add("e", REFACTOR, REVERT)
                .details();

        assertThat(details.severity()).isEqualTo(new Share(3, 4, 0, 3));
        assertThat(details.citations()).as("one of two in b, c, d and e each").isEqualTo(new Share(4, 8, 0, 4));
        assertThat(details.refactor()).isEqualTo(new Share(1, 2, 0, 1));
    }

    @Test
    void aPullRequestIsWrongIfItIsForOneOfItsFindings() {
        var details = new Findings()
                .opens("pull/1")
                .add("a", REVERT, REVERT)
                .add("a", LEGITIMIZE, REVERT)
                .opens("pull/2")
                .add("a", REVERT, REVERT)
                .refactor(new RefactorRange(List.of(Value.string("large")), null, null), "huge")
                .opens("pull/1")
                .add("b", REFACTOR, REFACTOR)
                .details();

        assertThat(details.wrong()).isEqualTo(new Share(2, 3, 0, 2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"REVERT", "LEGITIMIZE", "NEEDS_HUMAN"})
    void toAnswerEveryDriftAlikeTellsNoPairApart(Answer answer) {
        var findings = new Findings()
                .pair("01")
                .dangerous(LEGITIMIZE)
                .add("a", REVERT, REVERT)
                .dangerous(REVERT)
                .add("b", LEGITIMIZE, LEGITIMIZE)
                .pair("")
                .add("c", REVERT, NONE)
                .list();

        var always = Score.of(findings.stream().map(f -> f.answering(answer)).toList());

        assertThat(always.different().count()).isZero();
        assertThat(always.missed().count())
                .as("what is not there is answered by nobody")
                .isEqualTo(1);
        assertThat(always.accepted().count()).isEqualTo(answer == NEEDS_HUMAN ? 0 : 1);
        assertThat(always.dangerous().count()).isEqualTo(answer == NEEDS_HUMAN ? 0 : 1);
    }
}
