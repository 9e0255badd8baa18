package dev.phantom.drift.ignore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.drift.Listed;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value.MapValue;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            {resourc: Db, reason: r}                 | rule 1: unknown key 'resourc'; did you mean 'resource'?
            {resource: Db, untill: 2027-01-01, reason: r} | rule 1: unknown key 'untill'; did you mean 'until'?
            {stack: " * ", resource: , reason: r}    | rule 1: it would match everything
            {stack: [a, b], reason: r}               | rule 1: 'stack' must be a string
            {resource: !Ref Db, reason: r}           | rule 1: 'resource' must be a string
            {type: T, reason: " "}                   | rule 1: 'reason' is required
            Db                                       | rule 1: must be a map
            {resource: Db, path: Tags, reason: r}    | rule 1: 'path' must start with '/': Tags
            {resource: Db, until: soon, reason: r}   | rule 1: 'until' must be a date such as 2027-01-31, not soon
            """)
    void aBadRuleIsRefusedInOneLine(String rule, String problem) {
        assertThatThrownBy(() -> rules(rule)).hasMessageContaining("PH-DRF-004 ignore.yaml " + problem);
    }

    @Test
    void aRuleDoesNotLeakToATwinStack() {
        var rules = rules("{stack: pay, account: \"111122223333\", resource: Db, path: /Tags/*/Value, reason: r}");
        var path = PropertyPath.parse("/Tags/3/Value");
        assertThat(rules.covering(
                        new StackId("111122223333", "us-east-1", "pay"), "Db", "T", path, MapValue.EMPTY, TODAY))
                .isPresent();
        assertThat(rules.covering(
                        new StackId("999999999999", "us-east-1", "pay"), "Db", "T", path, MapValue.EMPTY, TODAY))
                .isEmpty();
        assertThat(rules.covering(
                        new StackId("111122223333", "us-east-1", "web"), "Db", "T", path, MapValue.EMPTY, TODAY))
                .isEmpty();
        assertThat(rules.covering(
                        new StackId("111122223333", "us-east-1", "pay"), "Db2", "T", path, MapValue.EMPTY, TODAY))
                .isEmpty();
        assertThat(rules.covering(
                        new StackId("111122223333", "us-east-1", "pay"), "Db", "T", null, MapValue.EMPTY, TODAY))
                .isEmpty();
    }

    @Test
    void itHoldsThroughItsLastDay() {
        var rules = rules("{resource: Db, until: 2026-11-22, reason: r}");
        var id = new StackId("", "", "");
        assertThat(rules.covering(id, "Db", "T", null, MapValue.EMPTY, TODAY)).isPresent();
        assertThat(rules.covering(id, "Db", "T", null, MapValue.EMPTY, TODAY.plusDays(1)))
                .isEmpty();
    }

    @Test
    void anEmptyFileHasNoRules() {
        assertThat(IgnoreRulesReader.read("ignore.yaml", "").rules()).isEmpty();
        assertThat(IgnoreRulesReader.read("ignore.yaml", "# none yet\n\n").rules())
                .isEmpty();
        assertThat(IgnoreRulesReader.read("ignore.yaml", "version: 1\nrules:\n").rules())
                .isEmpty();
        assertThatThrownBy(() -> IgnoreRulesReader.read("ignore.yaml", "rules: []"))
                .hasMessageContaining("'version' must be 1");
        assertThatThrownBy(() -> IgnoreRulesReader.read("ignore.yaml", "a: [")).hasMessageContaining("not valid YAML");
    }

    private static final StackId HERE = new StackId("111122223333", "us-east-1", "pay");
    private static final String WHOLE =
            "{stack: pay, resource: Db, type: T, path: /A, account: \"111122223333\", region: us-east-1, reason: r}";

    /// Each selector holds the rule back alone, however near the name.
    @ParameterizedTest
    @CsvSource(textBlock = """
            stack: pay,       stack: pay2
            stack: pay,       stack: Pay
            resource: Db,     resource: DB
            resource: Db,     resource: Dbx
            type: T,          type: T::Db
            path: /A,         path: /AB
            path: /A,         path: /A/B
            path: /A,         path: /a
            111122223333,     111122223334
            us-east-1,        us-east-11
            """)
    void everySelectorScopes(String mine, String another) {
        var at = PropertyPath.parse("/A");
        assertThat(rules(WHOLE).covering(HERE, "Db", "T", at, MapValue.EMPTY, TODAY))
                .isPresent();
        assertThat(rules(WHOLE).covering(HERE, "Db", "T", PropertyPath.parse("/A/0/C"), MapValue.EMPTY, TODAY))
                .isPresent();
        assertThat(rules(WHOLE.replace(mine, another)).covering(HERE, "Db", "T", at, MapValue.EMPTY, TODAY))
                .isEmpty();
    }

    private static Map<StackId, IgnoreRules.Seen> seen(Listed... ignored) {
        var seen = new LinkedHashMap<StackId, IgnoreRules.Seen>();
        seen.put(HERE, new IgnoreRules.Seen(Set.of("Db", "Queue"), List.of(ignored), List.of()));
        seen.put(
                new StackId("111122223333", "us-east-1", "web"),
                new IgnoreRules.Seen(Set.of("Site"), List.of(), List.of()));
        return seen;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {resource: Db, until: 2026-11-21, reason: r} | ignore rule expired on 2026-11-21: resource=Db
            {stack: pay, resource: Db, reason: r} | ignore rule matched nothing: stack=pay resource=Db
            {stack: pay, resource: Que, reason: r} | ignore rule matched nothing: stack=pay resource=Que; the resource does not exist, did you mean Queue?
            {stack: pai, type: T, reason: r} | ignore rule matched nothing: stack=pai type=T; the stack does not exist, did you mean pay?
            {stack: pay, account: "2", reason: r} | ignore rule matched nothing: stack=pay account=2; no configured stack has that account and region
            """)
    void whatIsOfNoUseIsToldOnce(String rule, String notice) {
        assertThat(rules(rule).notices(TODAY, seen(), List.of())).isEqualTo(Map.of(HERE, List.of(notice)));
    }

    @Test
    void whatWasUsedOrConcernsAnotherStackIsNotTold() {
        var item = new Listed("Db", "db-1", "T", PropertyPath.parse("/A/B"), "ADD", null, null, "r");
        assertThat(rules("{type: T, reason: r}").notices(TODAY, seen(item), List.of()))
                .isEmpty();
        assertThat(rules(WHOLE).notices(TODAY, seen(item), List.of())).isEmpty();
        var later = new StackId("111122223333", "eu-west-1", "late");
        assertThat(rules("{stack: late, reason: r}").notices(TODAY, seen(), List.of(later)))
                .isEmpty();
        assertThat(rules("{stack: late, reason: r}").notices(TODAY, seen(), List.of()))
                .hasSize(1);
    }
}
