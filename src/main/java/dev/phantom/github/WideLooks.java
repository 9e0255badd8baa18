package dev.phantom.github;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHRepository;

/// One question about all of Phantom's branches, or all of its pull requests, in place of one about each.
record WideLooks(Supplier<GHRepository> repository, GitHubCalls calls) {

    /// Commits by branch.
    Map<String, String> heads(String prefix) {
        return calls.find("list branches " + prefix, () -> {
                    var found = new HashMap<String, String>();
                    for (var ref : repository.get().listRefs("heads/" + prefix)) {
                        found.put(
                                ref.getRef().substring("refs/heads/".length()),
                                ref.getObject().getSha());
                    }
                    return Map.copyOf(found);
                })
                .orElse(Map.of());
    }

    /// The open pull requests with a label on which nobody has commented.
    Set<Integer> silent(String label) {
        return calls.ask("list pull requests with label " + label, () -> {
            var found = new HashSet<Integer>();
            var all = repository
                    .get()
                    .queryIssues()
                    .label(label)
                    .state(GHIssueState.OPEN)
                    .list()
                    .withPageSize(100);
            for (var one : all) {
                if (one.getCommentsCount() == 0) {
                    found.add(one.getNumber());
                }
            }
            return Set.copyOf(found);
        });
    }
}
