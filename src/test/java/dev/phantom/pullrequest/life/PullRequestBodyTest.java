package dev.phantom.pullrequest.life;

import static dev.phantom.pullrequest.life.Drafts.DATADOG;
import static dev.phantom.pullrequest.life.Drafts.decision;
import static dev.phantom.pullrequest.life.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Aside;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.pullrequest.body.ValueText;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Eased;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.stack.Stack;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a pull request says, and to whom.
final class PullRequestBodyTest {

    @Test
    void privacyHidesPeopleAccountsAndEvidence() {
        var one = new Judged.One(Judged.Kind.REVERT, "Db").actual("arn:aws:sns:us-east-1:111122223333:t");
        var decisions = List.of(one.decision());
        Supplier<String> text = () -> "assumed-role/OnCall/alice.smith in 111122223333, alice.smith@acme.example";

        assertThat(draft(text, decisions, Privacy.FULL, false).body())
                .contains("role/oncall", "111122223333", "alice.smith");
        assertThat(draft(text, decisions, Privacy.MASKED, false).body())
                .contains("role/o…", "…3333", "checkout p95")
                .doesNotContain("oncall", "111122223333", "alice");
        for (var hidden :
                List.of(draft(text, decisions, Privacy.NONE, false), draft(text, decisions, Privacy.FULL, true))) {
            assertThat(hidden.title() + hidden.body())
                    .contains("02:52 E-01 alert")
                    .doesNotContain("oncall", "role/o", "3333", "alice", "checkout", "DB CPU", "went away");
        }
    }

    @Test
    void aLinkThatShowsAnAccountIsLeftOut() {
        var one = new Judged.One(Judged.Kind.REVERT, "Db");
        var link = "https://" + DATADOG + "/x?q=%2F111122223333%2Fpayments";
        var file = Judged.file(Judged.stack(Stack.Mode.READY), one.drift(), "alert", link);
        var decisions = List.of(new Decision(file, one.decision().verdict()));

        assertThat(draft(() -> "", decisions, Privacy.FULL, false).body()).contains("[E-01](" + link + ")");
        assertThat(draft(() -> "", decisions, Privacy.MASKED, false).body())
                .contains("alert — E-01 alert")
                .doesNotContain("111122223333");
    }

    @Test
    void aTitleNamesWhatIsAnElementOfAList() {
        var tag = new Value.MapValue(java.util.Map.of("Key", Value.string("team"), "Value", Value.string("x")));
        assertThat(ValueText.element(PropertyPath.parse("/Tags/1"), tag)).isEqualTo("tag team");
        assertThat(ValueText.element(PropertyPath.parse("/Rules/0"), tag)).isEqualTo("an entry of /Rules");
        assertThat(ValueText.element(PropertyPath.parse("/MaxSize"), tag)).isEqualTo("/MaxSize");
        assertThat(ValueText.element(PropertyPath.ROOT, tag)).isEqualTo("the resource");
    }

    @Test
    void aCriticalFindingInAPublicRepositorySaysLittle() {
        Supplier<String> text = () -> "telling";
        var finding = new Finding("PH-SEV-001", Severity.CRITICAL, PropertyPath.ROOT, "open to the world", true, "");
        var open = decision(text, "d-0000", Judged.Kind.REVERT, new Assessment(Severity.CRITICAL, List.of(finding)));

        var draft = draft(text, List.of(open), Privacy.FULL, true);

        assertThat(draft.title()).contains("revert the changes to ").doesNotContain("telling");
        assertThat(draft.body().substring(0, draft.body().indexOf("<!--")))
                .contains("Merging alone changes nothing in AWS")
                .doesNotContain("open to the world", "telling");
        assertThat(draft(text, List.of(open), Privacy.FULL, false).body()).contains("**Who and when.**");
    }

    @Test
    void whatTheTeamLoweredIsNamedButNotInPublic() {
        Supplier<String> text = () -> "telling";
        var finding = new Finding("PH-SEV-001", Severity.CRITICAL, PropertyPath.ROOT, "open to the world", true, "");
        var eased = new Eased(finding, Severity.MEDIUM, "bastion moves", LocalDate.parse("2027-01-31"));
        var assessment = new Assessment(Severity.MEDIUM, List.of(), List.of(), List.of(eased), List.of());
        var open = decision(text, "d-0000", Judged.Kind.REVERT, assessment);

        assertThat(draft(text, List.of(open), Privacy.FULL, false).body())
                .contains("open to the world")
                .contains("Lowered to medium by `.phantom/severity.yaml` until 2027-01-31: bastion moves.");
        assertThat(draft(text, List.of(open), Privacy.FULL, true).body()).doesNotContain("open to the world");
    }

    @Test
    void whatDoesNotFitIsCounted() {
        var decisions = IntStream.range(0, 23)
                .mapToObj(i ->
                        new Judged.One(Judged.Kind.REVERT, "R" + i).urgent().decision())
                .toList();
        assertThat(draft(() -> "", decisions, Privacy.FULL, false).body())
                .contains("First aid for 18 more is in the report.", "| and 3 more | | | |", " and 13 more\n");
    }

