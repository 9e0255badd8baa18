package dev.phantom.cli.init;

import dev.phantom.iac.Definition;
import dev.phantom.stack.ListedStack;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A deployed stack and the template of the repository that it was deployed from, if it can be told.
public sealed interface StackTemplatePairs {

    ListedStack stack();

    /// One template fits, and no other as well.
    record Found(ListedStack stack, Likeness likeness, ParameterFiles parameters) implements StackTemplatePairs {}

    /// Two templates or more fit alike.
    record Doubtful(ListedStack stack, List<String> templates) implements StackTemplatePairs {
        public Doubtful {
            templates = List.copyOf(templates);
        }
    }

    /// No template fits.
    ///
    /// @param nearest one that shares some resources; null if none does
    /// @param byCdk   a CDK program wrote the stack's template
    record Stranger(ListedStack stack, @Nullable Likeness nearest, boolean byCdk) implements StackTemplatePairs {}

    /// The stack's own template could not be had.
    ///
    /// @param why  a line for a person
    /// @param lost whether it was asked for and not given
    record Unread(ListedStack stack, String why, boolean lost) implements StackTemplatePairs {}
    /// The template is one that the CDK wrote into its output folder.
    record Synthesized(ListedStack stack, Likeness likeness) implements StackTemplatePairs {}

    /// @param deployed what the stack was deployed from
    static StackTemplatePairs of(ListedStack stack, Definition deployed, FoundFiles files) {
        var fitting = fitting(files.templates(), deployed);
        var best = fitting.stream().filter(Likeness::holds).findFirst();
        if (best.isEmpty()) {
            return fitting(files.synthesized(), deployed).stream()
                    .filter(Likeness::holds)
                    .findFirst()
                    .<StackTemplatePairs>map(l -> new Synthesized(stack, l))
                    .orElseGet(() -> new Stranger(
                            stack,
                            fitting.isEmpty() ? null : fitting.getFirst(),
                            deployed.synthesis().byCdk()));
        }
        var rivals = fitting.stream()
                .filter(l -> l.holds() && !best.get().beats(l))
                .map(l -> l.template().file())
                .toList();
        return rivals.size() > 1
                ? new Doubtful(stack, rivals)
                : new Found(stack, best.get(), ParameterFiles.of(best.get().template(), stack.parameters(), files));
    }

    private static List<Likeness> fitting(List<Definition> templates, Definition deployed) {
        return templates.stream()
                .map(here -> Likeness.of(here, deployed))
                .filter(l -> l.shared() > 0)
                .sorted(Comparator.comparing(Likeness::copy)
                        .thenComparing(Likeness::share)
                        .reversed())
                .toList();
    }
}
