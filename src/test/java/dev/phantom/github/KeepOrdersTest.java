package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.ignore.IgnoreRulesReader;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/phantom keep until DATE "reason"`: a rule proposed for who may write to the repository, a polite word for others.
final class KeepOrdersTest {

    private static final One WEB = new One(Kind.LEGITIMIZE, "Web");
    private static final String KEEP = "/phantom keep until 2026-12-31 \"the sale runs until then\"";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void start() {
        world = new World(folder);
        world.run(WEB);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void say(String login, String text) {
        world.github.reviewer().comment(1, login, text);
    }

    private List<String> answers() {
        return world.github.reviewer().said(1).stream()
                .filter(s -> s.startsWith("phantom-bot: "))
                .toList();
    }

    private String ignored(PullRequest proposal) {
        return world.host().file(".phantom/ignore.yaml", proposal.head()).orElseThrow();
    }

    private List<String> writesOfARun() {
        var before = world.calls();
        world.run(WEB);
        return world.writesSince(before);
    }

    @Test
    void aWritersOrderBecomesARuleInAPullRequestAndIsAnsweredOnce() {
        say("robin", KEEP);
        world.run(WEB);

        var proposal = world.pulls().getFirst();
        assertThat(proposal.branch()).startsWith("phantom/rules/keep-");
        assertThat(proposal.title()).isEqualTo("[phantom] keep the live state of Web until 2026-12-31");
        assertThat(proposal.body()).contains("robin asked in #1", "the sale runs until then", "`Web` `/MaxSize`");
        assertThat(IgnoreRulesReader.read("f", ignored(proposal)).rules())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.selectors())
                            .isEqualTo(
                                    "stack=payments resource=Web path=/MaxSize account=111122223333 region=us-east-1");
                    assertThat(rule.reason()).isEqualTo("the sale runs until then (robin, #1)");
                    assertThat(rule.until()).hasToString("2026-12-31");
                });
        assertThat(answers()).singleElement().asString().contains("Proposed as a rule in ", "/pull/2");
        assertThat(writesOfARun()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOrderWhoseProposalWasMergedOrClosedIsDoneWith(boolean merged) {
        say("robin", KEEP);
        world.run(WEB);
        if (merged) {
            world.github.reviewer().merge(2);
            world.run(WEB);
        } else {
            world.github.reviewer().close(2);
        }
        assertThat(writesOfARun()).isEmpty();
        assertThat(world.pulls()).hasSize(2);
        assertThat(answers()).hasSize(1);
    }

    @Test
    void othersGetOnePoliteWordAndNothingElse() {
        world.github.person("casey", "read");
        say("casey", KEEP);
        say("stranger", "/phantom keep until 2030-01-01 \"x\"");
        assertThat(writesOfARun()).containsExactly("POST /repos/{owner}/{repo}/issues/{number}/comments");
        assertThat(answers()).singleElement().asString().contains("requires write access to this repository");
        assertThat(writesOfARun()).isEmpty();
        assertThat(world.pulls()).hasSize(1);
    }

    @Test
    void whatCannotBeHonouredIsSaidOnce() {
        say("robin", "/phantom keep forever");
        say("robin", "/phantom keep until 2026-13-01 \"x\"");
        say("robin", "/phantom keep until 2026-11-21 \"yesterday\"");
        say("robin", "I said /phantom keep until 2026-12-31 \"x\" before");
        world.run(WEB);
        assertThat(answers()).hasSize(3);
        assertThat(answers().get(0)).contains("the form is `/phantom keep until 2026-12-31 \"reason\"`");
        assertThat(answers().get(2)).contains("2026-11-21 is in the past");
        assertThat(writesOfARun()).isEmpty();
        assertThat(world.pulls()).hasSize(1);
    }

    @Test
    void theFileKeepsWhatStandsThere() {
        var there = "# ours\r\nversion: 1\r\nrules:\r\n- stack: other   # keep me\r\n  reason: \"x\"\r\n";
        world.github.reviewer().commit("main", ".phantom/ignore.yaml", there, "rules");
        say("robin", KEEP);
        world.run(WEB);
        var text = ignored(world.pulls().getFirst());
        assertThat(text).startsWith(there).endsWith("\r\n");
        assertThat(IgnoreRulesReader.read("f", text).rules()).hasSize(2);

        world.github.reviewer().commit("main", "stacks/other.yaml", "x: 1\n", "moves the base");
        world.run(WEB);
        assertThat(world.branch(world.pulls().getFirst().branch()).orElseThrow().parent())
                .isEqualTo(world.head());
        assertThat(answers()).hasSize(1);
    }

    @Test
    void aFileWhoseStyleLeavesNoPlaceIsNotTouched() {
        world.github
                .reviewer()
                .commit("main", ".phantom/ignore.yaml", "{version: 1, rules: [{stack: a, reason: b}]}\n", "rules");
        say("robin", KEEP);
        world.run(WEB);
        assertThat(world.pulls()).hasSize(1);
        assertThat(answers()).singleElement().asString().contains("add it by hand");
        assertThat(writesOfARun()).isEmpty();
    }

    @Test
    void aReasonIsOutsideText() {
        say("robin", "/phantom keep until 2026-12-31 \"@all <img> ${{ x }} \\ }, {stack: a\"");
        world.run(WEB);
        var proposal = world.pulls().getFirst();
        assertThat(proposal.body()).doesNotContain("@all", "<img", "${{");
        assertThat(IgnoreRulesReader.read("f", ignored(proposal)).rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.reason()).contains("\\ }, {stack: a"));
    }

    @Test
    void aPublicRepositoryNamesNoAccount() {
        world.github.visibility(true);
        say("robin", KEEP);
        world.run(WEB);
        assertThat(ignored(world.pulls().getFirst())).doesNotContain("111122223333");
    }
}
