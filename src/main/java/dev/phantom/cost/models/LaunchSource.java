package dev.phantom.cost.models;

import dev.phantom.cost.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The launch template or launch configuration that instances are made from.
///
/// @param found     its data, one or none: none where it is of another stack
/// @param elsewhere one is named that is not known here
/// @param monitored instances are monitored in detail where nothing is said of it, as a launch configuration has it
///                  (AWS::AutoScaling::LaunchConfiguration, InstanceMonitoring)
record LaunchSource(List<Settings> found, boolean elsewhere, boolean monitored) {

    /// Where an owner names it; which version it takes is not read.
    static final Set<String> READS = Set.of(
            "LaunchTemplate/LaunchTemplateId", "LaunchTemplate/LaunchTemplateName", "LaunchTemplate/Id", "LaunchTemplate/Name");

    static final LaunchSource UNKNOWN = new LaunchSource(List.of(), true, false);

    LaunchSource {
        found = List.copyOf(found);
    }

    Optional<Settings> settings() {
        return found.stream().findFirst();
    }

    private static final List<String[]> PLACES = List.of(
            new String[] {"LaunchTemplate", "LaunchTemplateId"},
            new String[] {"LaunchTemplate", "LaunchTemplateName"},
            new String[] {"LaunchTemplate", "Id"},
            new String[] {"LaunchTemplate", "Name"},
            new String[] {"LaunchTemplateSpecification", "LaunchTemplateId"},
            new String[] {"LaunchTemplateSpecification", "LaunchTemplateName"});

    static LaunchSource of(Settings owner) {
        return of(owner, PLACES.subList(0, 4));
    }

    /// Of a group, which may have a launch configuration instead.
    static LaunchSource ofGroup(Settings group) {
        if (!group.words("LaunchConfigurationName").isEmpty()) {
            return of(group, List.<String[]>of(new String[] {"LaunchConfigurationName"}));
        }
        return of(group);
    }

    /// Of a mixed instances policy.
    static LaunchSource ofPolicy(Settings launchTemplate) {
        return of(launchTemplate, PLACES.subList(4, 6));
    }

    private static LaunchSource of(Settings owner, List<String[]> places) {
        var named = places.stream().filter(keys -> !owner.words(keys).isEmpty()).toList();
        var found = named.stream().flatMap(keys -> owner.sibling(keys).stream()).findFirst();
        var configuration = places.getFirst()[0].equals("LaunchConfigurationName");
        return new LaunchSource(
                found.map(t -> t.below("LaunchTemplateData").orElse(t)).stream().toList(),
                !named.isEmpty() && found.isEmpty(),
                configuration);
    }

    boolean spot() {
        return found.stream().anyMatch(LaunchSource::spot);
    }

    static boolean spot(Settings data) {
        return Stream.of(data.text("InstanceMarketOptions", "MarketType"), data.text("SpotPrice"))
                .flatMap(Optional::stream)
                .anyMatch(market -> !market.equals("capacity-block") && !market.isEmpty());
    }
}
