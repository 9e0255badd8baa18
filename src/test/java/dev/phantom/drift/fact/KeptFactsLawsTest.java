package dev.phantom.drift.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.TypeFacts;
import dev.phantom.drift.TypeNode;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.Fact.Attachment;
import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.Identity;
import dev.phantom.drift.fact.Fact.Inherited;
import dev.phantom.drift.fact.Fact.Managed;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.FactSource.Api;
import dev.phantom.drift.fact.FactSource.Heuristic;
import dev.phantom.drift.fact.FactSource.Page;
import dev.phantom.drift.fact.FactSource.Schema;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What must hold for every fact that is kept by hand: above all, that it has a source.
class KeptFactsLawsTest {

    private static final Path FILES = Path.of("src/main/resources/dev/phantom/drift/types");
    private static final Path COUNTS = Path.of("docs/type-facts.md");
    private static final String ANY = "*";
    private static final Pattern MODEL = Pattern.compile("[a-z0-9-]+-\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern PAGE = Pattern.compile("https://docs\\.aws\\.amazon\\.com/[A-Za-z0-9_./-]+");

    private final TypeCatalog catalog = Known.TYPES;
    private final List<Kept> all = all();

    private record Kept(String type, Fact fact) {
        @Override
        public String toString() {
            return type + " " + fact;
        }
    }

    @Test
    void everyTypeIsInTheTableAndInItsServicesFile() throws IOException {
        for (var file : files()) {
            var service = file.getFileName().toString().replace(".yaml", "");
            assertThat(read(file).keySet()).as(service).allSatisfy(type -> {
                if (service.equals("any")) {
                    assertThat(type).isEqualTo(ANY);
                } else {
                    assertThat(catalog.find(type)).as(type).isPresent();
                    assertThat(type.substring(0, type.lastIndexOf("::")).replace("::", "-"))
                            .isEqualTo(service);
                }
            });
        }
    }

    @Test
    void everyPathIsAPropertyOfItsType() {
        refuse(kept -> paths(kept.fact()).anyMatch(path -> !isKnown(kept.type(), path)));
        refuse(kept -> kept.fact() instanceof Managed m
                && m.by().startsWith("AWS::")
                && catalog.find(m.by()).isEmpty());
        refuse(kept -> kept.fact() instanceof Attachment a && !isKnown(a.by(), a.through()));
        refuse(kept -> kept.fact() instanceof Attachment a
                && !a.element().startsWith("/")
                && !List.of("ref", "rest", "any").contains(a.element()));
        refuse(kept -> kept.fact() instanceof Attachment a
                && a.element().startsWith("/")
                && !isKnown(a.by(), PropertyPath.parse(a.element())));
        refuse(kept -> kept.fact() instanceof Fact.SameThing same
                && !same.of().isEmpty()
                && !read(same.of()).stream()
                        .anyMatch(f -> f instanceof Fact.SameThing && f.path().isRoot()));
        refuse(kept -> kept.fact() instanceof Inherited i && !isKnown(i.from(), i.path()));
        refuse(kept -> keys(kept.fact())
                .anyMatch(key ->
                        !isKnown(kept.type(), kept.fact().path().child("*").append(PropertyPath.parse("/" + key)))));
    }

    @Test
    void everySourceIsReal() {
        refuse(kept -> switch (kept.fact().source()) {
            case Schema schema -> !resolves(kept, schema);
            case Api api ->
                !MODEL.matcher(api.model()).matches()
                        || !NAME.matcher(api.shape()).matches()
                        || !api.member().isEmpty()
                                && !NAME.matcher(api.member()).matches();
            case Page page ->
                !PAGE.matcher(page.url()).matches() || page.section().isBlank();
            case Heuristic heuristic -> heuristic.why().isBlank();
        });
    }

    @Test
    void noProtectionRestsOnAHeuristicNorIsExplainedByOne() {
        refuse(kept -> kept.fact().source().isHeuristic()
                && explains(kept.fact())
                && read(kept.type()).stream()
                        .anyMatch(f -> f instanceof Protection p
                                && p.entry().isEmpty()
                                && kept.fact().path().startsWith(p.path())));
    }

    /// Whether the fact can make a difference go away, or change what it is called.
    private static boolean explains(Fact fact) {
        return !(fact instanceof Event
                || fact instanceof Fact.Interruption
                || fact instanceof Fact.ServiceMade
                || fact instanceof Needed
                || fact instanceof Fact.Size
                || fact instanceof Fact.Grants
                || fact instanceof Fact.Switch);
    }

    /// What a patch leaves out is never what protects: it would be gone where the default moved.
    @Test
    void noFillerIsAProtectionOrAGuess() {
        refuse(kept -> kept.fact() instanceof Filler filler
                && (filler.source().isHeuristic() || Known.FACTS.of(kept.type()).protects(filler.path())));
    }

    /// A patch is refused by it: nobody is held to a guess, nor to what the schema demands anyway.
    @Test
    void whatIsNeededIsWrittenDownAndDependsOnSomething() {
        refuse(kept -> kept.fact() instanceof Needed n
                && (n.source().isHeuristic()
                        || n.when().isEmpty() && n.unless().isEmpty()
                        || type(kept.type())
                                .at(n.path().parent())
                                .requires(n.path().last())));
    }

    @Test
    void nothingIsSaidTwice() {
        var said = new HashSet<String>();
        refuse(kept -> !said.add(kept.type() + kept.fact()));
    }

    @Test
    void nothingIsSaidOfWhatIsNeverCompared() {
        refuse(kept -> !kept.type().equals(ANY)
                && !(kept.fact() instanceof Event)
                && !(kept.fact() instanceof Fact.Interruption)
                && !(kept.fact() instanceof Fact.ServiceMade)
                && !(kept.fact() instanceof Fact.GeneratedName)
                && !(kept.fact() instanceof DerivedAttributes)
                && !(kept.fact() instanceof Moving)
                && type(kept.type()).has(Trait.READ_ONLY, kept.fact().path()));
        refuse(kept -> kept.fact() instanceof Protection
                && type(kept.type()).has(Trait.WRITE_ONLY, kept.fact().path()));
    }

    /// A value that nobody wrote down how to make is a guess.
    @Test
    void whatThePhysicalIdTellsIsAReadOnlyAttributeAndWrittenDown() {
        refuse(kept -> kept.fact() instanceof DerivedAttributes t
                && (t.source().isHeuristic()
                        || !type(kept.type()).has(Trait.READ_ONLY, t.path())
                        || !t.given().isRoot() && t.otherwise().isEmpty()));
    }

    @Test
    void nothingIsSaidThatTheSchemaSays() {
        refuse(kept -> !kept.type().equals(ANY)
                && switch (kept.fact()) {
                    case Fact.Unordered u -> type(kept.type()).at(u.path()).order() == Order.UNORDERED;
                    case Fact.Ordered o -> type(kept.type()).at(o.path()).order() == Order.ORDERED;
                    case Fact.NotReturned n -> type(kept.type()).isWriteOnly(n.path());
                    default -> false;
                });
    }

    /// The schema is trusted first: a belief may be stricter than it, never laxer.
    @Test
    void noHeuristicLoosensTheSchema() {
        refuse(kept -> kept.fact() instanceof Fact.Unordered u
                && u.source().isHeuristic()
                && type(kept.type()).at(u.path()).order() == Order.ORDERED);
    }

    @Test
    void orderIsSaidOfListsOnly() {
        refuse(kept -> (kept.fact() instanceof Fact.Unordered
                        || kept.fact() instanceof Fact.Ordered
                        || kept.fact() instanceof Identity
                        || kept.fact() instanceof Attributes)
                && !type(kept.type()).at(kept.fact().path()).is(Kind.ARRAY));
        refuse(kept -> kept.fact() instanceof Fact.Unordered
                && FactNode.of(read(kept.type())).at(kept.fact().path()).has(Fact.Ordered.class));
    }

    @Test
    void theyAreCountedWhereTheyAreDescribed() throws IOException {
        var page = Files.readString(COUNTS);
        var head = "## How many there are\n\n";
        var from = page.indexOf(head) + head.length();
        if (System.getProperty("phantom.docs", "").equals("write")) {
            page = page.substring(0, from) + counts();
            Files.writeString(COUNTS, page);
        }
        assertThat(page.substring(from))
                .as("the last table of docs/type-facts.md is stale: run `make docs`")
                .isEqualTo(counts());
    }

    private String counts() {
        var sourced = new TreeMap<String, Integer>();
        var believed = new TreeMap<String, Integer>();
        all.forEach(kept -> {
            var counted = kept.fact().source().isHeuristic() ? believed : sourced;
            var kind = kept.fact()
                    .getClass()
                    .getSimpleName()
                    .replace("ByAws", "ByService")
                    .replace("DerivedAttributes", "Told");
            sourced.merge(kind, 0, Integer::sum);
            believed.merge(kind, 0, Integer::sum);
            counted.merge(kind, 1, Integer::sum);
        });
        var table = new StringBuilder("| kind | sourced | heuristic |\n|---|---|---|\n");
        sourced.forEach((kind, count) -> table.append("| %s%s | %d | %d |%n"
                .formatted(
                        kind.substring(0, 1).toLowerCase(java.util.Locale.ROOT),
                        kind.substring(1),
                        count,
                        believed.get(kind))));
        return table.append("| all | %d | %d |%n".formatted(sum(sourced), sum(believed)))
                .toString();
    }

    private static int sum(TreeMap<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private boolean resolves(Kept kept, Schema schema) {
        var owner = schema.type().isEmpty() ? kept.type() : schema.type();
        if (owner.equals(ANY) || catalog.find(owner).isEmpty()) {
            return false;
        }
        if (schema.pointer().isEmpty()) {
            return schema.type().isEmpty() && !kept.fact().path().isRoot();
        }
        return resolves(type(owner), schema.pointer());
    }

    /// A pointer into the parts of a schema that the table keeps.
    private static boolean resolves(TypeFacts type, String pointer) {
        var segments = PropertyPath.parse(pointer).segments();
        var node = type.root();
        int at = 0;
        if (segments.getFirst().equals("definitions")) {
            node = type.definition(segments.get(1));
            at = 2;
        } else if (!segments.getFirst().equals("properties")) {
            return switch (segments.getFirst()) {
                case "handlers" ->
                    segments.size() == 2
                            && type.handlers().keySet().stream()
                                    .anyMatch(h -> h.word().equals(segments.get(1)));
                case "tagging" -> type.tagging().taggable();
                default ->
                    Arrays.stream(Trait.values())
                            .anyMatch(t -> t.keyword().equals(segments.getFirst())
                                    && type.traits().containsKey(t));
            };
        }
        while (at < segments.size()) {
            var keyword = segments.get(at);
            node = keyword.equals("items") ? node.items() : node.child(segments.get(at + 1));
            at += keyword.equals("items") ? 1 : 2;
        }
        return node.isKnown();
    }

    private boolean isKnown(String type, PropertyPath path) {
        return type.equals(ANY)
                || path.isRoot()
                || catalog.find(type)
                        .filter(facts -> facts.at(path).isKnown() || isFree(facts, path))
                        .isPresent();
    }

    /// Any entry of an object of which the schema names no property.
    private static boolean isFree(TypeFacts facts, PropertyPath path) {
        var parent = facts.at(path.parent());
        return path.last().equals("*")
                && parent.is(TypeNode.Kind.OBJECT)
                && parent.properties().isEmpty();
    }

    private TypeFacts type(String name) {
        return catalog.find(name).orElseThrow();
    }

    private static Stream<PropertyPath> paths(Fact fact) {
        return switch (fact) {
            case Event e -> Stream.concat(e.writes().stream(), e.parameters().values().stream());
            case Alias a -> Stream.of(a.path(), a.of());
            case Substituted s -> Stream.of(s.path(), s.by());
            case Fact.NotReturned n ->
                Stream.concat(Stream.of(n.path()), n.when().keySet().stream().map(PropertyPath::of));
            case Alternate a -> Stream.concat(Stream.of(a.path()), a.to().stream());
            case Managed m ->
                Stream.of(
                        m.path(),
                        m.by().startsWith("/") ? PropertyPath.parse(m.by()) : m.path(),
                        m.band().min(),
                        m.band().max());
            case Inherited i -> Stream.of(i.path(), i.through());
            case Needed n ->
                Stream.concat(
                        Stream.of(n.path()),
                        Stream.concat(n.when().keySet().stream(), n.unless().stream())
                                .map(name -> n.path().parent().child(name)));
            case DerivedAttributes t -> Stream.of(t.path(), t.given());
            default -> Stream.of(fact.path());
        };
    }

    private static Stream<String> keys(Fact fact) {
        return switch (fact) {
            case Attributes a -> Stream.concat(a.key().stream(), Stream.of(a.value()));
            case Identity i -> i.key().stream();
            default -> Stream.empty();
        };
    }

    private void refuse(Predicate<Kept> wrong) {
        assertThat(all.stream().filter(wrong)).isEmpty();
    }

    private static List<Kept> all() {
        var all = new ArrayList<Kept>();
        for (var file : files()) {
            read(file).forEach((type, facts) -> facts.forEach(fact -> all.add(new Kept(type, fact))));
        }
        return all;
    }

    private List<Fact> read(String type) {
        return all.stream()
                .filter(kept -> kept.type().equals(type))
                .map(Kept::fact)
                .toList();
    }

    private static java.util.Map<String, List<Fact>> read(Path file) {
        try (var yaml = Files.newInputStream(file)) {
            return FactReader.read(file.getFileName().toString(), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> files() {
        try (var files = Files.list(FILES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> file.endsWith("any.yaml")
                            || Files.exists(Path.of(file.toString().replace(".yaml", ".jsonl"))))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
