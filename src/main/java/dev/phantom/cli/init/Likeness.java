package dev.phantom.cli.init;

import dev.phantom.fault.Plural;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Resource;
import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import org.jspecify.annotations.Nullable;

/// How much of a template in the repository and of the one that a stack was deployed from is the same.
///
/// @param template of the repository
/// @param shared   resources of the same logical id and type
/// @param equal    those of them that are written alike
/// @param all      resources of either
/// @param copy     whether the whole template is the same
record Likeness(Definition template, int shared, int equal, int all, Copy copy) {

    /// In the order in which one is preferred to another.
    public enum Copy {
        NONE,
        /// Nothing but layout, quotes, comments and format differs.
        MEANING,
        /// The same text.
        LETTER
    }

    /// A share by which one template must be ahead of another to be chosen.
    private static final double AHEAD = 0.1;

    /// So many logical ids are no coincidence.
    private static final int TELLING = 3;

    public static Likeness of(Definition here, Definition deployed) {
        int shared = 0;
        int equal = 0;
        for (var resource : here.resources().values()) {
            var other = deployed.resources().get(resource.logicalId());
            if (other != null && other.type().equals(resource.type())) {
                shared++;
                equal += alike(resource, other) ? 1 : 0;
            }
        }
        int all = here.resources().size() + deployed.resources().size() - shared;
        return new Likeness(here, shared, equal, all, copy(here, deployed));
    }

    /// Whether the stack may well have been deployed from this template: at least half of all resources are shared, and
    /// enough of them, or one of them to the letter, that the names alone do not deceive.
    public boolean holds() {
        return copy != Copy.NONE || shared * 2 >= all && (shared >= TELLING || equal > 0);
    }

    /// Whether this one is to be preferred without doubt.
    public boolean beats(Likeness other) {
        return copy.compareTo(other.copy) > 0 || share() - other.share() >= AHEAD;
    }

    /// From 0 to 1: half for logical ids and types, half for what stands in the resources.
    public double share() {
        return copy != Copy.NONE ? 1 : all == 0 ? 0 : (shared + equal) / (2.0 * all);
    }

    /// `9 of 10 resources`.
    public String words() {
        return shared + " of " + Plural.counted(all, "resource") + (copy == Copy.NONE ? "" : ", as deployed");
    }

    private static Copy copy(Definition here, Definition deployed) {
        if (shown(here.text()).strip().equals(deployed.text().strip())) {
            return Copy.LETTER;
        }
        return alike(here.document(), deployed.document()) ? Copy.MEANING : Copy.NONE;
    }

    private static boolean alike(Resource one, Resource other) {
        return alike(one.properties(), other.properties()) && alike(one.attributes(), other.attributes());
    }

    private static boolean alike(Value here, @Nullable Value deployed) {
        return switch (here) {
            case Scalar s -> deployed instanceof Scalar d && shown(s.text()).equals(shown(d.text()));
            case ListValue l -> deployed instanceof ListValue d && items(l, d);
            case MapValue m -> deployed instanceof MapValue d && entries(m, d);
            case Intrinsic(String name, Value argument) ->
                deployed instanceof Intrinsic d && name.equals(d.name()) && alike(argument, d.argument());
            case Value.Reference r -> r.equals(deployed);
            case Value.Unknown u -> u.equals(deployed);
            case Value.Sensitive s -> s.equals(deployed);
        };
    }

    private static boolean items(ListValue here, ListValue deployed) {
        int size = here.items().size();
        for (int i = 0; i < size && size == deployed.items().size(); i++) {
            if (!alike(here.items().get(i), deployed.items().get(i))) {
                return false;
            }
        }
        return size == deployed.items().size();
    }

    private static boolean entries(MapValue here, MapValue deployed) {
        return here.entries().keySet().equals(deployed.entries().keySet())
                && here.entries().entrySet().stream()
                        .allMatch(e -> alike(e.getValue(), deployed.entries().get(e.getKey())));
    }

    /// CloudFormation shows each character outside ASCII as a question mark.
    private static String shown(String text) {
        return text.codePoints()
                .map(c -> c < 128 ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
