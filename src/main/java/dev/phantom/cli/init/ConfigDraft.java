package dev.phantom.cli.init;

import dev.phantom.pullrequest.HostedFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `phantom.yaml` as `phantom init` proposes it, with the reasons as comments.
///
/// @param remote repository on GitHub; empty for a folder alone
/// @param folder as the user wrote it
/// @param region  of every stack
/// @param modules root modules of Terraform
/// @param account the caller's own, which the modules are proposed for
public record ConfigDraft(
        Optional<HostedFolder> remote,
        String folder,
        String region,
        List<StackTemplatePairs> pairings,
        FoundModules modules,
        String account) {

    public ConfigDraft {
        pairings = List.copyOf(pairings);
    }

    public String text() {
        var lines = new ArrayList<String>();
        lines.add("# Written by `phantom init`; review and edit it. Each stack below is compared with its template.");
        lines.add("version: 1");
        lines.add("defaults:");
        lines.add("  region: " + Written.text(region));
        lines.add("  mode: report   # nothing is written to GitHub; issue, draft and ready write more");
        safe(lines);
        lines.add("stacks:");
        for (var pairing : pairings) {
            switch (pairing) {
                case StackTemplatePairs.Found found -> stack(found, lines);
                case StackTemplatePairs.Doubtful d ->
                    aside(
                            d,
                            "left out, because several templates match equally well",
                            "one of " + paths(d.templates()),
                            lines);
                case StackTemplatePairs.Synthesized s ->
                    aside(
                            s,
                            "the CDK generates this template; add the stack if the repository contains it",
                            path(s.likeness().template().file()),
                            lines);
                case StackTemplatePairs.Stranger s -> {}
                case StackTemplatePairs.Unread u -> {}
            }
        }
        modules.directories().forEach(directory -> module(directory, lines));
        return String.join("\n", lines) + "\n";
    }

    private void module(String directory, List<String> lines) {
        var name = directory.equals(".") ? "terraform" : directory.replace('/', '-');
        lines.add(
                "  # a root module of Terraform; run `terraform init` in it, and check the account and the workspace");
        lines.add("  - name: " + Written.text(name));
        lines.add("    account: " + Written.quoted(account));
        lines.add("    format: terraform");
        var prefix = remote.map(HostedFolder::prefix).orElse("");
        lines.add("    directory: "
                + Written.text(
                        directory.equals(".") && !prefix.isEmpty()
                                ? prefix.replaceFirst("/$", "")
                                : prefix + directory));
        lines.add("    # workspace: default");
        lines.add("    # varFiles: [prod.tfvars]   # what Terraform loads by itself is not named");
    }

    private void safe(List<String> lines) {
        if (remote.isEmpty()) {
            lines.add("safe:");
            lines.add(
                    "  folder: " + Written.text(folder) + "   # github: {repository: owner/name} once it is on GitHub");
            return;
        }
        lines.add("github:");
        lines.add("  repository: " + Written.text(remote.get().repository()));
        lines.add("  base: " + Written.text(remote.get().base()));
        lines.add("  # roots: [stacks/]   # the only folders in which a pull request may change files");
    }

    private void stack(StackTemplatePairs.Found found, List<String> lines) {
        var stack = found.stack();
        lines.add("  # " + found.likeness().words());
        lines.add("  - name: " + Written.text(stack.id().name()));
        lines.add("    account: " + Written.quoted(stack.id().account()));
        lines.add("    template: " + path(found.likeness().template().file()));
        var parameters = found.parameters();
        parameters.chosen().ifPresent(file -> lines.add("    parameters: " + path(file)));
        if (parameters.chosen().isEmpty() && !parameters.others().isEmpty()) {
            lines.add("    # parameters: one of " + paths(parameters.others())
                    + "; the parameter values of the stack match several");
        }
        // the names of Datadog's unified tagging
        tag(found, "env", "environment", lines);
        tag(found, "service", "service", lines);
        tag(found, "team", "team", lines);
    }

    private static void tag(StackTemplatePairs.Found found, String tag, String key, List<String> lines) {
        var value = found.stack().tags().getOrDefault(tag, "");
        if (!value.isBlank()) {
            lines.add("    " + key + ": " + Written.text(value));
        }
    }

    private static void aside(StackTemplatePairs pairing, String why, String template, List<String> lines) {
        var id = pairing.stack().id();
        lines.add("  # " + why + ":");
        lines.add("  # - name: " + Written.text(id.name()));
        lines.add("  #   account: " + Written.quoted(id.account()));
        lines.add("  #   template: " + template);
    }

    private String paths(List<String> files) {
        return String.join(", ", files.stream().map(this::path).toList());
    }

    private String path(String file) {
        return Written.text(remote.map(HostedFolder::prefix).orElse("") + file);
    }
}
