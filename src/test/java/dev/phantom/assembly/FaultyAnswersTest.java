package dev.phantom.assembly;

import static dev.phantom.analysis.Cases.stats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Cases;
import dev.phantom.analysis.FallbackAnalyst;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.analysis.rules.RulesAnalyst;
import dev.phantom.config.ConfigReader;
import dev.phantom.drift.knowledge.Known;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--answers` with a file in which every answer but three has a fault of its own, written by hand for one case.
class FaultyAnswersTest {

    private static final String FILE = "faulty-answers.jsonl";
    private static final BatchAnswers ANSWERS = BatchAnswers.read(
            new Invocation(Map.of(), Clock.systemUTC(), Path.of("src/test/resources/dev/phantom/assembly")), FILE);

    private static CaseFile file() {
        return Cases.of(
                        "AWS::RDS::DBInstance",
                        "{'DBInstanceClass':'db.r5.large','Engine':'mysql','AllocatedStorage':100}",
                        "{'DBInstanceClass':'db.r5.4xlarge','Engine':'mysql','AllocatedStorage':100}")
                .rolledBack()
                .load(stats(60, 82, 95), null, stats(10, 12, 18))
                .build();
    }

    private static Verdict judged(String fault) {
        var config = ConfigReader.read(
                "phantom.yaml",
                "version: 1\nsafe: { folder: infra }\nstacks:\n  - { name: a, account: \"111122223333\", template: a.yaml }\n",
                folder -> true);
        var rules = new RulesAnalyst(Known.EVERYWHERE);
        return new FallbackAnalyst(new OfflineModel(config, any -> fault).answering(ANSWERS), rules).judge(file());
    }

    @ParameterizedTest
    @CsvSource({"good", "fence", "thinking"})
    void whatIsAnAnswerIsTheVerdict(String fine) {
        var verdict = judged(fine);
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.REVERT);
        assertThat(verdict.opinion().evidence()).containsExactly("E-03");
        assertThat(verdict.opinion().analyst()).isNotEqualTo("rules");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "wrong-exhibit | an exhibit that does not exist: E-42",
                "wrong-id-in-reasoning | the reasoning cites E-77, which does not exist",
                "wrong-candidate | a candidate that was not offered",
                "invented-quote | the quote for E-03 does not occur verbatim",
                "short-quote | shorter than 12 characters and no whole field",
                "invented-number | the figure 4711 is not in the case",
                "invented-time | the figure 05:17 is not in the case",
                "below-the-floor | severity is below the floor, which is medium",
                "raised-for-nothing | severity_raised_by names no exhibit",
                "wrong-cause | ended_by is not-over, but",
                "owner-made-up | owner_quote does not occur",
                "flattery | not one JSON document and nothing else",
                "flattery-fenced | not one JSON document and nothing else",
                "no-json | not one JSON document and nothing else",
                "missing-member | 'need' is missing",
                "unknown-word | 'recommendation' has none of the allowed values",
                "confidence-made-up | 'confidence' has none of the allowed values",
                "too-long | reasoning must have between 1 and 2000 characters"
            })
    void anAnswerThatCannotBeBelievedIsAPersonsAndSaysWhy(String fault, String why) {
        var verdict = judged(fault);
        assertThat(verdict.recommendation()).isEqualTo(Recommendation.NEEDS_HUMAN);
        assertThat(verdict.opinion().reasoning()).contains(why);
        assertThat(verdict.opinion().gaps()).last().asString().startsWith("PH-LLM-002");
        assertThat(verdict.opinion().severity()).isEqualTo(file().assessment().floor());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "truncation | the answer was cut off: max_tokens",
                "refusal | the model refused to answer",
                "expired | the batch gave no answer: expired",
                "overloaded | the batch answered an error: Overloaded",
                "nothing-of-the-kind | the file has no answer for this drift"
            })
    void whereThereIsNoAnswerTheRulesJudgeAndSayWhy(String fault, String why) {
        var verdict = judged(fault);
        assertThat(verdict.opinion().analyst()).isEqualTo("rules");
        assertThat(verdict.opinion().gaps()).last().asString().startsWith("claude gave no verdict: " + why);
    }
}
