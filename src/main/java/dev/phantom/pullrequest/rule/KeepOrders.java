package dev.phantom.pullrequest.rule;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.compare.ElementKeys;
import dev.phantom.drift.ignore.IgnoreRule;
import dev.phantom.drift.ignore.IgnoreRulesWriter;
import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.pullrequest.CodeHost;
import dev.phantom.pullrequest.CodeHost.Comment;
import dev.phantom.pullrequest.CodeHost.PullRequest;
import dev.phantom.pullrequest.Decision;
import dev.phantom.pullrequest.Register;
import dev.phantom.pullrequest.StackProposals;
import dev.phantom.pullrequest.body.OutsideText;
import dev.phantom.secret.People;
import dev.phantom.secret.SecretCollector;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Honours `/phantom keep until DATE "reason"` on Phantom's open pull requests, from those who may write to the
/// repository: as an ignore rule that is proposed in a pull request of its own. Each order is answered once. The
/// proposal's branch carries the comment's number, so that an order whose proposal was merged or closed is done with.
public final class KeepOrders {

    private static final String FILE = ".phantom/ignore.yaml";
    private static final String SORRY = "Keeping a difference requires write access to this repository;"
            + " someone who has it can post the same command.";

    private final CodeHost host;
    private final boolean publicRepository;
    private final StackId stack;
    private final LocalDate today;
    private final String base;
    private final Map<String, Boolean> writers = new HashMap<>();

    /// @param base commit of the base branch that this run sees
    public KeepOrders(CodeHost host, StackId stack, LocalDate today, String base) {
        this.host = host;
        this.stack = stack;
        this.publicRepository = host.isPublic();
        this.today = today;
        this.base = base;
    }

    /// @return what went wrong; an order that could not be looked at is looked at by the next run
    public List<Diagnostic> settle(StackProposals round, Register register) {
        var faults = new ArrayList<Diagnostic>();
        var open = register.of(stack).filter(Register.Entry::isOpen).toList();
        var talked = talked(open);
        for (var entry : open) {
            if (!talked.contains(entry.pullRequest().number())) {
                continue;
            }
            try {
                var said = host.comments(entry.pullRequest().number());
                for (var comment : said) {
                    if (KeepOrder.isAddressed(comment.body())) {
                        settle(entry, comment, said, round, register);
                    }
                }
            } catch (PhantomException e) {
                var why = e.diagnostic();
                faults.add(new Diagnostic(
                        why.code(),
                        "commands on " + entry.pullRequest().url() + " wait for the next run: " + why.summary(),
                        why.detail(),
                        why.address()));
            }
        }
        return faults;
    }

    /// All of them where the host does not say.
    private Set<Integer> talked(List<Register.Entry> open) {
        var numbers = open.stream().map(e -> e.pullRequest().number()).collect(Collectors.toSet());
        try {
            return numbers.isEmpty() ? numbers : host.commented(numbers);
        } catch (PhantomException e) {
            return numbers;
        }
    }

    private void settle(
            Register.Entry entry, Comment comment, List<Comment> said, StackProposals round, Register register) {
        var name = "keep-" + comment.id();
        var earlier = register.entries().stream()
                .filter(e -> e.pullRequest().branch().equals(Register.RULES + name))
                .findFirst();
        if (earlier.isPresent() && !earlier.get().isOpen()) {
            return;
        }
        var there = entry.pullRequest();
        if (!writers.computeIfAbsent(comment.author(), host::mayWrite)) {
            say(there, said, SORRY);
            return;
        }
        var order = KeepOrder.in(comment.body());
        if (order.isEmpty()) {
            answer(there, comment, said, "This command is not valid; the form is `" + KeepOrder.SHAPE + "`.");
        } else if (order.get().until().isBefore(today)) {
            answer(there, comment, said, order.get().until() + " is in the past; nothing was kept.");
        } else if (tooFar(order.get(), entry, round)) {
            answer(
                    there,
                    comment,
                    said,
                    "A finding of level high or critical can be kept until " + today.plusDays(IgnoreRule.LONGEST_GRAVE)
                            + " at most; nothing was kept.");
        } else {
            propose(entry, comment, said, order.get(), drifts(entry, round), name, register);
        }
    }

