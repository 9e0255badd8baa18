package dev.phantom.patch;

import dev.phantom.iac.EvaluatedTemplate;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Given;
import dev.phantom.iac.Template;
import dev.phantom.iac.cloudformation.evaluate.Evaluator;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files of a stack while edits are being made: a template and the parameter files beside it.
///
/// @param template path of the template
/// @param texts    every file by path, the template among them
public record Workspace(String template, Map<String, String> texts) {

    public Workspace {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    public String text(String file) {
        return texts.getOrDefault(file, "");
    }

    public Workspace with(String file, String text) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.put(file, text);
        return new Workspace(template, all);
    }

    public Template read() {
        return TemplateReader.read(template, text(template));
    }

    /// The template as this stack sees it, with what its parameter files say now.
    public EvaluatedTemplate evaluate(StackView stack) {
        return Evaluator.evaluate(read(), context(stack));
    }

    /// What this stack's parameter files give.
    Map<String, Given> parameters(StackView stack) {
        Map<String, Given> given = new LinkedHashMap<>();
        stack.parameterFiles().stream()
                .filter(texts::containsKey)
                .forEach(file ->
                        given.putAll(ParameterFile.read(file, text(file)).parameters()));
        return given;
    }

    private EvaluationContext context(StackView stack) {
        Map<String, Given> parameters = new LinkedHashMap<>(stack.context().parameters());
        for (String file : stack.parameterFiles()) {
            if (texts.containsKey(file)) {
                ParameterFile.read(file, text(file)).parameters().forEach((name, given) -> {
                    Given known = parameters.get(name);
                    if (known == null
                            || known.origin().file().isEmpty()
                            || known.origin().file().equals(file)) {
                        parameters.put(name, given);
                    }
                });
            }
        }
        var context = stack.context();
        return new EvaluationContext(parameters, context.pseudo(), context.imports(), context.references());
    }
}
