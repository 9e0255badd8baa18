package dev.phantom.config;

import dev.phantom.fault.Code;
import dev.phantom.stack.RootModule;
import dev.phantom.stack.Stack;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what one stack is made of: a template of CloudFormation, or a root module of Terraform.
final class StackFormatReader {

    private enum Kind {
        CLOUDFORMATION,
        TERRAFORM
    }

    private static final List<String> OF_TERRAFORM = List.of("directory", "workspace", "varFiles", "plan");
    private static final List<String> OF_CLOUDFORMATION = List.of("template", "parameters");

    private StackFormatReader() {}

    /// Null for a stack of CloudFormation.
    static Stack.@Nullable Planned planned(ConfigNode node) {
        boolean terraform = node.get("format").choice(Kind.class, Kind.CLOUDFORMATION) == Kind.TERRAFORM;
        for (var key : terraform ? OF_CLOUDFORMATION : OF_TERRAFORM) {
            if (node.get(key).isPresent()) {
                throw node.get(key)
                        .fail(
                                Code.CONFIG_BAD_VALUE,
                                node.get(key).path() + " is a key of a stack of "
                                        + (terraform ? "CloudFormation" : "Terraform"),
                                terraform ? "name the module with directory" : "add format: terraform, or remove it");
            }
        }
        return terraform
                ? new Stack.Planned(
                        new RootModule(
                                folder(node.get("directory")),
                                node.get("workspace").text(RootModule.DEFAULT),
                                node.get("varFiles").texts(List.of())),
                        plan(node.get("plan")))
                : null;
    }

    private static String folder(ConfigNode node) {
        var folder = node.required().replaceFirst("(?<=.)/+$", "");
        if (leads(folder)) {
            throw node.bad("a folder in the repository");
        }
        return folder;
    }

    /// Whoever may push names no file elsewhere.
    private static String plan(ConfigNode node) {
        var file = node.text("");
        if (leads(file)) {
            throw node.bad("a file below the folder in which phantom runs");
        }
        return file;
    }

    private static boolean leads(String path) {
        return Path.of(path).isAbsolute() || Path.of(path).normalize().startsWith("..");
    }

    /// In the repository, as the paths of parameter files are.
    static List<String> varFiles(Stack.Planned planned) {
        return planned.module().varFiles().stream()
                .map(file -> Path.of(planned.module().directory())
                        .resolve(file)
                        .normalize()
                        .toString()
                        .replace('\\', '/'))
                .toList();
    }
}
