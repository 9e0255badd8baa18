package dev.phantom.patch;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.Definition;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.iac.SourceFiles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files of a stack while edits are being made: a template and the parameter files beside it.
///
/// @param template path of the template
/// @param texts    every file by path, the template among them
/// @param format   of the template and of the files beside it
public record Workspace(String template, Map<String, String> texts, Format format) {

    public Workspace {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    public String text(String file) {
        return texts.getOrDefault(file, "");
    }

    public Workspace with(String file, String text) {
        Map<String, String> all = new LinkedHashMap<>(texts);
        all.put(file, text);
        return new Workspace(template, all, format);
    }

    public Definition read() {
        return format.read(template, texts);
    }

    /// The template as this stack sees it, with what its parameter files say now.
    public Declaration evaluate(StackView stack) {
        return stack.template().isEmpty()
                ? evaluate(read(), stack)
                : evaluate(format.read(stack.template(), texts), stack);
    }

    /// As [#evaluate(StackView)], of the template as it was read from these files.
    public Declaration evaluate(Definition read, StackView stack) {
        return read.declare(context(stack));
    }

    public SourceFiles files(StackView stack) {
        return new SourceFiles(texts, stack.parameterFiles());
    }

    /// What this stack's parameter files give.
    Map<String, Given> parameters(StackView stack) {
        Map<String, Given> given = new LinkedHashMap<>();
        stack.parameterFiles().stream()
                .filter(texts::containsKey)
                .forEach(file -> given.putAll(format.values(file, text(file))));
        return given;
    }

    private EvaluationContext context(StackView stack) {
        Map<String, Given> parameters = new LinkedHashMap<>(stack.context().parameters());
        for (String file : stack.parameterFiles()) {
            if (texts.containsKey(file)) {
                format.values(file, text(file)).forEach((name, given) -> {
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
