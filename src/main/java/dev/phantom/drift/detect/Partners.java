package dev.phantom.drift.detect;

import dev.phantom.drift.compare.ReferenceWalk;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.LiveResource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stack's resources with their live partners.
record Partners(DeployedState deployed, Matcher.Matches matches) {

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
            named.put(logicalId, new ReferenceWalk.Named(names(logicalId, live), live.properties()));
            back.put(live.logicalId(), logicalId);
        });
        return new ReferenceWalk(named, back);
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