    private boolean tooFar(KeepOrder order, Register.Entry entry, StackProposals round) {
        return order.until().isAfter(today.plusDays(IgnoreRule.LONGEST_GRAVE))
                && round.proposals().stream()
                        .flatMap(proposal -> proposal.group().members().stream())
                        .filter(Decision::grave)
                        .anyMatch(decision ->
                                entry.marker().members().stream().anyMatch(m -> m.overlaps(decision.member())));
    }

    private static List<Drift> drifts(Register.Entry entry, StackProposals round) {
        return round.report().drifts().stream()
                .filter(d -> entry.marker().members().stream().anyMatch(m -> m.overlaps(Decision.member(d))))
                .toList();
    }

    private void propose(
            Register.Entry entry,
            Comment comment,
            List<Comment> said,
            KeepOrder order,
            List<Drift> drifts,
            String name,
            Register register) {
        var there = entry.pullRequest();
        if (drifts.isEmpty()) {
            return; // nothing is left to be kept, and this pull request is on its way out
        }
        var rules = drifts.stream()
                .flatMap(d -> rules(d, order, comment, there).stream())
                .toList();
        try {
            var stands = host.file(FILE, base).orElse("");
            var text = IgnoreRulesWriter.added(FILE, stands, rules);
            if (text.equals(stands)) {
                answer(there, comment, said, "This rule already exists.");
                return;
            }
            var proposal = new KeepProposal(order, comment.author(), there.number(), drifts, rules).of(name, text);
            var outcome = proposal.settle(host, register, base);
            answer(
                    there,
                    comment,
                    said,
                    "Proposed as a rule in " + outcome.url()
                            + ". Once that is merged, Phantom closes this pull request and does not propose it again"
                            + " until " + order.until() + ".");
        } catch (PhantomException e) {
            if (e.diagnostic().code() != Code.PATCH_REFUSED) {
                throw e;
            }
            answer(
                    there,
                    comment,
                    said,
                    "No rule was proposed: " + OutsideText.prose(e.diagnostic().line(), 600));
        }
    }

    /// What is or holds a secret names nothing: the rule stands in the repository.
    static PropertyPath named(Drift drift, Change change) {
        var secrets =
                new SecretCollector().models(drift.expected(), drift.actual()).secrets();
        var side = drift.side(change);
        var named = ElementKeys.named(change.path(), side);
        return named.equals(ElementKeys.named(change.path(), secrets.shown(side))) && !People.lackIn(named.toString())
                ? named
                : change.path();
    }

    private static boolean isSecret(Drift drift, PropertyPath path) {
        var secrets =
                new SecretCollector().models(drift.expected(), drift.actual()).secrets();
        return !secrets.shown(path).equals(path);
    }

    /// An element of a list is named by what it is, so that the rule stays with it wherever it stands; should it become
    /// another one, the difference is told again. Where the repository is public, what it is stays out, and the index
    /// stands.
    private List<IgnoreRule> rules(Drift drift, KeepOrder order, Comment comment, PullRequest there) {
        var paths = new ArrayList<@Nullable PropertyPath>();
        drift.changes().forEach(c -> {
            if (c.path().segments().contains("*")) {
                throw new PhantomException(
                        Code.PATCH_REFUSED, "a rule cannot name a property called *; write the rule by hand");
            }
            if (isSecret(drift, c.path())) {
                throw new PhantomException(
                        Code.PATCH_REFUSED, "a property whose name is or contains a secret is never written to a rule");
            }
            paths.add(c.path().isRoot() ? null : publicRepository ? c.path() : named(drift, c));
        });
        if (paths.isEmpty()) {
            paths.add(null);
        }
        return paths.stream()
                .distinct()
                .map(path -> new IgnoreRule(
                        stack.name(),
                        drift.logicalId(),
                        "",
                        path,
                        publicRepository ? "" : stack.account(),
                        stack.region(),
                        order.reason() + " (" + comment.author() + ", #" + there.number() + ")",
                        order.until()))
                .toList();
    }

    /// Once for each order, whoever runs when: the number makes it one of its kind.
    private void answer(PullRequest there, Comment comment, List<Comment> said, String text) {
        say(there, said, text + "\n\n<!-- phantom-answer:" + comment.id() + " -->");
    }

    private void say(PullRequest there, List<Comment> said, String text) {
        if (said.stream().noneMatch(c -> c.body().equals(text))) {
            host.comment(there.number(), text);
        }
    }
}
