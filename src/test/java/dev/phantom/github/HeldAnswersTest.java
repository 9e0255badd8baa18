package dev.phantom.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.pullrequest.Judged.Kind;
import dev.phantom.pullrequest.Judged.One;
import dev.phantom.sandbox.github.EmbeddedGitHub;
import dev.phantom.sandbox.loopback.CallLog;
import dev.phantom.stack.KeptAnswers;
import dev.phantom.wire.Network;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What GitHub said in an earlier run is not read again where it cannot have changed, and asked with its ETag where it
/// can.
final class HeldAnswersTest {

    private static final One WEB = new One(Kind.LEGITIMIZE, "Web");
    private static final String TEMPLATE = "stacks/payments.yaml";

    @TempDir
    Path folder;

    private World world;
    private final Map<String, String> files = new HashMap<>();
    private final KeptAnswers kept = new KeptAnswers() {
        @Override
        public Optional<String> find(String place) {
            return Optional.ofNullable(files.get(place));
        }

        @Override
        public void keep(String place, String text) {
            files.put(place, text);
        }
    };

    @BeforeEach
    void start() {
        world = new World(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private interface Use {
        void of(GitHubAccess access);
    }

    /// A run of its own; the calls that it made.
    private List<String> run(Credential credential, Use use) {
        var before = world.calls();
        var plain = world.access();
        var held = HeldAnswers.kept(kept, plain.repository(), credential);
        use.of(new GitHubAccess(
                plain.api(),
                plain.repository(),
                plain.base(),
                plain.credential(),
                plain.pace(),
                Network.standard(),
                BaseFile.NONE,
                held));
        held.save();
        return world.log.calls().stream()
                .skip(before)
                .map(CallLog.Call::operation)
                .toList();
    }

    private List<String> run(Use use) {
        return run(new Credential.Token(EmbeddedGitHub.TOKEN), use);
    }

    private static String read(GitHubAccess access, String path) {
        try {
            var source = new GitHubSafeState(access, new Formats(List.of(new CloudFormation())));
            return new String(source.file(path), StandardCharsets.UTF_8);
        } catch (PhantomException e) {
            return e.diagnostic().code().toString();
        }
    }

    @Test
    void aFileAtACommitIsReadOnce() {
        Use both = access -> {
            assertThat(read(access, TEMPLATE)).contains("Resources");
            assertThat(read(access, ".phantom/none.yaml")).isEqualTo("NOT_FOUND");
        };
        assertThat(run(both)).filteredOn(call -> call.contains("/contents/")).hasSize(2);
        assertThat(run(both)).isNotEmpty().noneMatch(call -> call.contains("/contents/"));
    }

    @Test
    void aFileAtAnotherCommitIsReadAnew() {
        run(access -> read(access, TEMPLATE));
        world.github.reviewer().commit("main", TEMPLATE, "Resources: {New: {Type: AWS::SNS::Topic}}\n", "Grow");
        assertThat(run(access -> assertThat(read(access, TEMPLATE)).contains("New")))
                .anyMatch(call -> call.contains("/contents/"));
    }

    /// GitHub says 404, too, for what a credential may not see.
    @Test
    void thatNothingIsThereHoldsOnlyWhereSomethingWasSeen() {
        Use absent = access -> read(access, ".phantom/none.yaml");
        run(absent);
        assertThat(run(absent)).anyMatch(call -> call.contains("/contents/"));
    }

    @Test
    void nobodyElsesCredentialOpensThem() {
        run(access -> read(access, TEMPLATE));
        assertThat(files.values()).isNotEmpty().noneMatch(text -> text.contains("Resources"));
        assertThat(run(new Credential.Token("another"), access -> read(access, TEMPLATE)))
                .anyMatch(call -> call.contains("/contents/"));
    }

    @Test
    void aDamagedFileCostsTheSameQuestions() {
        run(access -> read(access, TEMPLATE));
        files.replaceAll((place, text) -> "AAAA" + text);
        assertThat(run(access -> assertThat(read(access, TEMPLATE)).contains("Resources")))
                .anyMatch(call -> call.contains("/contents/"));
    }

    @Test
    void aBranchThatAPersonMovedIsSeenAndOneThatStandsIsNotReadAgain() {
        world.run(WEB);
        var branch = world.host().pullRequests("phantom/").getFirst().branch();
        Use look = access -> assertThat(new GitHubCodeHost(access, List.of()).seen(branch))
                .hasValueSatisfying(head -> assertThat(head.ours()).isTrue());
        run(look);
        assertThat(run(look)).noneMatch(call -> call.contains("/commits/"));
        world.github.reviewer().commit(branch, TEMPLATE, "Resources: {}\n", "Mine");
        run(access -> assertThat(new GitHubCodeHost(access, List.of()).seen(branch))
                .hasValueSatisfying(head -> assertThat(head.ours()).isFalse()));
    }

    @Test
    void onlyPullRequestsOnWhichSomebodySpokeAreReadForOrders() {
        world.run(WEB);
        var number = world.host().pullRequests("phantom/").getFirst().number();
        assertThat(world.host().commented(Set.of(number))).isEmpty();
        world.github.reviewer().comment(number, "dana", "looks right");
        assertThat(world.host().commented(Set.of(number, 4711))).containsExactlyInAnyOrder(number, 4711);
    }
}
