package dev.phantom.drift.detect;

import dev.phantom.drift.compare.ReferenceWalk;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.fact.Moving;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The stack's resources with their live partners.
record Partners(DeployedState deployed, Matcher.Matches matches, FactBook facts) {

    static Map<String, String> physicalIds(DeployedState deployed) {
        var all = new HashMap<String, String>();
        deployed.resources().forEach((logicalId, resource) -> all.put(logicalId, resource.physicalId()));
        return all;
    }

    @Nullable
    LiveResource of(String logicalId) {
        return matches.partners().get(logicalId);
    }

    /// Empty if not known.
    String physicalId(String logicalId) {
        var mapped = deployed.resources().get(logicalId);
        if (mapped != null && !mapped.physicalId().isEmpty()) {
            return mapped.physicalId();
        }
        var live = of(logicalId);
        return live == null ? "" : live.physicalId();
    }

    ReferenceWalk references() {
        var named = new HashMap<String, ReferenceWalk.Named>();
        var back = new HashMap<String, String>();
        matches.partners().forEach((logicalId, live) -> {
            named.put(logicalId, new ReferenceWalk.Named(names(logicalId, live), live.properties(), moving(live)));
            back.put(live.logicalId(), logicalId);
        });
        return new ReferenceWalk(named, back);
    }

    private Set<String> moving(LiveResource live) {
        return facts.of(live.type()).all(Moving.class).stream()
                .map(fact -> String.join(".", fact.path().segments()))
                .collect(Collectors.toSet());
    }

    private Set<String> names(String logicalId, LiveResource live) {
        var names = new HashSet<String>();
        names.add(physicalId(logicalId));
        if (live.identifier().size() == 1) {
            names.addAll(live.identifier().values());
        }
        names.remove("");
        return names;
    }
}
