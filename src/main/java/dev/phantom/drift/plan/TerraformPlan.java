package dev.phantom.drift.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One plan, as far as a comparison needs it. What is sensitive is marked from the start.
///
/// @param file       as the user knows it
/// @param kind       which plan it is, found from what it holds
/// @param version    of the program that made it: `1.11.4`; empty if not said
/// @param madeAt     null if not said
/// @param drift      `resource_drift`
/// @param planned    `resource_changes`
/// @param state      the managed resources as the provider last read them, by address
/// @param blocks     which attributes the configuration sets, by the address of the block
/// @param defaultTags whether the provider's configuration tags every resource
/// @param notes      what makes it tell less than a whole plan, in words
public record TerraformPlan(
        String file,
        Kind kind,
        String version,
        @Nullable Instant madeAt,
        List<PlannedResource> drift,
        List<PlannedResource> planned,
        Map<String, StateResource> state,
        Map<String, ConfiguredAttributes> blocks,
        boolean defaultTags,
        List<String> notes) {

    /// What a plan was made for.
    public enum Kind {
        /// `plan -refresh-only`: what differs from the state; what the configuration wants it does not say.
        REFRESH_ONLY,
        /// `plan -refresh=false`: what the configuration wants; nobody looked at what runs. A plain plan that found
        /// nothing to differ looks the same.
        UNREFRESHED,
        /// A plain `plan`: both.
        BOTH
    }

    public TerraformPlan {
        drift = List.copyOf(drift);
        planned = List.copyOf(planned);
        state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
        blocks = Map.copyOf(blocks);
        notes = List.copyOf(notes);
    }

    /// Whether the provider looked at what runs.
    public boolean looked() {
        return kind != Kind.UNREFRESHED;
    }

    /// Whether it says what the configuration wants.
    public boolean wants() {
        return kind != Kind.REFRESH_ONLY;
    }

    /// This plan and another one of the same module: each says what the other does not.
    public TerraformPlan with(TerraformPlan other) {
        var looking = looked() ? this : other;
        var wanting = looking == this ? other : this;
        if (!looking.looked() || !wanting.wants() || looking.wants()) {
            return this;
        }
        var known = new HashMap<>(wanting.blocks);
        known.putAll(looking.blocks);
        return new TerraformPlan(
                looking.file,
                Kind.BOTH,
                looking.version,
                looking.madeAt,
                looking.drift,
                wanting.planned,
                looking.state,
                known,
                looking.defaultTags,
                looking.notes);
    }

    /// The same with one more shortfall.
    public TerraformPlan noting(String note) {
        var more = new ArrayList<>(notes);
        more.add(note);
        return new TerraformPlan(file, kind, version, madeAt, drift, planned, state, blocks, defaultTags, more);
    }

    ConfiguredAttributes configured(ResourceAddress at) {
        return blocks.getOrDefault(at.block(), ConfiguredAttributes.NONE);
    }
}
