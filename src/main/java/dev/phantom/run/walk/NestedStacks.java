package dev.phantom.run.walk;

import dev.phantom.drift.detect.StackValues;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.drift.plan.TerraformPlan;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Definition;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.Origin;
import dev.phantom.run.StackReport;
import dev.phantom.stack.DeployedState;
import dev.phantom.stack.PackagedTemplate;
import dev.phantom.stack.ParameterValue;
import dev.phantom.stack.SafeState;
import dev.phantom.stack.SafeStateSource;
import dev.phantom.stack.Stack;
import dev.phantom.stack.StackId;
import dev.phantom.stack.StackTree;
import dev.phantom.value.PropertyPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A root stack and the nested stacks below it, each as a stack to be walked: with the template that its parent names
/// in the repository, or that of a configured stack of its name, else the one that CloudFormation was last told.
public final class NestedStacks {

    /// One stack of the nest, before anything live is read.
    ///
    /// @param below what it is nested in; null for the root
    /// @param above the template of that one; null where it was not read from the repository
    /// @param gaps   what is to be said of where its safe state comes from, and of nested stacks that are lost
    /// @param unread why the repository gave nothing; null where it did, or where nobody asked it
    /// @param plan   what Terraform says; null for a stack of CloudFormation
    public record Member(
            Stack stack,
            StackTree tree,
            SafeState safe,
            StackReport.@Nullable Below below,
            @Nullable Definition above,
            List<String> gaps,
            @Nullable Diagnostic unread,
            @Nullable TerraformPlan plan) {
        public Member {
            gaps = List.copyOf(gaps);
        }

        /// Of a stack of CloudFormation.
        Member(
                Stack stack,
                StackTree tree,
                SafeState safe,
                StackReport.@Nullable Below below,
                @Nullable Definition above,
                List<String> gaps,
                @Nullable Diagnostic unread) {
            this(stack, tree, safe, below, above, gaps, unread, null);
        }

        /// What its template is evaluated with, nothing live known.
        EvaluationContext context(FactBook facts) {
            var values = new StackValues(stack.id(), tree.deployed().withoutTemplates(), facts);
            return values.context(safe.template(), safe.parameters(), Map.of());
        }
    }

    private final SafeStateSource source;
    private final List<Stack> configured;
    private final List<Member> members = new ArrayList<>();

    private NestedStacks(SafeStateSource source, List<Stack> configured) {
        this.source = source;
        this.configured = configured;
    }

    /// The same where the repository gave nothing: every stack against the template that CloudFormation was last told.
    static List<Member> deployed(Stack root, StackTree tree, Diagnostic why, List<Stack> configured) {
        var members = new ArrayList<Member>();
        deployed(root, tree, null, why, configured, members);
        return List.copyOf(members);
    }

    private static void deployed(
            Stack stack,
            StackTree tree,
            StackReport.@Nullable Below below,
            Diagnostic why,
            List<Stack> configured,
            List<Member> members) {
        var gaps = new ArrayList<String>();
        gaps.add("the repository was not read: " + why.line() + "; compared with the deployed template");
        gaps.addAll(tree.gaps());
        members.add(new Member(stack, tree, SafeState.deployed(tree.deployed()), below, null, gaps, why));
        tree.nested().forEach((logicalId, child) -> {
            var id = child.deployed().id();
            var nested = configured.stream()
                    .filter(s -> s.id().equals(id))
                    .findFirst()
                    .orElseGet(() -> like(stack, id, "", List.of()));
            var parent = new StackReport.Below(stack.id().name(), logicalId);
            deployed(nested, child, parent, why, configured, members);
        });
    }

    /// The root first, then depth first.
    static List<Member> of(Stack root, SafeState safe, StackTree tree, SafeStateSource source, List<Stack> configured) {
        var nest = new NestedStacks(source, configured);
        nest.add(new Member(root, tree, safe, null, null, tree.gaps(), null));
        return List.copyOf(nest.members);
    }

