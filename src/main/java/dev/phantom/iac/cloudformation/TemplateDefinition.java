package dev.phantom.iac.cloudformation;

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
import dev.phantom.iac.cloudformation.edit.TemplateEdits;
import dev.phantom.iac.cloudformation.evaluate.Evaluator;
import dev.phantom.iac.cloudformation.template.CdkMetadata;
import dev.phantom.iac.cloudformation.template.Elements;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.read.DocumentReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A template as the rooms above see it: what was read once, with what evaluates it and what edits it.
record TemplateDefinition(Format format, Template template) implements Definition {

    @Override
    public String file() {
        return template.file();
    }

    @Override
    public String text() {
        return template.text();
    }

    @Override
    public String notation() {
        return DocumentReader.isJson(template.file(), template.text()) ? "json" : "yaml";
    }

    @Override
    public MapValue document() {
        return template.document();
    }

    @Override
    public Map<String, Resource> resources() {
        return template.resources();
    }

    @Override
    public Map<String, Input> inputs() {
        Map<String, Input> inputs = new LinkedHashMap<>();
        template.section("Parameters").entries().forEach((name, declared) -> inputs.put(name, input(name, declared)));
        return inputs;
    }

    private static Input input(String name, Value declared) {
        return declared instanceof MapValue parameter
                ? new Input(name, parameter.get("Default"), isLookedUp(parameter))
                : new Input(name, null, false);
    }

    private static boolean isLookedUp(MapValue parameter) {
        return parameter.get("Type") instanceof Scalar type && type.text().startsWith("AWS::SSM::Parameter::Value<");
    }

    @Override
    public List<Element> elements() {
        return new Elements(template).all();
    }

    @Override
    public Set<Element.Id> references(PropertyPath node) {
        return new Elements(template).references(node);
    }

    @Override
    public Optional<Diagnostic> unsupported() {
        return template.unsupported();
    }

    @Override
    public Synthesis synthesis() {
        return CdkMetadata.of(template);
    }

    @Override
    public Optional<Origin> place(String address, PropertyPath property) {
        return written(PropertyPath.of("Resources", address, "Properties").append(property));
    }

    @Override
    public Optional<Origin> place(String address) {
        return written(PropertyPath.of("Resources", address));
    }

    private Optional<Origin> written(PropertyPath path) {
        return template.span(path)
                .map(span -> new Origin(Origin.Kind.LITERAL, "", template.file(), path, span.line(), span.column()));
    }

    @Override
    public Declaration declare(EvaluationContext context) {
        return Evaluator.evaluate(template, context);
    }

    @Override
    public Edits edits(Declaration declared, SourceFiles files) {
        return new TemplateEdits(template, declared, files);
    }
}
