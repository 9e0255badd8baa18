package dev.phantom.aws.live;

import dev.phantom.aws.Deadline;
import dev.phantom.aws.live.ScanReader.Scanned;
import dev.phantom.drift.CloudControlIdentifier;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.stack.Holdings;
import dev.phantom.stack.Holdings.Answer;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveResource.Status;
import dev.phantom.stack.StackResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Reads what a scan found beside a stack and nothing manages, as far as it can be.
record UnmanagedReader(TypeCatalog types, CloudControlReader control, Deadline waiting) {

    private static final int MOST = 100;

    /// @param gaps what of them is not known, in words for people
    record Found(List<LiveResource> resources, List<String> gaps) {
        Found {
            resources = List.copyOf(resources);
            gaps = List.copyOf(gaps);
        }
    }

    /// What a service made itself is left out, and what is gone since the scan.
    Found read(List<Scanned> beside, Holdings others) {
        var byAnswer = beside.stream()
                .collect(Collectors.groupingBy(each -> others.holds(each.type(), each.identifier())));
        var loose = byAnswer.getOrDefault(Answer.NO, List.of());
        var gaps = new ArrayList<String>();
        var doubtful = byAnswer.getOrDefault(Answer.UNKNOWN, List.of());
        if (!doubtful.isEmpty()) {
            gaps.add(count(doubtful.size(), "related resource") + " of the scan (" + types(doubtful)
                    + ") not called unmanaged: " + others.doubt());
        }
        var found = new ArrayList<LiveResource>();
        int asked = 0;
        for (var scanned : loose) {
            if (asked == MOST || waiting.over()) {
                break;
            }
            asked++;
            var live = read(scanned);
            if (live.status() != Status.DELETED && !ServiceCreated.is(live)) {
                found.add(live);
            }
        }
        if (asked < loose.size()) {
            gaps.add(count(loose.size() - asked, "more unmanaged resource") + " not read: "
                    + (asked == MOST ? "at most " + MOST + " are read" : "the time limit was reached"));
        }
        return new Found(found, gaps);
    }

    private static String count(int many, String noun) {
        return many + " " + noun + (many == 1 ? "" : "s");
    }

    private static String types(List<Scanned> some) {
        return some.stream()
                .collect(Collectors.groupingBy(Scanned::type, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(type -> type.getKey() + " " + type.getValue())
                .collect(Collectors.joining(", "));
    }

    private LiveResource read(Scanned scanned) {
        var name = String.join("|", scanned.identifier().values());
        var row = new StackResource("", name, scanned.type(), "");
        var identifier = types.find(scanned.type())
                .map(facts -> CloudControlIdentifier.of(facts, scanned.identifier()))
                .orElseGet(() -> new CloudControlIdentifier.Known(name, false));
        return control.read(row, scanned.identifier(), identifier);
    }
}