    /// The stacks that the templates of the repository nest below a stack, as far as files tell. They are called by the
    /// way to them: `payments/Web`.
    static List<Stack> written(Stack root, SafeStateSource source) {
        var found = new ArrayList<Stack>();
        written(root, source, new HashSet<>(Set.of(root.template())), found);
        return found;
    }

    private static void written(Stack parent, SafeStateSource source, Set<String> above, List<Stack> found) {
        Definition template;
        try {
            template = source.read(parent).template();
        } catch (PhantomException e) {
            return; // its own walk says so
        }
        for (var logicalId : PackagedTemplate.of(template, parent.template())) {
            var path = PackagedTemplate.path(template, parent.template(), logicalId)
                    .orElseThrow();
            if (above.add(path)) {
                var id = parent.id();
                var child = like(
                        parent, new StackId(id.account(), id.region(), id.name() + "/" + logicalId), path, List.of());
                found.add(child);
                written(child, source, above, found);
                above.remove(path);
            }
        }
    }

    private void add(Member member) {
        members.add(member);
        member.tree().nested().forEach((logicalId, tree) -> add(child(member, logicalId, tree)));
    }

    private Member child(Member parent, String logicalId, StackTree tree) {
        var id = tree.deployed().id();
        var below = new StackReport.Below(parent.stack().id().name(), logicalId);
        var gaps = new ArrayList<String>();
        var own = configured.stream().filter(s -> s.id().equals(id)).findFirst();
        var path = own.map(Stack::template)
                .or(() -> PackagedTemplate.path(
                        parent.safe().template(), parent.safe().path(), logicalId));
        if (path.isPresent()) {
            var stack = own.orElseGet(() -> like(parent.stack(), id, path.get(), List.of()));
            var safe = read(stack, gaps);
            if (safe.isPresent()) {
                gaps.addAll(tree.gaps());
                return new Member(
                        stack,
                        tree,
                        given(safe.get(), parent, logicalId, tree.deployed()),
                        below,
                        parent.safe().template(),
                        gaps,
                        null);
            }
        } else {
            gaps.add("its template is not in the repository: TemplateURL of " + logicalId + " in "
                    + place(parent.safe()) + " is not a local path, and no stack " + id.name()
                    + " is configured; compared with the deployed template");
        }
        gaps.addAll(tree.gaps());
        return new Member(
                like(own.orElse(parent.stack()), id, "", List.of()),
                tree,
                SafeState.deployed(tree.deployed()),
                below,
                null,
                gaps,
                null);
    }

    private static String place(SafeState safe) {
        return safe.path().isEmpty() ? "the deployed template" : safe.path();
    }

    private Optional<SafeState> read(Stack stack, List<String> gaps) {
        try {
            return Optional.of(source.read(stack));
        } catch (PhantomException e) {
            gaps.add("its template in the repository was not read: "
                    + e.diagnostic().line() + "; compared with the deployed template");
            return Optional.empty();
        }
    }

    /// The parameters that the parent passes stand in the parent's file.
    private static SafeState given(SafeState safe, Member parent, String logicalId, DeployedState deployed) {
        var template = parent.safe().template();
        var given = new ArrayList<ParameterValue>();
        for (var parameter : deployed.parameters()) {
            template.place(logicalId, PropertyPath.of("Parameters", parameter.name()))
                    .ifPresent(at -> given.add(new ParameterValue(
                            parameter.name(),
                            parameter.value(),
                            new Origin(
                                    Origin.Kind.ABSENT,
                                    parameter.name(),
                                    at.file(),
                                    at.document(),
                                    at.line(),
                                    at.column()))));
        }
        given.addAll(safe.parameters()); // a configured parameter file says more
        return new SafeState(
                safe.source(), safe.repository(), safe.commit(), safe.path(), safe.template(), safe.files(), given);
    }

    /// A nested stack is cared for as its parent is.
    private static Stack like(Stack parent, StackId id, String template, List<String> parameters) {
        return new Stack(
                id, parent.environment(), template, parameters, parent.service(), parent.team(), parent.mode());
    }
}
