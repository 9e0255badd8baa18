package dev.phantom.patch.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.Patches;
import dev.phantom.patch.Proof;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.stack.ChangeSet;
import dev.phantom.stack.ChangeSet.Cell;
import dev.phantom.stack.ChangeSet.Row;
import dev.phantom.stack.ChangeSets;
import dev.phantom.stack.Progress;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What CloudFormation says of a patch, and what follows from it.
class ChangeSetPreviewTest {

    private static final Decision LEGITIMATE = new Decision(
            Patches.drift(Patches.notEqual("/Class", "small", "large")), new Verdict.Legitimize(Opinions.SURE));
    private static final Decision REFACTORED = new Decision(
            LEGITIMATE.drift(),
            new Verdict.Refactor(
                    Opinions.SURE, List.of(new Verdict.Edit(PropertyPath.parse("/Class"), Value.string("medium")))));
    private static final Row REVERTS = row("Db", "Modify", "False", cell("/Class", "Modify", "large", "small"));
    private static final Row NOTES =
            row("Db", "SyncWithActual", "", cell("/Class", "SyncWithActual", "large", "large"));
    private static final Row OTHER = row("Queue", "Modify", "False", cell("/Delay", "Modify", "9", "1"));

    private static Row row(String id, String action, String replacement, Cell... cells) {
        return new Row(id, id + "-1", "AWS::Test::Thing", action, replacement, "MODIFIED", List.of(cells));
    }

    private static Cell cell(String path, String change, String before, String after) {
        return new Cell(
                PropertyPath.parse(path), change, Optional.of(Value.string(before)), Optional.of(Value.string(after)));
    }

    /// CloudFormation, as far as it is asked here.
    private static final class Told implements ChangeSets {
        final Set<String> there = new HashSet<>();
        final List<Request> asked = new ArrayList<>();
        final List<String> swept = new ArrayList<>();
        private final Function<Request, List<Row>> answer;

        Told(Function<Request, List<Row>> answer) {
            this.answer = answer;
        }

        @Override
        public ChangeSet create(Request request, Progress progress) {
            var rows = answer.apply(request);
            asked.add(request);
            var id = "cs-" + asked.size();
            if (!rows.isEmpty()) {
                there.add(id);
            }
            return new ChangeSet(id, rows);
        }

        @Override
        public void sweep(StackId stack, String description, Progress progress) {
            assertThat(asked).as("what is asked for before").isEmpty();
            swept.add(stack.name() + "|" + description);
        }

        @Override
        public ChangeSet describe(StackId stack, String id) {
            throw new AssertionError("described once is enough");
        }

        @Override
        public void execute(StackId stack, String id, Progress progress) {
            throw new AssertionError("never executed");
        }

        @Override
        public void delete(StackId stack, String id) {
            there.remove(id);
        }
    }

    private static Proof.Line check(Decision decision, Function<ChangeSets.Request, List<Row>> answer) {
        return check(decision, new Told(answer));
    }

    private static Proof.Line check(Decision decision, Told told) {
        var base = Patches.bare(Map.of("Env", "prod"));
        var plan = (PatchPlan.Planned) PatchPlanner.plan(base, List.of(decision));
        var line = new ChangeSetPreview(told, l -> {}).check(base, plan, List.of(decision));
        assertThat(told.there).as("change sets left behind").isEmpty();
        return line;
    }

    private static boolean patched(ChangeSets.Request request) {
        return !request.template().orElseThrow().equals(Patches.TEMPLATE);
    }

    /// @param now  rows of the files as they are; then, of the patched ones, drift looked at
    private static Function<ChangeSets.Request, List<Row>> aware(List<Row> now, List<Row> then) {
        return r -> !r.revertDrift() ? List.of() : patched(r) ? then : now;
    }

