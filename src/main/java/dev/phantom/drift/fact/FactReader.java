package dev.phantom.drift.fact;

import static dev.phantom.drift.fact.FactLine.list;
import static dev.phantom.drift.fact.FactLine.map;
import static dev.phantom.drift.fact.FactLine.scalar;

import dev.phantom.drift.fact.Fact.Alternate;
import dev.phantom.drift.fact.Fact.Attachment;
import dev.phantom.drift.fact.Fact.Attributes;
import dev.phantom.drift.fact.Fact.Band;
import dev.phantom.drift.fact.Fact.CaseInsensitive;
import dev.phantom.drift.fact.Fact.Effect;
import dev.phantom.drift.fact.Fact.ExtendedByAws;
import dev.phantom.drift.fact.Fact.GeneratedName;
import dev.phantom.drift.fact.Fact.Grants;
import dev.phantom.drift.fact.Fact.Guards;
import dev.phantom.drift.fact.Fact.Identity;
import dev.phantom.drift.fact.Fact.Inherited;
import dev.phantom.drift.fact.Fact.Interruption;
import dev.phantom.drift.fact.Fact.Loss;
import dev.phantom.drift.fact.Fact.Managed;
import dev.phantom.drift.fact.Fact.Management;
import dev.phantom.drift.fact.Fact.Measure;
import dev.phantom.drift.fact.Fact.NotReturned;
import dev.phantom.drift.fact.Fact.Ordered;
import dev.phantom.drift.fact.Fact.Protection;
import dev.phantom.drift.fact.Fact.Remainder;
import dev.phantom.drift.fact.Fact.SameThing;
import dev.phantom.drift.fact.Fact.ServiceMade;
import dev.phantom.drift.fact.Fact.Size;
import dev.phantom.drift.fact.Fact.Switch;
import dev.phantom.drift.fact.Fact.Unordered;
import dev.phantom.drift.fact.Fact.VersionPrefix;
import dev.phantom.value.PropertyPath;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads a file of facts.
///
/// ```yaml
/// apis: {api: rds-2014-10-31}
/// pages: {maintain: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html"}
/// facts:
///   AWS::RDS::DBInstance:
///     - {protection: /DeletionProtection, guards: deletion, safe: true, source: schema}
///     - {caseInsensitive: /DBInstanceIdentifier, source: api#CreateDBInstance.DBInstanceIdentifier}
/// ```
final class FactReader {

    private final String file;
    private final Map<String, String> references = new HashMap<>();

    private FactReader(String file) {
        this.file = file;
    }

    /// The facts by type, in the order of the file.
    static Map<String, List<Fact>> read(String file, InputStream yaml) {
        var settings = LoadSettings.builder().setLabel(file).build();
        var root = new Compose(settings).composeInputStream(yaml);
        return new FactReader(file).types(map(file, root.orElse(null)));
    }

    private Map<String, List<Fact>> types(Map<String, Node> root) {
        var types = new HashMap<String, List<Fact>>();
        root.forEach((name, node) -> {
            switch (name) {
                case "apis", "pages" -> map(file, node).forEach((key, to) -> references.put(key, scalar(file, to)));
                case "facts" ->
                    map(file, node)
                            .forEach((type, lines) -> types.put(
                                    type,
                                    // shared by all who copy it
                                    List.copyOf(list(file, lines).stream()
                                            .map(this::fact)
                                            .toList())));
                default ->
                    throw new FactLine(file, node, references).bad("none of 'apis', 'pages' and 'facts': " + name);
            }
        });
        return types;
    }

    private Fact fact(Node node) {
        var line = new FactLine(file, node, references);
        var fact = fact(line, line.kind());
        line.end();
        return fact;
    }

