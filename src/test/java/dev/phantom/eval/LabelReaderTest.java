package dev.phantom.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.eval.VerdictLabel.Tier;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Value;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelReaderTest {

    private static final String LABEL = """
            {"schema": "phantom.label/v1", "pair": "01", "twin": null, "tier": "no-evidence", "why": "for people",
             "findings": [{"logicalId": "Db", "path": "/DBInstanceClass", "best": "refactor",
               "accept": ["refactor", "needs-human"], "dangerous": ["legitimize"],
               "severity": {"min": "medium", "max": "high"}, "refactor": {"values": ["db.r5.xlarge"], "min": null, "max": null}}]}
            """;

    @Test
    void readsWhatTheContractShows() {
        var label = LabelReader.read("label.json", LABEL);

        assertThat(label.pair()).isEqualTo("01");
        assertThat(label.tier()).isEqualTo(Tier.NO_EVIDENCE);
        var finding = label.findings().getFirst();
        assertThat(finding.place()).isEqualTo("Db /DBInstanceClass");
        assertThat(finding.accept()).isEqualTo(Set.of(Answer.REFACTOR, Answer.NEEDS_HUMAN));
        assertThat(finding.refactor()).isNotNull().matches(r -> r.contains(Value.string("db.r5.xlarge")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"best\": \"refactor\"|\"best\": \"rollback\"|'best' has an unknown value: rollback",
                "\"best\": \"refactor\"|\"best\": \"revert\"|'accept' lacks the best answer, revert",
                "[\"legitimize\"]|[\"needs-human\"]|an answer is in 'accept' and in 'dangerous'",
                "\"min\": \"medium\"|\"min\": \"critical\"|'min' is above 'max'",
                "[\"db.r5.xlarge\"]|[]|it names no value",
                "/DBInstanceClass|DBInstanceClass|a path starts with '/'",
                "no-evidence|control|'twin' is missing",
                "\"twin\": null|\"twin\": \"t01-b\"|only a label of tier control has one",
                "label/v1|label/v2|not 'phantom.label/v1'",
                "\"why\"|\"because\"|unknown key 'because'",
                "phantom.label|{|not a JSON document"
            })
    void refusesALabelThatSaysTooLittleTooMuchOrContradictsItself(String from, String to, String why) {
        var wrong = to.equals("{") ? "{" : LABEL.replace(from, to);

        assertThatThrownBy(() -> LabelReader.read("evals/tuned/t01-a/label.json", wrong))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().line())
                                .startsWith("PH-EVL-002 evals/tuned/t01-a/label.json ")
                                .contains(why));
    }
}
