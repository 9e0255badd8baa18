package dev.phantom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A result at the width of a terminal.
class WordWrapTest {

    @Test
    void aLineIsBrokenBetweenWordsAndHangsBelowItsText() {
        assertThat(WordWrap.lines("waiting         2 drifts for a decision by a person", 36))
                .containsExactly("waiting         2 drifts for a", "                decision by a person");
        assertThat(WordWrap.lines("           one two three", 20))
                .containsExactly("           one two", "          three");
    }

    @Test
    void whatFitsOrHasNoWidthStaysAsItIs() {
        assertThat(WordWrap.lines("a  line of words", 0)).containsExactly("a  line of words");
        assertThat(WordWrap.lines("a  line of words", 16)).containsExactly("a  line of words");
    }

    @Test
    void aWordThatIsLongerThanALineStaysOne() {
        assertThat(WordWrap.lines("see https://github.com/acme/infra/pull/3 now", 20))
                .containsExactly("see", "https://github.com/acme/infra/pull/3", "now");
    }

    @Test
    void aWidthIsOfColumnsNotOfCharacters() {
        assertThat(WordWrap.width("\u001b[1;31mCRITICAL\u001b[0m")).isEqualTo(8);
        assertThat(WordWrap.width("表e\u0301😀")).isEqualTo(5);
        assertThat(WordWrap.cut("表表表", 5)).isEqualTo("表表");
        assertThat(WordWrap.lines("表表 表表", 6)).containsExactly("表表", "表表");
    }

    /// All of a night, and its end, at a width that many terminals have.
    @Test
    void noLineOfAReportIsWiderThanTheTerminal() throws IOException {
        var run = Nights.demo();
        var text = new ReportText(new PlainText(Nights::value), true, false, 80).run(run) + "\n"
                + ClosingText.of(run, "phantom-out/report.html", 80);
        assertThat(text.lines().filter(line -> WordWrap.width(line) > 80))
                .allMatch(line -> List.of(line.split(" ")).stream().anyMatch(word -> word.length() > 40));
        assertThat(text).contains("\naws cloudcontrol update-resource --region us-east-1\n");
    }

    @Test
    void aRunEndsWithALineForEachDriftAndWhatToDoNext() throws IOException {
        var closing = ClosingText.of(Nights.demo(), "out/report.html", 0);
        assertThat(closing.lines()).noneMatch(line -> line.endsWith(" "));
        assertThat(closing)
                .containsSubsequence(
                        "run             1 stack · 7 drifts",
                        "critical        role/OnCall added WebGroup",
                        ". Wrong: revert it.\nhigh            role/OnCall changed Db",
                        "Right: keep it.",
                        "report          out/report.html",
                        "next            1. close the exposure of payments WebGroup now; merging its pull request alone does not: aws",
                        "                2. review the pull requests, starting with https://github.com/acme/infra/pull/2",
                        "                3. decide payments Notifier; out/report.html shows the evidence");
    }
}