    private static String unfolded(String body) {
        return body.replaceAll("(?s)<details><summary>(.*?)</summary>.*?</details>", "$1")
                .replaceAll("<!--.*-->", "");
    }

    @Test
    void theFirstScreenDecides() {
        var draft =
                draft(() -> "words", List.of(new Judged.One(Judged.Kind.REVERT, "Db").decision()), Privacy.FULL, false);

        assertThat(unfolded(draft.body()).lines().filter(line -> !line.isBlank()))
                .startsWith(
                        "**Summary.** The live state of `Db` (`/MaxSize` `6` → `10`) differs from the repository; it was"
                                + " changed by `role/oncall` at 2026-11-21T03:04:11Z.")
                .anyMatch(line -> line.startsWith(
                        "**Verdict: revert.** Severity high, confidence high (very likely, not measured"))
                .anyMatch(line -> line.startsWith("**Why.** The load went away with the rollback."))
                .anyMatch(line -> line.startsWith("**What merging does.** **Merging alone changes nothing in AWS.**"))
                .anyMatch(line -> line.startsWith(
                        "**What to do next.** Merge it, then run `phantom reconcile apply`. To reject"));
        assertThat(draft.title()).isEqualTo("[phantom] payments: revert Db /MaxSize to 6");
        assertThat(draft.draft()).isFalse();
    }

    @Test
    void theRestIsFolded() {
        var draft =
                draft(() -> "words", List.of(new Judged.One(Judged.Kind.REVERT, "Db").decision()), Privacy.FULL, false);

        assertThat(draft.body())
                .containsSubsequence(
                        "<details><summary>What changed, who and when</summary>\n\n**What changed**",
                        "`6` (`stacks/payments.yaml:7`) → `10`",
                        "**Who and when.** 2026-11-21T03:04:11Z, `role/oncall` by console",
                        "**Why revert.**",
                        "**Counter-evidence.** DB CPU 88 % (E-02).",
                        "**Gaps in the evidence**",
                        "Slow-query log: denied",
                        "**Timeline (UTC, 2026-11-21)**",
                        "02:52 checkout p95 &gt; 2 s — [E-01](https://app.datadoghq.com/monitors/1) alert",
                        "**Cost.**",
                        "+2,452.80 USD a month",
                        "**Proof**",
                        "rediff: pass",
                        "**Not compared**",
                        "**Your options**",
                        "Judged by rules");
        assertThat(draft.body().split("<details>", -1))
                .hasSameSizeAs(draft.body().split("\n</details>", -1));
        assertThat(unfolded(draft.body())).doesNotContain("Timeline (UTC", "Your options**", "rediff");
    }

    /// The drafts' revert goes back to what the repository costs.
    @Test
    void theCostIsATableOfBeforeNowAndProposed() {
        var one = new Judged.One(Judged.Kind.REVERT, "Db").decision();
        assertThat(draft(() -> "words", List.of(one), Privacy.FULL, false).body())
                .contains("| USD a month | before | now | proposed |\n|---|--:|--:|--:|\n| `Db` | ");
    }

    /// What the drift says of its price, and what the table says, is one figure.
    @Test
    void whatARefactorCostsIsTheFigureOfItsVerdict() {
        var judged = new Judged.One(Judged.Kind.REFACTOR, "Db").decision();
        var opinion = judged.verdict().opinion();
        var priced = new Aside(List.of(), null, List.of(), Aside.Spent.NOTHING, new BigDecimal("175.20"));
        var one = new Decision(judged.file(), judged.verdict().with(opinion.saying(priced)));
        var body = draft(() -> "words", List.of(one), Privacy.FULL, false).body();
        assertThat(body).contains("which costs +175.20 USD a month compared with the repository's value");
        var row = Pattern.compile("\\| `Db` \\| ([\\d.]+) \\| [\\d,.]+ \\| ([\\d.]+) \\|")
                .matcher(body);
        assertThat(row.find()).as(body).isTrue();
        assertThat(new BigDecimal(row.group(2)).subtract(new BigDecimal(row.group(1))))
                .isEqualTo("175.20");
    }

    @Test
    void whatIsNotReadySaysSoBeforeAnythingElse() {
        Supplier<String> text = () -> "words";
        var low = decision(text, "d-0000", Judged.Kind.REVERT, new Assessment(Severity.HIGH, List.of()));
        assertThat(draft(text, List.of(low), Privacy.FULL, false).body())
                .startsWith("**Not ready.** The confidence is low, below medium.\n\n**Summary.**");
    }

    /// The cost of the drafts' drift has a part without a price.
    @Test
    void itsCostSaysWhatIsNotInTheSum() {
        Supplier<String> text = () -> "words";
        var one = decision(text, "d-0000", Judged.Kind.REVERT, new Assessment(Severity.HIGH, List.of()));

        assertThat(draft(text, List.of(one), Privacy.FULL, false).body())
                .contains("+1.00 USD a month and 1 change not priced", "not priced: words");
    }
}
