package dev.phantom.drift.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.state.StackId;
import dev.phantom.template.PropertyPath;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static IgnoreRules rules(String rule) {
        return IgnoreRulesReader.read("ignore.yaml", "version: 1\nrules:\n  - " + rule + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {stack: a}                               | rule 1: 'reason' is required
            {path: /Tags, type: T, reason: r}        | rule 1: a rule with a 'path' needs a 'resource'
            {reason: r}                              | rule 1: it would match everything
            {stack: "*", resource: "*", reason: r}   | rule 1: it would match everything
            {account: "1", region: x, reason: r}     | rule 1: it would match everything
            {resourc: Db, reason: r}                 | rule 1: unknown key 'resourc'
            {resource: Db, path: Tags, reason: r}    | rule 1: 'path' starts with '/': Tags
            {resource: Db, until: soon, reason: r}   | rule 1: 'until' must be a date such as 2027-01-31, not soon
            """)
    void aBadRuleIsRefusedInOneLine(String rule, String problem) {
        assertThatThrownBy(() -> rules(rule)).hasMessageContaining("PH-DRF-004 ignore.yaml " + problem);
    }

    @Test
    void aRuleDoesNotLeakToATwinStack() {
        var rules = rules("{stack: pay, account: \"111122223333\", resource: Db, path: /Tags/*/Value, reason: r}");
        var path = PropertyPath.parse("/Tags/3/Value");
        assertThat(rules.covering(new StackId("111122223333", "us-east-1", "pay"), "Db", "T", path, TODAY))
                .isPresent();
        assertThat(rules.covering(new StackId("999999999999", "us-east-1", "pay"), "Db", "T", path, TODAY))
                .isEmpty();
        assertThat(rules.covering(new StackId("111122223333", "us-east-1", "web"), "Db", "T", path, TODAY))
                .isEmpty();
        assertThat(rules.covering(new StackId("111122223333", "us-east-1", "pay"), "Db2", "T", path, TODAY))
                .isEmpty();
        assertThat(rules.covering(new StackId("111122223333", "us-east-1", "pay"), "Db", "T", null, TODAY))
                .isEmpty();
    }

    @Test
    void itHoldsThroughItsLastDay() {
        var rules = rules("{resource: Db, until: 2026-11-22, reason: r}");
        var id = new StackId("", "", "");
        assertThat(rules.covering(id, "Db", "T", null, TODAY)).isPresent();
        assertThat(rules.covering(id, "Db", "T", null, TODAY.plusDays(1))).isEmpty();
    }

    @Test
    void anEmptyFileHasNoRules() {
        assertThat(IgnoreRulesReader.read("ignore.yaml", "").rules()).isEmpty();
        assertThatThrownBy(() -> IgnoreRulesReader.read("ignore.yaml", "rules: []"))
                .hasMessageContaining("'version' must be 1");
        assertThatThrownBy(() -> IgnoreRulesReader.read("ignore.yaml", "a: [")).hasMessageContaining("not valid YAML");
    }
}
