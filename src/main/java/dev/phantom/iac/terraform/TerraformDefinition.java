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
import dev.phantom.iac.terraform.evaluate.Worked;
import dev.phantom.iac.terraform.syntax.HclDocument;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A root module as the rooms above see it. Its addresses are Terraform's own; those of a block that stands for many
/// resources are found without their keys too.
final class TerraformDefinition implements Definition {

    private final Format format;
    private final Configuration configuration;
    private @Nullable Map<String, Resource> resources;

    TerraformDefinition(Format format, Configuration configuration) {
        this.format = format;
        this.configuration = configuration;
    }

    @Override
    public Format format() {
        return format;
    }

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
        configuration
                .directories()
                .forEach(directory -> configuration
                        .module(directory)
                        .files()
                        .forEach(f ->
                                files.put(f.file(), configuration.document(f).value())));
        return new MapValue(files);
    }

    @Override
    public synchronized Map<String, Resource> resources() {
        var known = resources;
        if (known == null) {
            Map<String, Resource> all = new LinkedHashMap<>();
            new Worked(configuration, EvaluationContext.NONE)
                    .resources()
                    .forEach((address, r) -> all.put(address, r.source()));
            known = Collections.unmodifiableMap(all);
            resources = known;
        }
        return known;
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
                            ? new Input(
                                    name,
                                    worked.constant(w.file(), fallback.get().value()),
                                    false)
                            : new Input(name, null, false));
        });
        return all;
    }

    @Override
    public List<Element> elements() {
        return new ModuleElements(configuration).all();
    }

    @Override
    public Element.Id element(String address) {
        return new Element.Id(
                Element.Kind.RESOURCE, String.join(".", Address.parse(address).names()));
    }

    @Override
    public Set<Element.Id> references(PropertyPath node) {
        return new ModuleElements(configuration).references(placed(node));
    }

    @Override
    public Optional<Diagnostic> unsupported() {
        return configuration.ofOpenTofu().stream()
                .findFirst()
                .map(f -> new Diagnostic(
                        Code.TEMPLATE_UNSUPPORTED,
                        "OpenTofu reads the file in the place of Terraform's own, which is not evaluated here",
                        "write what it says into a file that ends in .tf",
                        f));
    }

    @Override
    public Synthesis synthesis() {
        return Synthesis.NONE;
    }

    @Override
    public Optional<Origin> place(String address, PropertyPath property) {
        return Address.parse(address).block(configuration).flatMap(w -> {
            var path = PropertyPath.of(HclDocument.key(w.block()), "0").append(property);
            return configuration
                    .document(w.file())
                    .span(path)
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
        var worked =
                declared.places() instanceof Origins o ? o.worked() : new Worked(configuration, EvaluationContext.NONE);
        return new ModuleEdits(configuration, worked, declared, files);
    }
}
