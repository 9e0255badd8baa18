package dev.phantom.analysis.background;

import dev.phantom.analysis.background.Neighbourhood.Neighbour;
import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Element;
import dev.phantom.iac.Element.Kind;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.secret.Secrets;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The source text around the drifts of one stack: of the drifted resource, of what it refers to and what refers to
/// it, of what decides its values, in the template, the parameter files and the template of the stack above. Made
/// once for a stack; a file is read at the first question. Not thread-safe.
public final class Architecture {

    /// What it is read from.
    ///
    /// @param template of the stack
    /// @param files    parameter files, path → text
    /// @param given    the parameters that the stack is given, by name
    /// @param above    the template of the stack that this one is nested in; null if there is none
    public record Sources(
            Definition template,
            Map<String, String> files,
            Map<String, Given> given,
            @Nullable Definition above) {
        public Sources {
            files = Map.copyOf(files);
            given = Map.copyOf(given);
        }
    }

    /// Lines whose history matters: an element of a template, or the value of a parameter in a parameter file.
    ///
    /// @param lines what they are in words: `Db`, `parameter DbClass`
    public record Traced(String file, String lines, Element.@Nullable Id element, String parameter) {}

    /// @param traced the drifted resource's own lines and those that decide its values, nearest first
    /// @param gaps   what was left out, in words
    public record Around(List<Excerpt> excerpts, List<Traced> traced, List<String> gaps) {
        public Around {
            excerpts = List.copyOf(excerpts);
            traced = List.copyOf(traced);
            gaps = List.copyOf(gaps);
        }
    }

    private static final int MOST_PLACES = 4;

    private final Sources sources;
    private final ElementGraph graph;
    private final Mentions mentions;
    private final Secrets secrets;
    private final Map<String, Optional<MaskedFile>> files = new HashMap<>();

    /// @param physicalIds by logical id
    /// @param declared    evaluated properties by logical id
    /// @param secrets     of the stack
    public Architecture(
            Sources sources, Map<String, String> physicalIds, Map<String, MapValue> declared, Secrets secrets) {
        this.sources = sources;
        this.graph = ElementGraph.of(sources.template());
        this.mentions = Mentions.of(physicalIds, declared);
        var known = secrets.and(sources.template().document()).and(marked(sources));
        var parent = sources.above();
        this.secrets = parent == null ? known : known.and(parent.document());
    }

    public Around around(Drift drift) {
        var budget = new ExcerptBudget();
        var traced = new ArrayList<Traced>();
        for (var neighbour : Neighbourhood.of(graph, mentions, drift)) {
            graph.element(neighbour.id()).ifPresent(element -> {
                offer(element, neighbour, drift, budget);
                if (neighbour.decides()) {
                    traced.addAll(traced(element));
                }
            });
        }
        var chosen = budget.chosen();
        return new Around(chosen.excerpts(), traced, gaps(chosen.leftOut()));
    }

    private static List<String> gaps(List<Excerpt> leftOut) {
        return leftOut.isEmpty()
                ? List.of()
                : List.of("%d related elements of the template are left out: a case holds %d tokens of source text"
                        .formatted(leftOut.size(), ExcerptBudget.MOST));
    }

    private List<Traced> traced(Element element) {
        var own = new Traced(
                sources.template().placed(element.node()).file(), element.id().text(), element.id(), "");
        var given = sources.given().get(element.id().name());
        if (element.id().kind() != Kind.PARAMETER
                || given == null
                || !sources.files().containsKey(given.origin().file())) {
            return List.of(own);
        }
        var name = element.id().name();
        return List.of(own, new Traced(given.origin().file(), "value of parameter " + name, null, name));
    }

    private void offer(Element element, Neighbour near, Drift drift, ExcerptBudget budget) {
        var place = sources.template().placed(element.node());
        var file = file(sources.template(), place.file());
        var relation = near.relation() + inForce(element);
        var whole =
                file.flatMap(f -> excerpt(f, place.node(), near, element.id().text(), relation));
        if (near.distance() > 0) {
            whole.ifPresent(budget::offer);
            decidedElsewhere(element, near, budget);
            return;
        }
        int share = ExcerptBudget.MOST / 2;
        if (whole.isPresent() && Tokens.of(whole.get().text()) > share) {
            budget.offer(ExcerptBudget.cut(whole.get(), share));
            file.ifPresent(f -> drifted(f, near, drift, share / MOST_PLACES).forEach(budget::offer));
        } else {
            whole.ifPresent(budget::offer);
        }
    }

    /// Where the properties stand that drifted, of a resource that is too long to be shown whole.
    private Stream<Excerpt> drifted(MaskedFile file, Neighbour near, Drift drift, int each) {
        return drift.changes().stream()
                .map(Change::path)
                .distinct()
                .flatMap(path -> sources
                        .template()
                        .place(drift.logicalId(), path)
                        .flatMap(at -> excerpt(file, at.document(), near, drift.logicalId(), "drifted: " + path))
                        .stream())
                .limit(MOST_PLACES)
                .map(part -> Tokens.of(part.text()) > each ? ExcerptBudget.cut(part, each) : part);
    }

