package dev.phantom.cli.types;

import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.fact.Alias;
import dev.phantom.drift.fact.DerivedAttributes;
import dev.phantom.drift.fact.Escaped;
import dev.phantom.drift.fact.Event;
import dev.phantom.drift.fact.Fact;
import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.Fact.Attachment;
import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.Band;
import dev.phantom.drift.fact.Fact.CaseInsensitive;
import dev.phantom.drift.fact.Fact.ExtendedByAws;
import dev.phantom.drift.fact.Fact.GeneratedName;
import dev.phantom.drift.fact.Fact.Identity;
import dev.phantom.drift.fact.Fact.Inherited;
import dev.phantom.drift.fact.Fact.Interruption;
import dev.phantom.drift.fact.Fact.Managed;
import dev.phantom.drift.fact.Fact.NotReturned;
import dev.phantom.drift.fact.Fact.Ordered;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Fact.SameThing;
import dev.phantom.drift.fact.Fact.ServiceMade;
import dev.phantom.drift.fact.Fact.Unordered;
import dev.phantom.drift.fact.Fact.VersionPrefix;
import dev.phantom.drift.fact.FactSource.Schema;
import dev.phantom.drift.fact.Filler;
import dev.phantom.drift.fact.Form;
import dev.phantom.drift.fact.KeptFacts;
import dev.phantom.drift.fact.MemoryUnmeasured;
import dev.phantom.drift.fact.Moving;
import dev.phantom.drift.fact.Needed;
import dev.phantom.drift.fact.Substituted;
import dev.phantom.drift.fact.Synonym;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A fact kept by hand, laid out for reading.
///
/// @param path   empty for the resource as a whole
/// @param says   what the fact says of it; empty where the kind says all
/// @param source where that is written, or `heuristic: ` and why it is believed
record KeptLine(String kind, String path, String says, String source, boolean isHeuristic) {

    static List<KeptLine> all(TypeFacts type, KeptFacts kept) {
        return kept.facts().stream().map(fact -> of(type, fact)).toList();
    }

    private static KeptLine of(TypeFacts type, Fact fact) {
        return new KeptLine(
                kind(fact),
                fact.path().toString(),
                says(fact),
                source(type, fact),
                fact.source().isHeuristic());
    }

    private static String source(TypeFacts type, Fact fact) {
        if (fact.source() instanceof Schema schema && schema.pointer().isEmpty()) {
            return "schema #" + type.pointer(fact.path());
        }
        return fact.source().words();
    }

    private static String kind(Fact fact) {
        return switch (fact) {
            case Protection p -> "protection";
            case Attributes a -> "attribute bag";
            case Attachment a -> "extended by others";
            case ExtendedByAws e -> "extended by AWS";
            case Fact.Grants g -> "policy";
            case Fact.Switch s -> "switch";
            case NotReturned n -> "not returned";
            case Unordered u -> "unordered";
            case Ordered o -> "ordered";
            case Identity i -> "elements identified by";
            case CaseInsensitive c -> "case insensitive";
            case SameThing s -> "same thing";
            case Synonym s -> "synonyms";
            case DerivedAttributes t -> "derived from the physical id";
            case VersionPrefix v -> "version prefix";
            case Inherited i -> "inherited";
            case GeneratedName g -> "generated name";
            case Alternate a -> "other words for";
            case Alias a -> "the same as";
            case Substituted s -> "placeholders filled";
            case Escaped e -> "escaped";
            case MemoryUnmeasured m -> "memory not measured";
            case Moving m -> "moves";
            case Filler f -> "says nothing";
            case Needed n -> "needed";
            case ServiceMade s -> "created by AWS if";
            case Interruption i -> "interruption";
            case Fact.Size s -> "size";
            case Managed m -> "changed by AWS";
            case Event e -> "event";
        };
    }

    private static String says(Fact fact) {
        return switch (fact) {
            case Protection p ->
                (p.entry().isEmpty() ? "" : p.entry() + " ") + word(p.guards()) + ", safe: "
                        + p.safe().words();
            case Attributes a -> "key " + String.join(" + ", a.key()) + ", value " + a.value();
            case Attachment a ->
                "by " + a.by() + " through " + a.through() + ", element " + a.element() + ", others "
                        + word(a.remainder());
            case Identity i -> String.join(" + ", i.key());
            case SameThing s ->
                s.of().isEmpty()
                        ? s.forms().stream().map(Form::toString).collect(Collectors.joining(", "))
                        : "as " + s.of() + " is named";
            case Synonym s when !s.unit().isEmpty() -> "1 " + s.unit() + " is " + s.times();
            case Synonym s ->
                s.words().entrySet().stream()
                        .map(e -> e.getKey() + " is " + e.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "));
            case DerivedAttributes t ->
                t.form() + " of "
                        + t.ref().stream().map(Form::toString).collect(Collectors.joining(" or "))
                        + (t.given().isRoot() ? "" : " and " + t.given() + ", else " + t.otherwise());
            case VersionPrefix v -> v.latest().isEmpty() ? "" : "or " + String.join(", ", v.latest());
            case Inherited i -> "from " + i.from() + " through " + i.through();
            case Alternate a -> paths(a.to());
            case Alias a -> a.of() + (a.element().isEmpty() ? "" : " by its " + a.element());
            case Substituted s -> "from " + s.by();
            case Escaped e ->
                e.codes().entrySet().stream()
                        .map(code -> code.getKey() + " is " + code.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "));
            case MemoryUnmeasured m -> "";
            case Moving m -> "";
            case Filler f ->
                (f.values().isEmpty() ? "whatever it is" : String.join(" or ", f.values()))
                        + f.beside().entrySet().stream()
                                .map(e -> ", beside " + e.getKey() + " " + e.getValue())
                                .sorted()
                                .collect(Collectors.joining());
            case Needed n -> n.words();
            case ServiceMade s ->
                s.by().isEmpty()
                        ? "like " + String.join(" or ", s.like())
                        : "it is " + s.through() + " of its " + s.by();
            case Interruption i -> word(i.effect()) + (i.when().isEmpty() ? "" : " when " + i.when());
            case Fact.Size s -> word(s.measure());
            case Managed m ->
                word(m.reason())
                        + (m.by().isEmpty() ? "" : " by " + m.by())
                        + band(m.band())
                        + (m.majors().isEmpty() ? "" : " within " + String.join(" or ", m.majors()));
            case Event e -> event(e);
            case Fact.Grants g -> "who may use it";
            case Fact.Switch s -> s.name() + ", " + word(s.guards());
            case ExtendedByAws e -> "";
            case NotReturned n ->
                n.when().entrySet().stream()
                        .map(e -> "when " + e.getKey() + " is " + e.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "));
            case Unordered u -> "";
            case Ordered o -> "";
            case CaseInsensitive c -> "";
            case GeneratedName g -> "";
        };
    }

    private static String band(Band band) {
        return band.min().isRoot()
                ? band.dimension().isEmpty() ? "" : ", " + band.dimension()
                : " within " + band.min() + " and " + band.max();
    }

    private static String event(Event event) {
        var says = new ArrayList<String>();
        says.add(event.name());
        if (!event.writes().isEmpty()) {
            says.add("writes " + paths(event.writes()));
        }
        if (!event.parameters().isEmpty()) {
            says.add("by parameter "
                    + new TreeMap<>(event.parameters())
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        return String.join(" ", says);
    }

    private static String paths(List<PropertyPath> paths) {
        return paths.stream().map(PropertyPath::toString).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
