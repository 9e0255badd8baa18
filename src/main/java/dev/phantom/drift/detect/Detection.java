package dev.phantom.drift.detect;

import dev.phantom.drift.DriftReport;
import dev.phantom.drift.ignore.IgnoreRules;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value.MapValue;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the comparison of one stack found, and what it held against each other.
///
/// @param models  by logical id, the resources that have a live partner
/// @param secrets of the stack, as far as its states give them away
public record Detection(DriftReport report, Map<String, Model> models, Secrets secrets) {

    /// A resource on both sides.
    ///
    /// @param expected evaluated safe (or, where it is known, deployed) properties
    /// @param live     the partner, under the stack's own logical id
    public record Model(MapValue expected, LiveResource live) {}

    public Detection {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    /// With the secrets that these models and drifts give away.
    public Detection(DriftReport report, Map<String, Model> models) {
        this(report, models, secrets(report, models));
    }

    /// What the team's rules did here.
    public IgnoreRules.Seen rulesSeen() {
        var resources = new HashSet<>(models.keySet());
        report.coverage().unchecked().forEach(u -> resources.add(u.logicalId()));
        report.drifts().forEach(d -> resources.add(d.logicalId()));
        report.ignored().forEach(i -> resources.add(i.logicalId()));
        return new IgnoreRules.Seen(resources, report.ignored(), report.drifts());
    }

    private static Secrets secrets(DriftReport report, Map<String, Model> models) {
        var learning = new SecretCollector();
        models.values().forEach(m -> learning.models(m.expected(), m.live().properties()));
        report.drifts().forEach(d -> learning.models(d.expected(), d.actual()));
        return learning.secrets();
    }

    public Detection with(DriftReport other) {
        return new Detection(other, models, secrets);
    }

    /// The live models of the resources without drift, as a person may see them: what a baseline may remember.
    public List<LiveResource> undrifted() {
        Set<String> drifted = report.drifts().stream().map(d -> d.logicalId()).collect(Collectors.toSet());
        return models.entrySet().stream()
                .filter(model -> !drifted.contains(model.getKey()))
                .map(model -> model.getValue().live().shown(secrets))
                .toList();
    }
}