    private static Fact fact(FactLine l, String kind) {
        return switch (kind) {
            case "protection" ->
                new Protection(
                        l.path(kind),
                        l.choice("guards", Guards.class),
                        Safe.of(l.requiredTexts("safe")),
                        l.text("entry"),
                        l.source());
            case "switch" -> aSwitch(l);
            case "grants" -> new Grants(l.path(kind), l.required("worst"), l.source());
            case "attributes" -> new Attributes(l.path(kind), l.requiredTexts("key"), l.required("value"), l.source());
            case "attachment" ->
                new Attachment(
                        l.path(kind),
                        l.required("by"),
                        l.path("through"),
                        l.required("element"),
                        l.choice("remainder", Remainder.class),
                        l.source());
            case "extendedByService" -> new ExtendedByAws(l.path(kind), l.source());
            case "notReturned" -> new NotReturned(l.path(kind), l.textsByName("when"), l.source());
            case "unordered" -> new Unordered(l.path(kind), l.source());
            case "ordered" -> new Ordered(l.path(kind), l.source());
            case "identity" -> new Identity(l.path(kind), l.requiredTexts("key"), l.source());
            case "caseInsensitive" -> new CaseInsensitive(l.path(kind), l.source());
            case "sameThing" -> sameThing(l);
            case "synonym" -> synonym(l);
            case "told" ->
                new DerivedAttributes(
                        l.path(kind),
                        l.requiredTexts("ref").stream().map(Form::of).toList(),
                        Form.of(l.required("form")),
                        l.path("given"),
                        l.text("otherwise"),
                        l.source());
            case "versionPrefix" -> new VersionPrefix(l.path(kind), l.texts("latest"), l.source());
            case "inherited" -> new Inherited(l.path(kind), l.required("from"), l.path("through"), l.source());
            case "generatedName" -> new GeneratedName(l.path(kind), l.source());
            case "alias" -> new Alias(l.path(kind), l.path("of"), l.text("element"), l.source());
            case "substituted" -> new Substituted(l.path(kind), l.path("by"), l.source());
            case "escaped" -> new Escaped(l.path(kind), l.textsByName("codes"), l.source());
            case "memoryUnmeasured" -> new MemoryUnmeasured(l.path(kind), l.source());
            case "moving" -> new Moving(l.path(kind), l.source());
            case "alternate" -> new Alternate(l.path(kind), l.paths("to"), l.source());
            case "filler" -> new Filler(l.path(kind), l.texts("value"), l.textsByName("beside"), l.source());
            case "needed" -> new Needed(l.path(kind), l.textListsByName("when"), l.texts("unless"), l.source());
            case "serviceMade" -> serviceMade(l);
            case "interruption" ->
                new Interruption(l.path(kind), l.choice("effect", Effect.class), l.text("when"), l.source());
            case "size" -> new Size(l.path(kind), l.choice("measure", Measure.class), l.source());
            case "managed" ->
                new Managed(
                        l.path(kind),
                        l.choice("reason", Management.class),
                        l.text("by"),
                        new Band(l.path("min"), l.path("max"), l.text("dimension")),
                        l.texts("longMajor"),
                        l.texts("majors"),
                        l.source());
            case "event" ->
                new Event(l.required(kind), l.text("from"), l.paths("writes"), l.pathsByName("parameters"), l.source());
            default -> throw l.bad("no kind of fact: " + kind);
        };
    }

    private static Loss loss(FactLine l) {
        var says = l.textListsByName("loss");
        if (says.size() > 3) {
            throw l.bad("'loss' has a rule, a level and a title");
        }
        return new Loss(only(l, says, "rule"), only(l, says, "level"), only(l, says, "title"));
    }

    private static String only(FactLine l, Map<String, List<String>> says, String key) {
        var texts = says.getOrDefault(key, List.of());
        if (texts.size() != 1) {
            throw l.bad("'loss' needs one " + key);
        }
        return texts.getFirst();
    }

    private static Switch aSwitch(FactLine l) {
        var name = Pattern.compile(l.required("switch"));
        var guards = l.choice("guards", Guards.class);
        return new Switch(PropertyPath.ROOT, name, guards, loss(l), l.source());
    }

    private static Synonym synonym(FactLine l) {
        var path = l.path("synonym");
        var unit = l.text("unit");
        var words = l.textsByName("words");
        int times = unit.isEmpty() ? 1 : l.number("times");
        if (words.isEmpty() == unit.isEmpty()) {
            throw l.bad("either 'words' or 'unit' is needed");
        }
        return new Synonym(path, words, unit, times, l.source());
    }

    private static ServiceMade serviceMade(FactLine l) {
        var path = l.path("serviceMade");
        var by = l.text("by");
        var like = by.isEmpty() ? l.requiredTexts("like") : List.<String>of();
        return new ServiceMade(path, like, by, l.path("through"), l.source());
    }

    private static SameThing sameThing(FactLine l) {
        var path = l.path("sameThing");
        var of = l.text("of");
        var forms = of.isEmpty() ? l.requiredTexts("forms") : List.<String>of();
        return new SameThing(path, of, forms.stream().map(Form::of).toList(), l.source());
    }
}
