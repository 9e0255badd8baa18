package dev.phantom.pullrequest.rule;

import static dev.phantom.fault.Plural.counted;

import dev.phantom.drift.adopt.Adopted;
import dev.phantom.drift.adopt.Adopted.Entry;
import dev.phantom.drift.adopt.AdoptedFile;
import dev.phantom.pullrequest.body.OutsideText;
import dev.phantom.pullrequest.body.PullRequestBody;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The pull request of `phantom adopt`: what drifts on day one, as a list that the team agrees to by merging it.
public final class AdoptionProposal {

    private static final int NAME = 130;
    private static final int STACKS = 50;

    private AdoptionProposal() {}

    /// @param grave differences with a finding of level high or critical, in words; the gravest first
    public static RuleProposal of(Adopted adopted, List<String> grave) {
        var stacks = adopted.entries().stream()
                .collect(Collectors.groupingBy(e -> e.stack() + " " + e.key(), TreeMap::new, Collectors.toList()));
        var differences = counted(adopted.entries().size(), "difference");
        var title = "[phantom] adopt the current drift: " + differences + " in " + counted(stacks.size(), "stack");
        var lists = stacks.values().stream()
                .limit(STACKS)
                .map(AdoptionProposal::list)
                .collect(Collectors.joining("\n\n"));
        var more = stacks.size() > STACKS ? "\n\nAnd " + (stacks.size() - STACKS) + " stacks more." : "";
        var body = "**Summary.** This records " + differences + " that existed before Phantom was introduced, so"
                + " that it reports only what changes from now on.\n\n"
                + "**What merging does.** It changes nothing in AWS and nothing in a template. Each entry of `"
                + AdoptedFile.PATH + "` stays listed in every report as adopted; it raises no alert and opens no pull"
                + " request. As soon as the repository or the live state of an entry changes, it is drift like any"
                + " other.\n\n"
                + "**Before you merge.** Remove the entries that you want judged. Adoption fixes nothing: what"
                + " is insecure today stays insecure.\n\n" + findings(grave) + lists + more;
        return new RuleProposal("adopted", AdoptedFile.PATH, AdoptedFile.write(adopted), "adopt", title, body);
    }

    /// First of all what nobody should adopt unseen: it is in the list only with an end.
    private static String findings(List<String> grave) {
        return grave.isEmpty()
                ? ""
                : PullRequestBody.list(
                                "**Findings of level high and critical** (adopted only where the entry has `until`)\n",
                                grave.stream()
                                        .map(line -> OutsideText.prose(line, NAME * 2))
                                        .toList())
                        + "\n\n";
    }

    private static String list(List<Entry> entries) {
        var heading = "**" + OutsideText.prose(entries.getFirst().stack(), NAME) + "** ("
                + counted(entries.size(), "difference") + ")\n";
        return PullRequestBody.list(
                heading, entries.stream().map(AdoptionProposal::place).toList());
    }

    private static String place(Entry entry) {
        var resource = OutsideText.code(entry.resource(), NAME);
        return entry.path().isEmpty()
                ? resource + ", the whole resource"
                : resource + " " + OutsideText.code(entry.path(), NAME);
    }
}
