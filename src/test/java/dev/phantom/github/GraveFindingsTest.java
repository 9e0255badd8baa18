package dev.phantom.github;

import static dev.phantom.github.World.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.Judged;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.pullrequest.Marker;
import dev.phantom.pullrequest.Outcome;
import dev.phantom.pullrequest.Policies;
import dev.phantom.pullrequest.life.RevertOrders;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pull requests for security findings of level high and critical: one each, at once.
final class GraveFindingsTest {

    private static final One WEB = new One(Kind.LEGITIMIZE, "Web");
    private static final One DB = new One(Kind.REVERT, "Db");

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void start() {
        world = new World(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /// It is ready to merge at once; what cannot be done in AWS yet is its record, and the first screen says for what.
    @Test
    void aGraveSecurityFindingWaitsForNoOtherPullRequest() {
        var open = new One(Kind.REVERT, "Open").session("s").grave();
        var other = DB.session("s");

        var outcomes = world.run(WEB, open, other);

        assertThat(of(outcomes, open).kind()).isEqualTo(Outcome.Kind.CREATED);
        assertThat(of(outcomes, open).reason()).isEqualTo("its revert in AWS waits for #1 and the drift of Db");
        assertThat(of(outcomes, other).reason()).isEqualTo("waits for #1");
        var pull = pull(of(outcomes, open).url());
        assertThat(pull.labels()).containsExactly("phantom", "severity: high", "review: ready");
        assertThat(Marker.in(pull.body()).orElseThrow().members()).hasSize(1);
        assertThat(pull.body().split("\\*\\*What changed")[0])
                .contains(
                        "Merge this without waiting for another pull request", "Applying its record in AWS has to wait")
                .contains("`Web` is judged legitimate in #1", "`Db` is to be reverted too");
        assertThat(pull.body()).contains("- merge it\n").doesNotContain("Not ready");
        assertThat(RevertOrders.of(world.host())
                        .waitsFor(Judged.stack(Stack.Mode.READY).id()))
                .singleElement()
                .asString()
                .startsWith("#1 (legitimize)");
        var before = world.calls();
        world.run(WEB, open, other);
        assertThat(world.writesSince(before)).isEmpty();
    }

    /// Terraform is asked for a plan of the recorded resources alone, so nothing else of the module comes first.
    @Test
    void aRevertOfTerraformWaitsForNothingOfItsStack() {
        world.planned = new Stack.Planned(new RootModule("live/payments", "", List.of()), "");
        var open = new One(Kind.REVERT, "Open").grave();

        var outcomes = world.run(WEB, DB, open);

        assertThat(of(outcomes, open).reason()).isEmpty();
        assertThat(of(outcomes, DB).reason()).isEmpty();
        assertThat(List.of(pull(of(outcomes, open).url()), pull(of(outcomes, DB).url())))
                .allSatisfy(pull -> assertThat(pull.labels()).contains("review: ready"))
                .allSatisfy(pull ->
                        assertThat(pull.body()).doesNotContain("has to wait", "stack-wide", "change set", "#1"));
    }

    /// Where all may read it, as little as possible is said: numbers, no names.
    @Test
    void aCriticalFindingInAPublicRepositoryNamesOnlyNumbers() {
        world.github.visibility(true);
        var open = new One(Kind.REVERT, "Open").urgent();

        world.run(WEB, DB, open);

        assertThat(world.pulls())
                .filteredOn(p -> p.branch().endsWith(open.driftId()))
                .singleElement()
                .satisfies(pull -> assertThat(pull.body())
                        .contains("Applying its record in AWS has to wait until #1 is settled and deployed.")
                        .doesNotContain("Web", "Db"));
    }

    /// Two of them in one stack, and no room under the caps.
    @Test
    void eachGraveSecurityFindingIsOpenedWhateverTheCapsSay() {
        world.policy = Policies.caps(1, 1);
        var one = new One(Kind.REVERT, "One").session("s").grave();
        var two = new One(Kind.REVERT, "Two").session("s").grave();

        var outcomes = world.run(WEB, one, two, DB);

        assertThat(of(outcomes, one).url()).isNotEqualTo(of(outcomes, two).url());
        assertThat(List.of(of(outcomes, one), of(outcomes, two)))
                .extracting(Outcome::kind)
                .containsOnly(Outcome.Kind.CREATED);
        assertThat(world.pulls())
                .hasSize(3)
                .allSatisfy(pull -> assertThat(pull.labels()).contains("review: ready"));
        var before = world.calls();
        world.run(WEB, one, two, DB);
        assertThat(world.writesSince(before)).isEmpty();
    }

    private CodeHost.PullRequest pull(String url) {
        return world.pulls().stream()
                .filter(p -> p.url().equals(url))
                .findFirst()
                .orElseThrow();
    }
}
