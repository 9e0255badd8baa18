package dev.phantom.stack;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Format;
import dev.phantom.iac.Formats;
import dev.phantom.iac.Origin;
import dev.phantom.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Collects the files of a definition that is made of folders: those of its own, and of every folder that they call.
///
/// @param names the files that lie directly in a folder, as paths from the top; the empty path is the top itself
/// @param text  of a file
public record ModuleFiles(Function<String, List<String>> names, Function<String, String> text) {

    private static final int MOST = 2_000;

    /// Characters of all files: as blocks they are many times that in memory.
    private static final long MOST_TEXT = 8_000_000;

    /// Reads the root module of a stack that Terraform plans.
    ///
    /// @param texts takes every file that was read, by path
    /// @throws PhantomException TEMPLATE_LIMIT, or what the source or the format says
    public Definition read(Stack stack, Formats formats, Map<String, String> texts) {
        var format = formats.named(Stack.Planned.FORMAT);
        var root = root(stack);
        collect(format, root, texts);
        if (texts.isEmpty()) {
            throw new PhantomException(new Diagnostic(
                    Code.TEMPLATE_SHAPE,
                    "the folder contains no Terraform files",
                    "check the stack's directory",
                    stack.template()));
        }
        stack.parameters().forEach(file -> texts.computeIfAbsent(file, text));
        return format.read(root, texts);
    }

    /// The parameter that says which workspace is meant; empty for a stack of CloudFormation.
    public static Optional<ParameterValue> workspace(Stack stack) {
        return Optional.ofNullable(stack.planned())
                .map(planned -> new ParameterValue(
                        EvaluationContext.WORKSPACE,
                        Value.string(planned.module().workspace()),
                        Origin.ABSENT));
    }

    /// The folder's path, the top of the repository being the empty one.
    public static String root(Stack stack) {
        return stack.template().equals(".") ? "" : stack.template();
    }

    private void collect(Format format, String root, Map<String, String> texts) {
        Set<String> seen = new HashSet<>();
        var open = List.of(root);
        while (!open.isEmpty()) {
            for (var folder : open) {
                for (var file : names.apply(folder).stream().filter(format::wants).sorted().toList()) {
                    texts.computeIfAbsent(file, text);
                    bounded(root, texts);
                }
            }
            seen.addAll(open);
            open = format.directories(root, new LinkedHashMap<>(texts)).stream()
                    .filter(folder -> !seen.contains(folder))
                    .toList();
        }
    }

    private static void bounded(String root, Map<String, String> texts) {
        if (texts.size() > MOST) {
            throw new PhantomException(
                    new Diagnostic(Code.TEMPLATE_LIMIT, "the module has more than " + MOST + " files", "", root));
        }
        if (texts.values().stream().mapToLong(String::length).sum() > MOST_TEXT) {
            throw new PhantomException(new Diagnostic(
                    Code.TEMPLATE_LIMIT,
                    "the files of the module have more than " + MOST_TEXT + " characters",
                    "split the module",
                    root));
        }
    }
}