    @Test
    void aLegitimizedDriftIsOnlyNoted() {
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS, OTHER), List.of(NOTES, OTHER))))
                .satisfies(l -> assertThat(l.result()).isEqualTo(Result.PASS))
                .satisfies(l -> assertThat(l.detail()).contains("the deployment must pass Class=large"));
    }

    /// What is described alike may be another run's that is under way: only what is old is deleted.
    @Test
    void whatKilledRunsLeftIsLookedForOnce() {
        var told = new Told(aware(List.of(REVERTS), List.of(NOTES)));
        check(LEGITIMATE, told);
        assertThat(told.asked)
                .hasSizeGreaterThan(1)
                .allSatisfy(r -> assertThat(r.description()).startsWith("Phantom: "));
        assertThat(told.swept).containsExactly(told.asked.getFirst().stack().name() + "|");
    }

    @Test
    void anythingElseThatAppearsOrDisappearsFails() {
        var still = row("Db", "Modify", "False", cell("/Class", "Modify", "large", "medium"));
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS), List.of(still))).detail())
                .contains("Db /Class Modify appears");
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS), List.of(NOTES, OTHER)))
                        .detail())
                .contains("Queue /Delay Modify appears");
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS, OTHER), List.of(NOTES)))
                        .detail())
                .contains("Queue /Delay Modify disappears");
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS), List.of(NOTES, row("New", "Add", ""))))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    private static Row unsupported(Cell cell) {
        return new Row("Db", "Db-1", "AWS::Test::Thing", "Modify", "False", "UNSUPPORTED", List.of(cell));
    }

    /// A type that drift-aware change sets leave out: what runs already looks like a change to be made.
    @Test
    void whatCloudFormationDoesNotHoldAgainstLiveIsNotProvable() {
        var unseen = unsupported(cell("/Class", "Modify", "small", "large"));
        assertThat(check(LEGITIMATE, aware(List.of(), List.of(unseen)))).satisfies(l -> {
            assertThat(l.result()).isEqualTo(Result.SKIPPED);
            assertThat(l.owed()).as("a draft at most").isTrue();
            assertThat(l.detail())
                    .isEqualTo("not provable by a change set: CloudFormation does not compare Db (AWS::Test::Thing)"
                            + " with the live state");
        });
        assertThat(check(LEGITIMATE, aware(List.of(), List.of(unseen, OTHER))).detail())
                .as("it excuses nothing else")
                .contains("Queue /Delay Modify appears");
        var beside = unsupported(cell("/Size", "Modify", "1", "2"));
        assertThat(check(LEGITIMATE, aware(List.of(), List.of(beside))).result())
                .isEqualTo(Result.FAIL);
        var seen = row("Db", "Modify", "False", cell("/Class", "Modify", "small", "large"));
        assertThat(check(LEGITIMATE, aware(List.of(), List.of(seen))).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void aRefactorMovesExactlyItsPaths() {
        var moved = row("Db", "Modify", "False", cell("/Class", "Modify", "large", "medium"));
        assertThat(check(REFACTORED, aware(List.of(REVERTS), List.of(moved))).result())
                .isEqualTo(Result.PASS);
        assertThat(check(REFACTORED, aware(List.of(REVERTS), List.of(REVERTS))).detail())
                .contains("Db /Class does not appear");
        var more = row(
                "Db",
                "Modify",
                "False",
                cell("/Class", "Modify", "large", "medium"),
                cell("/Fixed", "Modify", "1", "2"));
        assertThat(check(REFACTORED, aware(List.of(REVERTS), List.of(more))).detail())
                .contains("Db /Fixed Modify appears");
    }

    @Test
    void anOrdinaryDeploymentMayNotReplaceBecauseOfThePatch() {
        var replaced = row("Db", "Modify", "True", cell("/Class", "Modify", "small", "large"));
        Function<ChangeSets.Request, List<Row>> either = r -> r.revertDrift()
                ? patched(r) ? List.of(NOTES) : List.of(REVERTS)
                : patched(r) ? List.of(replaced) : List.of();
        assertThat(check(LEGITIMATE, either).detail()).isEqualTo("deploying the patch would replace Db");
        Function<ChangeSets.Request, List<Row>> before = r -> r.revertDrift()
                ? patched(r) ? List.of(NOTES) : List.of(REVERTS)
                : List.of(row("Old", "Modify", "True", cell("/X", "Modify", "1", "2")));
        assertThat(check(LEGITIMATE, before).result())
                .as("the files as they are replace it too")
                .isEqualTo(Result.PASS);
    }

    /// Not even the drift that a person owns may cost the resource.
    @Test
    void aReplacementOrRemovalOfTheResourceItselfFails() {
        var replaced = row("Db", "Modify", "True", cell("/Class", "SyncWithActual", "large", "large"));
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS), List.of(replaced))).detail())
                .contains("Db /Class SyncWithActual replaces it appears");
        var again = row("Db", "Modify", "True", cell("/Class", "Modify", "large", "medium"));
        assertThat(check(REFACTORED, aware(List.of(REVERTS), List.of(again))).result())
                .isEqualTo(Result.FAIL);
        assertThat(check(REFACTORED, aware(List.of(REVERTS), List.of(row("Db", "Remove", ""))))
                        .detail())
                .contains("Db Remove appears");
        Function<ChangeSets.Request, List<Row>> removes = r -> r.revertDrift()
                ? patched(r) ? List.of(NOTES) : List.of(REVERTS)
                : patched(r) ? List.of(row("Queue", "Remove", "")) : List.of();
        assertThat(check(LEGITIMATE, removes).detail()).isEqualTo("deploying the patch would remove Queue");
    }

    /// What another resource loses at the same path is not what this one's drift owns; nor is a neighbour's gain.
    @Test
    void anOwnedPathIsOwnedOnItsResourceAlone() {
        var twin = row("Twin", "Modify", "False", cell("/Class", "Modify", "large", "small"));
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS, twin), List.of(NOTES)))
                        .detail())
                .contains("Twin /Class Modify disappears");
        var noted = row("Twin", "SyncWithActual", "", cell("/Class", "SyncWithActual", "large", "large"));
        assertThat(check(LEGITIMATE, aware(List.of(REVERTS), List.of(NOTES, noted)))
                        .detail())
                .contains("Twin /Class SyncWithActual appears");
        var elsewhere = row("Twin", "Modify", "False", cell("/Class", "Modify", "large", "medium"));
        assertThat(check(REFACTORED, aware(List.of(REVERTS), List.of(elsewhere)))
                        .detail())
                .contains("Twin /Class Modify appears", "Db /Class does not appear");
    }

    /// CloudFormation counts the elements of a list in its own way, and those of one list only.
    @Test
    void elementsOfAListMayStandAtAnotherIndexOfTheSameList() {
        var decision = new Decision(
                Patches.drift(Patches.notEqual("/Tags/0/Value", "b", "c")), new Verdict.Legitimize(Opinions.SURE));
        var reverts = row("Db", "Modify", "False", cell("/Tags/2/Value", "Modify", "c", "b"));
        var notes = row("Db", "SyncWithActual", "", cell("/Tags/1/Value", "SyncWithActual", "c", "c"));
        assertThat(check(decision, aware(List.of(reverts), List.of(notes))).result())
                .isEqualTo(Result.PASS);
        var other = row("Db", "Modify", "False", cell("/Rules/0/Value", "Modify", "c", "b"));
        assertThat(check(decision, aware(List.of(other), List.of(notes))).detail())
                .contains("Db /Rules/0/Value Modify disappears");
    }

    /// What would be harmed stays a failure, also where CloudFormation could not see all of it.
    @Test
    void whatIsHarmedIsNotExcusedByWhatIsNotSeen() {
        var unseen = unsupported(cell("/Class", "Modify", "small", "large"));
        Function<ChangeSets.Request, List<Row>> harms = r -> r.revertDrift()
                ? patched(r) ? List.of(unseen) : List.of()
                : patched(r) ? List.of(row("Queue", "Remove", "")) : List.of();
        assertThat(check(LEGITIMATE, harms).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void whatCloudFormationRefusesFailsAndWhatItCannotSayIsOwed() {
        var refused = check(LEGITIMATE, r -> {
            throw new PhantomException(Code.AWS_FAILED, "CloudFormation created no change set for pay");
        });
        assertThat(refused.result()).isEqualTo(Result.FAIL);
        assertThat(refused.owed()).isFalse();
        var busy = check(LEGITIMATE, r -> {
            throw new PhantomException(Code.AWS_STACK_BUSY, "the stack is UPDATE_IN_PROGRESS");
        });
        assertThat(busy.result()).isEqualTo(Result.SKIPPED);
        assertThat(busy.owed()).isTrue();
        assertThat(new Proof(List.of(busy)).whole()).isFalse();
    }

    @Test
    void aRevertAsksNobody() {
        var told = new Told(r -> List.of());
        var line = check(new Decision(LEGITIMATE.drift(), new Verdict.Revert(Opinions.SURE)), told);
        assertThat(told.asked).isEmpty();
        assertThat(line.owed()).isFalse();
    }
}
