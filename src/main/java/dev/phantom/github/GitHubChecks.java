package dev.phantom.github;

import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.CodeHost.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHRepository;

/// Check runs, which only a GitHub App may make. One that says the same is not made again.
/// <https://docs.github.com/rest/checks/runs>
record GitHubChecks(Credential credential, Supplier<GHRepository> repository, GitHubCalls calls) {

    /// @return why there is none, in words; empty where there is one, or where the credential is a token
    String show(String head, Check check) {
        return switch (credential) {
            case Credential.Token t -> "";
            case Credential.App app -> shown(head, check, app);
        };
    }

    private String shown(String head, Check check, Credential.App app) {
        try {
            calls.carryOut("show the check " + check.name(), () -> {
                if (!isThere(head, check)) {
                    make(head, check);
                }
            });
            return "";
        } catch (PhantomException e) {
            var refused = e.diagnostic().code() == GitHubCode.REFUSED;
            return "no check run shows the proof: "
                    + (refused
                            ? "grant GitHub App " + app.id() + " checks: write"
                            : e.diagnostic().line());
        }
    }

    private boolean isThere(String head, Check check) throws IOException {
        for (var run : repository.get().getCheckRuns(head, Map.of("check_name", check.name()))) {
            // the newest comes first, and it is the one that counts
            return id(head, check).equals(run.getExternalId());
        }
        return false;
    }

    private void make(String head, Check check) throws IOException {
        repository
                .get()
                .createCheckRun(check.name(), head)
                .withExternalID(id(head, check))
                .withStatus(GHCheckRun.Status.COMPLETED)
                .withConclusion(check.passed() ? GHCheckRun.Conclusion.SUCCESS : GHCheckRun.Conclusion.FAILURE)
                .add(new GHCheckRunBuilder.Output(check.title(), check.summary()))
                .create();
    }

    private static String id(String head, Check check) {
        var said = head + "\n" + check.passed() + "\n" + check.title() + "\n" + check.summary();
        return UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