    private static Optional<Excerpt> excerpt(
            MaskedFile file, PropertyPath node, Neighbour near, String element, String relation) {
        return file.places()
                .passage(node)
                .map(span -> new Excerpt(
                        file.file(), span.line(), element, near.distance(), relation, trimmed(file.part(span))));
    }

    private static String trimmed(String text) {
        return text.stripTrailing();
    }

    /// Where a parameter has its value from: a parameter file, or the stack above.
    private void decidedElsewhere(Element element, Neighbour near, ExcerptBudget budget) {
        var given = sources.given().get(element.id().name());
        if (element.id().kind() != Kind.PARAMETER || given == null) {
            return;
        }
        var origin = given.origin();
        var relation = "gives " + element.id().text() + " its value";
        if (sources.files().containsKey(origin.file())) {
            file(origin.file())
                    .flatMap(f ->
                            excerpt(f, origin.document(), near, element.id().name(), relation))
                    .ifPresent(budget::offer);
            return;
        }
        var above = sources.above();
        if (above != null && above.file().equals(origin.file())) {
            file(above)
                    .flatMap(f ->
                            excerpt(f, origin.document(), near, element.id().name(), relation))
                    .ifPresent(budget::offer);
        }
    }

    /// The value that a parameter has, and where that is written.
    private String inForce(Element element) {
        if (element.id().kind() != Kind.PARAMETER) {
            return "";
        }
        var name = element.id().name();
        var given = sources.given().get(name);
        if (given == null) {
            return "; its default is in force";
        }
        var origin = given.origin();
        var where = origin.file().isEmpty() ? "given at deployment" : origin.file() + ":" + origin.line();
        return "; in force: " + shown(element, given.value()) + " (" + where + ")";
    }

    private String shown(Element element, Value value) {
        var name = element.id().name();
        if (element.secret()) {
            return Secrets.SHOWN;
        }
        var shown = secrets.shown(new MapValue(Map.of(name, value))).get(name);
        return switch (shown) {
            case Scalar s -> secrets.shown(s.text());
            case Sensitive s -> Secrets.SHOWN;
            case Value.ListValue list ->
                String.join(
                        ",",
                        list.items().stream()
                                .map(item -> item instanceof Scalar s ? s.text() : Secrets.SHOWN)
                                .toList());
            case null -> "unknown";
            case Value other -> "unknown";
        };
    }

    private Optional<MaskedFile> file(Definition definition) {
        return file(definition, definition.file());
    }

    /// @param file one of those that the definition was read from
    private Optional<MaskedFile> file(Definition definition, String file) {
        return files.computeIfAbsent(
                file,
                name -> read(
                        definition.format(),
                        name,
                        definition.texts().getOrDefault(name, ""),
                        marked(definition).stream()
                                .map(definition::placed)
                                .filter(place -> place.file().equals(name))
                                .map(Definition.FilePlace::node)
                                .toList()));
    }

    private Optional<MaskedFile> file(String parameters) {
        return files.computeIfAbsent(
                parameters,
                name -> read(
                        sources.template().format(), name, sources.files().getOrDefault(name, ""), markedIn(name)));
    }

    /// One that can no longer be read costs its excerpts, not the case.
    private Optional<MaskedFile> read(Format format, String name, String text, List<PropertyPath> marked) {
        try {
            return Optional.of(MaskedFile.of(format, name, text, marked, secrets));
        } catch (PhantomException e) {
            return Optional.empty();
        }
    }

    /// Values of parameters that are secrets by what the format says, or by their name.
    private List<PropertyPath> marked(Definition definition) {
        return definition.elements().stream()
                .filter(element -> isSecret(definition, element))
                .flatMap(element -> element.values().stream())
                .toList();
    }

    private List<PropertyPath> markedIn(String parameters) {
        return sources.template().elements().stream()
                .filter(Element::secret)
                .flatMap(element ->
                        Stream.ofNullable(sources.given().get(element.id().name())))
                .map(Given::origin)
                .filter(origin -> origin.file().equals(parameters))
                .map(origin -> origin.document())
                .toList();
    }

    private boolean isSecret(Definition definition, Element element) {
        return element.secret() || isSecretByName(definition, element, secrets);
    }

    private static boolean isSecretByName(Definition definition, Element element, Secrets secrets) {
        return values(definition, element)
                .anyMatch(value -> !value.equals(
                        secrets.shown(new MapValue(Map.of(element.id().name(), value)))
                                .get(element.id().name())));
    }

    private static Stream<Value> values(Definition definition, Element element) {
        var input = definition.inputs().get(element.id().name());
        return element.id().kind() != Kind.PARAMETER || input == null
                ? Stream.empty()
                : Stream.ofNullable(input.fallback());
    }

    /// Values of parameters that the format calls secrets, to be found wherever else they stand.
    private static MapValue marked(Sources sources) {
        var marked = new ArrayList<Value>();
        sources.template().elements().stream()
                .filter(Element::secret)
                .forEach(element -> Stream.concat(
                                values(sources.template(), element),
                                Stream.ofNullable(
                                                sources.given().get(element.id().name()))
                                        .map(Given::value))
                        .forEach(value -> {
                            if (value instanceof Scalar s) {
                                marked.add(new Sensitive(s.text()));
                            }
                        }));
        return new MapValue(Map.of("marked", new Value.ListValue(marked)));
    }
}
