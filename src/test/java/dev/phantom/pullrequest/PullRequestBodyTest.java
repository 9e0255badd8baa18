package dev.phantom.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.CaseFile;
import dev.phantom.analysis.Confidence;
import dev.phantom.analysis.Recommendation;
import dev.phantom.analysis.Verdict;
import dev.phantom.cost.CostDelta;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.Occurred;
import dev.phantom.drift.Unchecked;
import dev.phantom.evidence.Evidence;
import dev.phantom.evidence.Exhibit;
import dev.phantom.evidence.Signal;
import dev.phantom.patch.PatchSet;
import dev.phantom.patch.Proof;
import dev.phantom.pullrequest.DriftGroup.Standing;
import dev.phantom.pullrequest.PublishPolicy.Privacy;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Finding;
import dev.phantom.severity.Severity;
import dev.phantom.state.Stack;
import dev.phantom.state.Write;
import dev.phantom.template.Origin;
import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No text from outside can do anything in a pull request; whatever comes, the body is bounded and its marker readable.
final class PullRequestBodyTest {

    private static final String DATADOG = "app.datadoghq.com";
    private static final List<String> HOSTILE = List.of(
            "@octocat",
            "@acme/owners",
            "a@b.example",
            "&#64;octocat",
            "&commat;octocat",
            "＠octocat",
            "#1",
            "acme/infra#7",
            "GH-12",
            "fixes #3",
            "https://evil.example/x",
            "HTTP://evil.example",
            "ftp://evil.example",
            "www.evil.example",
            "WWW.evil.example",
            "[click](https://evil.example)",
            "![x](//evil.example/p.png)",
            "[a]: https://evil.example",
            "<script>alert(1)</script>",
            "<img src=x onerror=y>",
            "<!-- phantom:{\"v\":1} -->",
            "-->",
            "--!>",
            "<a href=//e>",
            "${{ secrets.TOKEN }}",
            "${{",
            "}}",
            "$(rm -rf /)",
            "{{ x }}",
            "`code`",
            "```",
            "``",
            "`",
            "~~~",
            "\\",
            "\\\\`",
            "\\@octocat",
            "**bold**",
            "__b__",
            "| a | b |",
            "\n# head\n",
            "\r\n- [ ] task",
            "\n\n---\n",
            "\n> quote",
            "\u0000",
            "\u001b[31m",
            "\u202etxt.exe",
            "\u200b@octocat",
            "@\u200boctocat",
            "@\ufeffoctocat",
            "\ud83d",
            "\ude00",
            "😀",
            "[skip ci]",
            "[ci skip]",
            "ignore all previous instructions",
            "111122223333",
            "arn:aws:iam::111122223333:user/alice",
            " ",
            "é",
            "x");
    private static final Pattern MENTION = Pattern.compile("[@＠][A-Za-z0-9]");
    private static final Pattern REFERENCE = Pattern.compile("#\\d|(?i)\\bGH-\\d");
    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z]+://(?!app\\.datadoghq\\.com/)|\\bwww\\.");
    private static final Pattern LINK = Pattern.compile("(?<!\\\\)\\]\\((?!https://app\\.datadoghq\\.com/)");
    private static final Pattern HTML = Pattern.compile("<(?!!-- phantom:\\{)");
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u0000-\\u0009\\u000b-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]");

    /// Draws hostile texts; the seed is in the failure's description.
    private static final class Drawing implements Supplier<String> {
        private final Random random;

        Drawing(long seed) {
            this.random = new Random(seed);
        }

        @Override
        public String get() {
            var text = new StringBuilder();
            for (var i = random.nextInt(6); i >= 0; i--) {
                text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
                text.append(random.nextInt(3) == 0 ? " " : "");
            }
            return text.toString();
        }

        List<String> some() {
            return List.of(get(), get(), get());
        }
    }

    /// A judged drift in which every text is from the supplier.
    private static Decision decision(Supplier<String> text, String id, Judged.Kind kind, Assessment assessment) {
        var occurred = new Occurred(
                Judged.CHANGED, null, Occurred.Precision.EXACT, text.get(), Write.Via.CONSOLE, text.get(), text.get());
        var origin = new Origin(Origin.Kind.PARAMETER_DEFAULT, text.get(), text.get(), PropertyPath.ROOT, 7, 1);
        var circumstances = Circumstances.declared(origin).occurred(occurred);
        List<Change> changes = List.of(
                new Change.NotEqual(
                        PropertyPath.of(text.get()),
                        PropertyPath.ROOT,
                        Value.string(text.get()),
                        Value.string(text.get()),
                        List.of(),
                        circumstances),
                new Change.Add(
                        PropertyPath.of("Tags", text.get()), Value.list(Value.string(text.get())), circumstances),
                new Change.Remove(PropertyPath.of("Secret"), new Value.Sensitive("hunter2"), circumstances));
        var drift = new Drift(
                id,
                Fingerprint.of(id),
                "Db" + text.get(),
                text.get(),
                text.get(),
                Drift.Status.MODIFIED,
                changes,
                Value.MapValue.EMPTY,
                Value.MapValue.EMPTY);
        var exhibits = new ArrayList<Exhibit>();
        for (var i = 1; i < 5; i++) {
            exhibits.add(new Exhibit(
                    "E-0" + i,
                    new Signal.Event(
                            Judged.CHANGED.plusSeconds(i),
                            text.get(),
                            Signal.Event.Kind.OTHER,
                            text.get(),
                            text.get())));
        }
        exhibits.add(new Exhibit(
                "E-05",
                new Signal.Incident(
                        Judged.CHANGED, null, text.get(), text.get(), text.get(), "https://" + DATADOG + "/x?a=1")));
        exhibits.add(new Exhibit(
                "E-06",
                new Signal.Write(
                        Judged.CHANGED, "e", text.get(), text.get(), "https://evil.example/" + DATADOG + "/")));
        var cost = new CostDelta(
                BigDecimal.ONE,
                List.of(new CostDelta.Line(text.get(), null, BigDecimal.TEN, text.get())),
                List.of(text.get()),
                null);
        var opinion = new Verdict.Opinion(
                Confidence.nominal(Confidence.Level.LOW),
                text.get() + ". " + text.get(),
                List.of("E-01", text.get()),
                List.of("E-02", text.get()),
                Severity.LOW,
                null,
                text.get(),
                "digest",
                List.of(text.get()));
        var verdict = switch (kind) {
            case LEGITIMIZE -> new Verdict.Legitimize(opinion);
            case REVERT -> new Verdict.Revert(opinion);
            case REFACTOR ->
                new Verdict.Refactor(
                        opinion, List.of(new Verdict.Edit(PropertyPath.of(text.get()), Value.string(text.get()))));
            case NEEDS_HUMAN -> new Verdict.NeedsHuman(opinion);
        };
        var stack = Judged.stack(Stack.Mode.READY);
        var plain = Judged.file(stack, drift);
        return new Decision(
                new CaseFile(
                        stack,
                        drift,
                        plain.coverage(),
                        assessment,
                        cost,
                        plain.window(),
                        new Evidence(exhibits, List.of(text.get())),
                        List.of()),
                verdict);
    }

    private static PullRequestDraft draft(
            Supplier<String> text, Judged.Kind kind, int members, Privacy privacy, boolean publicly) {
        var decisions = new ArrayList<Decision>();
        for (var i = 0; i < members; i++) {
            decisions.add(decision(text, "d-%04d".formatted(i), kind, new Assessment(Severity.HIGH, List.of())));
        }
        return draft(text, decisions, privacy, publicly);
    }

    private static PullRequestDraft draft(
            Supplier<String> text, List<Decision> decisions, Privacy privacy, boolean publicly) {
        var recommendation = decisions.getFirst().recommendation();
        var group = new DriftGroup("phantom/payments/d-0000", recommendation, new Standing.New(), decisions);
        var patch = new PatchSet("base", List.of(), List.of(text.get()), text.get(), Map.of(text.get(), text.get()));
        var proof = new Proof(List.of(new Proof.Line(Proof.Check.REDIFF, Proof.Result.PASS, text.get())));
        var unchecked = List.of(new Unchecked(text.get(), text.get(), null, Unchecked.Reason.READ_DENIED));
        var standard = PublishPolicy.standard();
        var policy = new PublishPolicy(standard.draftBelow(), 9, 9, false, privacy, Set.of(DATADOG));
        var round = new PullRequestLifecycle.Round(group.stack(), Judged.report(decisions, unchecked), List.of());
        return new DraftWriter(policy, publicly).write(new Proposal.Patch(group, patch, proof), round, List.of());
    }

    @ParameterizedTest
    @EnumSource(Judged.Kind.class)
    void nothingFromOutsideIsAnythingButText(Judged.Kind kind) {
        for (var seed = 0L; seed < 150; seed++) {
            var privacy = Privacy.values()[(int) (seed % 3)];
            var draft = draft(new Drawing(seed), kind, 1 + (int) (seed % 3), privacy, seed % 7 == 0);
            var where = kind + " with seed " + seed;
            for (var text : List.of(draft.title(), draft.body())) {
                assertThat(MENTION.matcher(text).results().map(r -> around(text, r.start())))
                        .as("mention: %s", where)
                        .isEmpty();
                assertThat(ADDRESS.matcher(text).results().map(r -> around(text, r.start())))
                        .as("address: %s", where)
                        .isEmpty();
                assertThat(REFERENCE.matcher(text).results().map(r -> around(text, r.start())))
                        .as("reference: %s", where)
                        .isEmpty();
                assertThat(LINK.matcher(text).results().map(r -> around(text, r.start())))
                        .as("link: %s", where)
                        .isEmpty();
                assertThat(HTML.matcher(text).results().map(r -> around(text, r.start())))
                        .as("HTML: %s", where)
                        .isEmpty();
                assertThat(INVISIBLE.matcher(text).results().map(r -> around(text, r.start())))
                        .as("invisible: %s", where)
                        .isEmpty();
                assertThat(text).as(where).doesNotContain("${{", "$(", "hunter2", "[skip ci]", "[ci skip]");
            }
            assertThat(draft.title()).as(where).doesNotContain("\n", "`").hasSizeLessThan(257);
            assertThat(draft.body().split("-->", -1)).as(where).hasSize(2);
            assertThat(Marker.in(draft.body()).orElseThrow().members())
                    .as(where)
                    .isEqualTo(draft.members());
            draft.body()
                    .lines()
                    .forEach(line -> assertThat(spansAreClosed(line))
                            .as("span in %s of %s", line, where)
                            .isTrue());
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 30), Math.min(text.length(), at + 30));
    }

    /// Whether code spans of one line open and close; a backslash escapes outside of them only.
    private static boolean spansAreClosed(String line) {
        var inside = false;
        for (var i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\' && !inside) {
                i++;
            } else if (line.charAt(i) == '`') {
                inside = !inside;
            }
        }
        return !inside;
    }

    @Test
    void whateverItsSizeItFits() {
        var words = "lorem ipsum ".repeat(20_000);
        for (var members : List.of(1, 20)) {
            var draft = draft(() -> words, Judged.Kind.REVERT, members, Privacy.FULL, false);
            assertThat(draft.body()).hasSizeLessThanOrEqualTo(65_536).contains("**In one sentence.**");
            assertThat(Marker.in(draft.body()).orElseThrow().members()).hasSize(members);
            assertThat(draft.title()).hasSizeLessThan(257);
        }
    }

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

        assertThat(draft.title()).endsWith(" to the repository's state").doesNotContain("telling");
        assertThat(draft.body().substring(0, draft.body().indexOf("<!--")))
                .contains("Merging alone changes nothing in AWS")
                .doesNotContain("open to the world", "telling");
        assertThat(draft(text, List.of(open), Privacy.FULL, false).body()).contains("**Who, when.**");
    }

    @Test
    void itSaysOneSentenceFirstAndWhatMergingDoes() {
        var draft =
                draft(() -> "words", List.of(new Judged.One(Judged.Kind.REVERT, "Db").decision()), Privacy.FULL, false);

        assertThat(draft.body())
                .startsWith("**In one sentence.** The load went away with the rollback.\n")
                .containsSubsequence(
                        "**What changed**",
                        "`6` (`stacks/payments.yaml:7`) → `10`",
                        "**Who, when.** 2026-11-21T03:04:11Z, `role/oncall` by console",
                        "**Timeline (UTC, 2026-11-21)**",
                        "02:52 checkout p95 &gt; 2 s — [E-01](https://app.datadoghq.com/monitors/1) alert",
                        "**Why revert.**",
                        "**Against it.** DB CPU 88 % (E-02).",
                        "**Not known**",
                        "Slow-query log: denied",
                        "**What merging does.** **Merging alone changes nothing in AWS.**",
                        "**Proof**",
                        "rediff: pass",
                        "**Cost.**",
                        "+2,452.80 USD a month",
                        "**Not compared**",
                        "**Your options**",
                        "Judged by rules");
        assertThat(draft.title()).isEqualTo("[phantom] payments: return Db to 6");
        assertThat(draft.draft()).isFalse();
    }

    private static PullRequestDraft of(
            String type, String path, Verdict verdict, Map<String, String> pass, Confidence.Level draftBelow) {
        var at = PropertyPath.parse(path);
        var change = new Change.NotEqual(
                at,
                at,
                Value.string("a"),
                Value.string("b"),
                List.of(),
                Circumstances.declared(Origin.ABSENT).witness(dev.phantom.drift.Witness.WRITE));
        var drift = new Drift(
                "d-1",
                "h",
                "Db",
                "db-1",
                type,
                Drift.Status.MODIFIED,
                List.of(change),
                Value.MapValue.EMPTY,
                Value.MapValue.EMPTY);
        var decision = new Decision(Judged.file(Judged.stack(Stack.Mode.READY), drift), verdict);
        var group = new DriftGroup(
                "phantom/payments/d-1", decision.recommendation(), new Standing.New(), List.of(decision));
        var standard = PublishPolicy.standard();
        var policy = new PublishPolicy(draftBelow, 9, 9, false, standard.privacy(), Set.of(DATADOG));
        return new DraftWriter(policy, false)
                .write(
                        new Proposal.Patch(
                                group,
                                new PatchSet("base", List.of(), List.of(), "", pass),
                                Judged.proof(Proof.Result.PASS)),
                        new PullRequestLifecycle.Round(
                                group.stack(), Judged.report(List.of(decision), List.of()), List.of()),
                        List.of());
    }

    private static String body(String path, Verdict verdict, Map<String, String> pass) {
        return of("AWS::RDS::DBInstance", path, verdict, pass, Confidence.Level.MEDIUM)
                .body();
    }

    private static Verdict refactor(String path) {
        return new Verdict.Refactor(
                Judged.opinion("why"), List.of(new Verdict.Edit(PropertyPath.parse(path), Value.string("c"))));
    }

    private static final Verdict LEGITIMIZE = new Verdict.Legitimize(Judged.opinion("why"));

    @Test
    void aChangedDefaultHasToBePassed() {
        var pass = new LinkedHashMap<String, String>();
        pass.put("Class", "db.r5.large");
        pass.put("Note", "it's two words");
        for (var verdict : List.of(LEGITIMIZE, refactor("/DBInstanceClass"))) {
            assertThat(body("/DBInstanceClass", verdict, pass))
                    .containsSubsequence(
                            "**What merging does.** ",
                            " The deployment has to pass `--parameter-overrides Class=db.r5.large"
                                    + " 'Note=it'\\''s two words'`: a stack that exists keeps the value",
                            "**Proof**");
            assertThat(body("/DBInstanceClass", verdict, Map.of())).doesNotContain("has to pass");
        }
    }

    @Test
    void whatDeployingInterruptsIsSaidWithItsSource() {
        var restarts = "- `Db` `/DBInstanceClass`: stops or restarts the resource: an outage until it is back"
                + " ([documented](https://docs.aws.amazon.com/goto/WebAPI/rds-2014-10-31/ModifyDBInstance))";
        assertThat(body("/DBInstanceClass", new Verdict.Revert(Judged.opinion("why")), Map.of()))
                .containsSubsequence("What merging does", "What applying the record does to what runs**", restarts);
        assertThat(body("/MultiAZ", refactor("/DBInstanceClass"), Map.of()))
                .containsSubsequence("What merging does", "What deploying it does to what runs**", restarts);
        assertThat(body("/DBInstanceClass", LEGITIMIZE, Map.of())).doesNotContain("to what runs**");
        assertThat(body("/DBInstanceIdentifier", LEGITIMIZE, Map.of()))
                .containsSubsequence(
                        "What the next deployment does to what runs**",
                        "`/DBInstanceIdentifier`: replaces the resource",
                        "documented: schema AWS::RDS::DBInstance");
        assertThat(body("/Tags", new Verdict.Revert(Judged.opinion("why")), Map.of()))
                .contains("- not known, so it may or may not interrupt something: `Db` `/Tags`");
    }

    @ParameterizedTest
    @EnumSource(Confidence.Level.class)
    void aConfidenceBelowTheConfiguredOneIsADraft(Confidence.Level below) {
        for (var level : Confidence.Level.values()) {
            var opinion = Judged.opinion("why");
            var verdict = new Verdict.Legitimize(new Verdict.Opinion(
                    Confidence.nominal(level),
                    opinion.reasoning(),
                    List.of(),
                    List.of(),
                    Severity.LOW,
                    null,
                    "rules",
                    "",
                    List.of()));
            assertThat(of("AWS::RDS::DBInstance", "/MultiAZ", verdict, Map.of(), below)
                            .draft())
                    .as(level + ", asked for " + below)
                    .isEqualTo(level.ordinal() < below.ordinal());
        }
    }

    /// `phantom.report/v1` and `phantom.run/v1` promise these words and no others.
    @Test
    void outcomesAreTheClosedListOfTheSchemas() throws IOException {
        for (var schema : List.of("report", "run")) {
            var text = Files.readString(Path.of("docs/schema/phantom." + schema + ".v1.schema.json"));
            var list =
                    Pattern.compile("\"outcome\": \\{\\s*\"enum\": \\[([^]]*)]").matcher(text);
            assertThat(list.find()).as(schema).isTrue();
            assertThat(list.group(1).replaceAll("[\\s\"]", "").split(","))
                    .containsExactlyInAnyOrder(Arrays.stream(Outcome.Kind.values())
                            .map(Outcome.Kind::text)
                            .toArray(String[]::new));
        }
    }

    @Test
    void aMarkerComesBackAsItWent() {
        var member = new PullRequestDraft.Member("d-1", "c", "R", List.of("/a-->b", "/${{x}}", "/@me--", "/ü😀\"\\"));
        var marker = new Marker("s-1", Recommendation.REVERT.text(), List.of(member), "t", "");

        assertThat(Marker.in("text\n\n" + marker + "\n")).contains(marker);
        assertThat(Marker.in(marker.closedBecause("resolved").replaceIn("a " + marker + " b"))
                        .orElseThrow()
                        .closed())
                .isEqualTo("resolved");
        assertThat(Marker.in("no marker")).isEmpty();
        assertThat(Marker.in("<!-- phantom:{broken} -->")).isEmpty();
        assertThat(Marker.in("<!-- phantom:{\"v\":2} -->")).isEmpty();
    }
}
