package dev.phantom.iac.terraform;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.iac.Declaration;
import dev.phantom.iac.Definition;
import dev.phantom.iac.Edits;
import dev.phantom.iac.Element;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Format;
import dev.phantom.iac.Input;
import dev.phantom.iac.Origin;
import dev.phantom.iac.Resource;
import dev.phantom.iac.SourceFiles;
import dev.phantom.iac.Synthesis;
import dev.phantom.iac.terraform.edit.ModuleEdits;
import dev.phantom.iac.terraform.evaluate.Address;
import dev.phantom.iac.terraform.evaluate.Configuration;
import dev.phantom.iac.terraform.evaluate.ModuleSource.Written;
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.Body;
import dev.phantom.iac.terraform.syntax.HclDocument;
import dev.phantom.iac.terraform.syntax.HclMentions;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A root module as the rooms above see it. Its addresses are Terraform's own; those of a block that stands for many
/// resources are found without their keys too.
record TerraformDefinition(Format format, Configuration configuration) implements Definition {

    @Override
    public String file() {
        return configuration.root();
    }

    /// Of all its files, one after the other.
    @Override
    public String text() {
        return String.join("\n", texts().values());
    }

    @Override
    public Map<String, String> texts() {
        return configuration.texts();
    }

    @Override
    public String notation() {
        return "hcl";
    }

    @Override
    public MapValue document() {
        Map<String, Value> files = new LinkedHashMap<>();
        configuration.rootModule().files().forEach(f -> files.put(f.file(), new HclDocument(f).value()));
        return new MapValue(files);
    }

    @Override
    public Map<String, Resource> resources() {
        Map<String, Resource> all = new LinkedHashMap<>();
        new Worked(configuration, EvaluationContext.NONE)
                .resources()
                .forEach((address, r) -> all.put(address, r.source()));
        return all;
    }

    @Override
    public Optional<Resource> resource(String address) {
        return Address.parse(address)
                .block(configuration)
                .map(w -> new Resource(address, w.block().label(0), MapValue.EMPTY, null, MapValue.EMPTY));
    }

    @Override
    public Map<String, Input> inputs() {
        Map<String, Input> all = new LinkedHashMap<>();
        var worked = new Worked(new Configuration("", Map.of()), EvaluationContext.NONE);
        configuration.rootModule().all("variable").forEach(w -> {
            String name = w.block().label(0);
            var fallback = w.block().body().attribute("default");
            all.put(
                    name,
                    fallback.isPresent()
                            ? new Input(name, worked.constant(w.file(), fallback.get().value()), false)
                            : new Input(name, null, false));
        });
        return all;
    }

    @Override
    public List<Element> elements() {
        List<Element> all = new ArrayList<>();
        configuration.rootModule().blocks().forEach((name, written) -> kind(written.block())
                .ifPresent(kind -> all.add(element(kind, name, written))));
        return all;
    }

    private static Optional<Element.Kind> kind(Body.Block block) {
        return switch (block.type()) {
            case "resource", "data", "module" -> Optional.of(Element.Kind.RESOURCE);
            case "variable" -> Optional.of(Element.Kind.PARAMETER);
            case "output" -> Optional.of(Element.Kind.OUTPUT);
            case String other -> Optional.empty();
        };
    }

    private static Element element(Element.Kind kind, String name, Written written) {
        String shown = kind == Element.Kind.RESOURCE ? name : written.block().label(0);
        var node = PropertyPath.of(written.file().file(), HclDocument.key(written.block()), "0");
        boolean secret = written.block().body().attribute("sensitive")
                .filter(a -> written.file().text(a.value()).equals("true"))
                .isPresent();
        var values = kind == Element.Kind.PARAMETER ? List.of(node.child("default")) : List.<PropertyPath>of();
        return new Element(new Element.Id(kind, shown), node, values, secret);
    }

    @Override
    public Set<Element.Id> references(PropertyPath node) {
        Set<Element.Id> found = new LinkedHashSet<>();
        configuration.rootModule().blocks().values().stream()
                .filter(w -> node.segments().size() > 1
                        && w.file().file().equals(node.segments().getFirst())
                        && HclDocument.key(w.block()).equals(node.segments().get(1)))
                .flatMap(w -> HclMentions.in(w.block().body()).stream())
                .forEach(name -> mentioned(name, found, 0));
        return found;
    }

    private void mentioned(String name, Set<Element.Id> found, int depth) {
        if (name.startsWith("local.") && depth < 20) {
            var local = configuration.rootModule().locals().get(name.substring(6));
            if (local != null) {
                HclMentions.in(local.attribute().value()).forEach(n -> mentioned(n, found, depth + 1));
            }
        } else {
            configuration.rootModule().block(name).flatMap(w -> kind(w.block())).ifPresent(kind -> found.add(
                    new Element.Id(kind, kind == Element.Kind.PARAMETER ? name.substring(4) : name)));
        }
    }

    @Override
    public Optional<Diagnostic> unsupported() {
        return configuration.texts().keySet().stream()
                .filter(f -> Configuration.isConfiguration(f)
                        && Configuration.isOverride(f)
                        && Configuration.directory(f).equals(configuration.root()))
                .findFirst()
                .map(f -> new Diagnostic(
                        Code.TEMPLATE_UNSUPPORTED,
                        "an override file replaces arguments of other files, which is not worked out here",
                        "write its arguments into the files that it overrides",
                        f));
    }

    @Override
    public Synthesis synthesis() {
        return Synthesis.NONE;
    }

    @Override
    public Optional<Origin> place(String address, PropertyPath property) {
        return Address.parse(address).block(configuration).flatMap(w -> {
            var document = new HclDocument(w.file());
            var path = PropertyPath.of(HclDocument.key(w.block()), "0").append(property);
            return document.span(path)
                    .map(s -> new Origin(Origin.Kind.LITERAL, "", w.file().file(), path, s.line(), s.column()));
        });
    }

    @Override
    public Optional<Origin> place(String address) {
        return place(address, PropertyPath.ROOT);
    }

    @Override
    public Declaration declare(EvaluationContext context) {
        var worked = new Worked(configuration, context);
        return new Declaration(worked.resources(), worked.outputs(), new Origins(configuration, worked));
    }

    @Override
    public Edits edits(Declaration declared, SourceFiles files) {
        var worked = declared.places() instanceof Origins o ? o.worked() : new Worked(configuration, EvaluationContext.NONE);
        return new ModuleEdits(configuration, worked, declared, files);
    }
}
