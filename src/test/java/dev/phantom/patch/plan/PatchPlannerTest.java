package dev.phantom.patch.plan;

import static dev.phantom.analysis.Opinions.SURE;
import static dev.phantom.patch.Patches.DECLARED;
import static dev.phantom.patch.Patches.PROD;
import static dev.phantom.patch.Patches.TEMPLATE;
import static dev.phantom.patch.Patches.bare;
import static dev.phantom.patch.Patches.base;
import static dev.phantom.patch.Patches.drift;
import static dev.phantom.patch.Patches.notEqual;
import static dev.phantom.patch.Patches.view;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Verdict;
import dev.phantom.drift.Change;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.ChangePreview;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.Proof;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.prove.PatchGate;
import dev.phantom.secret.SecretCollector;
import dev.phantom.secret.Secrets;
import dev.phantom.severity.Assessment;
import dev.phantom.severity.Severity;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatchPlannerTest {
    private static PatchPlan legitimize(PatchBase base, Change... changes) {
        return PatchPlanner.plan(base, List.of(new Decision(drift(changes), new Verdict.Legitimize(SURE))));
    }

    private static String patched(PatchPlan plan, String file) {
        assertThat(plan).isInstanceOf(PatchPlan.Planned.class);
        return ((PatchPlan.Planned) plan).after().text(file);
    }

    @Test
    void whatCdkSynthesizesIsSetAtTheConstruct() {
        var texts = Map.of(
                "t.yaml",
                TEMPLATE.replace("    Properties:", "    Metadata: {'aws:cdk:path': Pay/Db/Resource}\n    Properties:"),
                "prod.json",
                PROD);
        var given = base();
        var synthesized = new PatchBase(
                given.id(),
                given.commit(),
                new Workspace("t.yaml", texts, new CloudFormation()),
                given.own(),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
        assertThat(legitimize(synthesized, notEqual("/Class", "small", "large"), notEqual("/Fixed", "10", "11")))
                .isInstanceOfSatisfying(
                        PatchPlan.Refused.class,
                        r -> assertThat(r.reason().line())
                                .endsWith("Db is synthesized by CDK from Pay/Db/Resource; set /Class, /Fixed at the"
                                        + " construct Pay/Db/Resource, by its own property or addPropertyOverride, and"
                                        + " synthesize again"));
        var stranger = new Drift(
                "d-2",
                "h",
                "Found",
                "found-1",
                "AWS::Test::Db",
                Drift.Status.UNMANAGED,
                List.of(),
                MapValue.EMPTY,
                MapValue.EMPTY);
        assertThat(PatchPlanner.plan(synthesized, List.of(new Decision(stranger, new Verdict.Legitimize(SURE)))))
                .isInstanceOf(PatchPlan.Refused.class);
    }

    private static Map<String, String> pass(PatchPlan plan) {
        assertThat(plan).isInstanceOf(PatchPlan.Planned.class);
        return ((PatchPlan.Planned) plan).patch().pass();
    }

    @Test
    void whatTheStacksParameterFileCanSayIsSaidThere() {
        var plan = legitimize(base(), notEqual("/Class", "small", "large"));
        assertThat(patched(plan, "t.yaml")).isEqualTo(TEMPLATE);
        assertThat(patched(plan, "prod.json")).contains("\"ParameterKey\": \"Class\", \"ParameterValue\": \"large\"");
        assertThat(pass(plan)).isEmpty();
    }

    @Test
    void aDefaultThatAloneCarriesThePatchHasToBePassed() {
        var legitimized = legitimize(bare(Map.of("Env", "prod")), notEqual("/Class", "small", "large"));
        assertThat(patched(legitimized, "t.yaml")).isEqualTo(TEMPLATE.replace("Default: small", "Default: large"));
        assertThat(pass(legitimized)).containsExactly(Map.entry("Class", "large"));
        assertThat(((PatchPlan.Planned) legitimized).nested().patch().pass()).isEmpty();
        var refactor = new Verdict.Refactor(
                SURE, List.of(new Verdict.Edit(PropertyPath.parse("/Class"), Value.string("medium"))));
        var refactored = PatchPlanner.plan(
                bare(Map.of()), List.of(new Decision(drift(notEqual("/Class", "small", "large")), refactor)));
        assertThat(pass(refactored)).containsExactly(Map.entry("Class", "medium"));
        assertThat(pass(legitimize(bare(Map.of()), notEqual("/Fixed", "10", "20"))))
                .isEmpty();
    }

    @Test
    void whatOnlyTheDeploymentGaveGoesToTheParameterFile() {
        var there = base();
        var context = new EvaluationContext(
                Map.of(
                        "Class",
                        new Given(Value.string("tiny"), Origin.ABSENT),
                        "Env",
                        new Given(Value.string("prod"), Origin.ABSENT)),
                Pseudo.UNKNOWN,
                Map.of(),
                References.NONE);
        var base = new PatchBase(
                there.id(),
                there.commit(),
                there.files(),
                new StackView("pay", List.of("prod.json"), context),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
        var plan = legitimize(base, notEqual("/Class", "tiny", "large"));
        assertThat(patched(plan, "t.yaml")).isEqualTo(TEMPLATE);
        assertThat(patched(plan, "prod.json")).contains("\"ParameterValue\": \"large\"");
        assertThat(((PatchPlan.Planned) plan).patch().alsoChanges())
                .containsExactly("parameter Class, which was only set at deployment time, is now set in prod.json");
    }

    @Test
    void aParameterFileSaysNothingThatTheDeclarationForbids() {
        var template = TEMPLATE.replace(
                "{Type: String, Default: small}", "{Type: String, Default: small, AllowedValues: [small, medium]}");
        var texts = new LinkedHashMap<String, String>();
        texts.put("t.yaml", template);
        texts.put("prod.json", "{\"Env\": \"prod\", \"Class\": \"medium\"}");
        var base = new PatchBase(
                base().id(),
                "c0ffee",
                new Workspace("t.yaml", texts, new CloudFormation()),
                view("pay", "prod.json", texts.get("prod.json")),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
        var decisions =
                List.of(new Decision(drift(notEqual("/Class", "medium", "large")), new Verdict.Legitimize(SURE)));
        var plan = (PatchPlan.Planned) PatchPlanner.plan(base, decisions);
        assertThat(plan.after().text("t.yaml"))
                .isEqualTo(template.replace("[small, medium]", "[small, medium, large]"));
        assertThat(plan.after().text("prod.json")).isEqualTo("{\"Env\": \"prod\", \"Class\": \"large\"}");
        assertThat(plan.patch().alsoChanges())
                .containsExactly("'large' is added to the AllowedValues of parameter Class");
        assertThat(gate(report()).prove(base, plan, decisions).passed()).isTrue();
    }

    @Test
    void aDefaultThatOthersUseGoesToThisStacksFile() {
        var plan = legitimize(
                base(view("test", "test.json", "{\"Env\": \"test\"}")), notEqual("/Class", "small", "large"));
        assertThat(patched(plan, "t.yaml")).isEqualTo(TEMPLATE);
        assertThat(patched(plan, "prod.json"))
                .isEqualTo("[\n  {\"ParameterKey\": \"Env\", \"ParameterValue\": \"prod\"},\n"
                        + "  {\"ParameterKey\": \"Class\", \"ParameterValue\": \"large\"}\n]\n");
    }

    @Test
    void aLiteralThatMovesAnotherStackIsRefusedByName() {
        var plan = legitimize(base(view("test", "test.json", "{\"Env\": \"test\"}")), notEqual("/Fixed", "10", "20"));
        assertThat(plan)
                .isInstanceOfSatisfying(
                        PatchPlan.Refused.class,
                        r -> assertThat(r.reason().line())
                                .startsWith(
                                        "PH-PCH-005 an edit of the value itself would also change stack test (Db /Fixed)"));
    }

    @Test
    void aParameterReadElsewhereIsWrittenInPlace() {
        assertThat(patched(legitimize(base(), notEqual("/Name", "db-prod", "db-x")), "t.yaml"))
                .isEqualTo(TEMPLATE.replace("!Sub 'db-${Env}'", "db-x"));
    }

    @Test
    void additionsAndRemovals() {
        var plan = legitimize(
                base(),
                new Change.Remove(PropertyPath.parse("/Tags/0"), MapValue.EMPTY, DECLARED),
                new Change.Add(PropertyPath.parse("/Topic"), Value.string("topic-arn"), DECLARED));
        assertThat(patched(plan, "t.yaml"))
                .isEqualTo(TEMPLATE.replace(
                        "      Tags:\n        - Key: a\n          Value: b\n", "      Topic: !Ref Topic\n"));
        var tag = new MapValue(Map.of("Key", Value.string("c")));
        assertThat(patched(legitimize(base(), new Change.Add(PropertyPath.parse("/Tags/0"), tag, DECLARED)), "t.yaml"))
                .isEqualTo(TEMPLATE + "        - Key: c\n");
    }

    @Test
    void whatAGeneratedTemplateMakesUpStaysOut() {
        var route = new LinkedHashMap<String, Value>();
        route.put("RouteTableId", Value.string("topic-arn"));
        route.put("DestinationCidrBlock", Value.string("10.0.0.0/16"));
        route.put("DestinationPrefixListId", Value.string(""));
        route.put("GatewayId", Value.string("local"));
        route.put("VpcEndpointId", Value.string("local"));
        var drift = new Drift(
                "d-1",
                "h",
                "Local",
                "r-1",
                "AWS::EC2::Route",
                Drift.Status.UNMANAGED,
                List.of(),
                MapValue.EMPTY,
                new MapValue(route));
        var plan = PatchPlanner.plan(base(), List.of(new Decision(drift, new Verdict.Legitimize(SURE))));
        assertThat(patched(plan, "t.yaml"))
                .contains("GatewayId: local", "RouteTableId: !Ref Topic", "10.0.0.0/16")
                .doesNotContain("VpcEndpointId", "DestinationPrefixListId");
    }

    /// The password of one resource in a text of another, where no name gives it away.
    @Test
    void aSecretOfAnotherResourceIsNotWritten() {
        var password = new MapValue(Map.of("MasterUserPassword", Value.string("tr0ub4dor-and-3")));
        var base = base();
        var knowing = new PatchBase(
                base.id(),
                base.commit(),
                base.files(),
                base.own(),
                base.others(),
                base.owned(),
                base.knowledge(),
                new SecretCollector().model(password).secrets());
        var change = notEqual("/Fixed", "10", "postgres tr0ub4dor-and-3");
        assertThat(legitimize(base, change)).isInstanceOf(PatchPlan.Planned.class);
        assertThat(legitimize(knowing, change))
                .isInstanceOfSatisfying(
                        PatchPlan.Refused.class,
                        r -> assertThat(r.reason().line())
                                .contains("Db /Fixed is a secret in the live state")
                                .doesNotContain("tr0ub4dor"));
    }

    /// Some schemas fix which element is first, and a reader looks where it was.
    @Test
    void whatStandsForAnElementStandsInItsPlace() {
        var tag = new MapValue(Map.of("Key", Value.plain("c"), "Value", Value.plain("b")));
        var patched = patched(
                legitimize(
                        base(),
                        new Change.Remove(PropertyPath.parse("/Tags/0"), Value.string("gone"), DECLARED),
                        new Change.Add(PropertyPath.parse("/Tags/0"), tag, DECLARED)),
                "t.yaml");
        assertThat(patched).isEqualTo(TEMPLATE.replace("- Key: a", "- Key: c"));
    }

    @Test
    void aRevertIsARecordAndNoEdit() {
        var plan = PatchPlanner.plan(
                base(), List.of(new Decision(drift(notEqual("/Fixed", "10", "20")), new Verdict.Revert(SURE))));
        assertThat(plan).isInstanceOfSatisfying(PatchPlan.Planned.class, p -> {
            assertThat(p.patch().edits()).singleElement().satisfies(e -> {
                assertThat(e.path()).isEqualTo(".phantom/reconcile/pay/d-1.yaml");
                assertThat(e.patched()).contains("  - path: \"/Fixed\"\n", "expected: \"10\"\n", "actual: \"20\"\n");
            });
            assertThat(gate(new DriftReport(
                                    List.of(),
                                    new Coverage(0, 0, List.of()),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of()))
                            .prove(base(), p, List.of(new Decision(drift(), new Verdict.Revert(SURE))))
                            .passed())
                    .isTrue();
        });
    }

    @Test
    void theGatePassesWhatItCanProveAndNothingElse() {
        var base = base(view("test", "test.json", "{\"Env\": \"test\"}"));
        var change = notEqual("/Class", "small", "large");
        var decisions = List.of(new Decision(drift(change), new Verdict.Legitimize(SURE)));
        var plan = (PatchPlan.Planned) PatchPlanner.plan(base, decisions);
        assertThat(gate(report()).prove(base, plan, decisions).passed()).isTrue();
        assertThat(gate(report(drift(change))).prove(base, plan, decisions).passed())
                .isFalse();
        var spoiled = new PatchPlan.Planned(
                plan.patch(), plan.after().with("t.yaml", TEMPLATE.replace("Fixed: 10", "Fixed: 11")), plan.touched());
        assertThat(gate(report()).prove(base, spoiled, decisions).lines())
                .filteredOn(l -> l.result() == Proof.Result.FAIL)
                .extracting(Proof.Line::check)
                .contains(Proof.Check.OTHER_STACKS, Proof.Check.LINES);
    }

    @Test
    void aRefactorSetsItsListedPaths() {
        var edit = new Verdict.Edit(PropertyPath.parse("/Class"), Value.string("medium"));
        var decisions = List.of(
                new Decision(drift(notEqual("/Class", "small", "large")), new Verdict.Refactor(SURE, List.of(edit))));
        var plan = (PatchPlan.Planned) PatchPlanner.plan(base(), decisions);
        assertThat(plan.after().text("prod.json")).contains("medium");
        assertThat(gate(report(drift(notEqual("/Class", "medium", "large"))))
                        .prove(base(), plan, decisions)
                        .passed())
                .isTrue();
    }

    /// What live has too wide comes into the list narrower, behind what stands there.
    @Test
    void aRefactorBringsAnElementThatOnlyLiveHas() {
        var at = PropertyPath.parse("/Tags/0");
        var wide = new MapValue(Map.of("Key", Value.string("c"), "Value", Value.string("wide")));
        var narrow = new MapValue(Map.of("Key", Value.string("c"), "Value", Value.string("narrow")));
        var refactor = new Verdict.Refactor(SURE, List.of(new Verdict.Edit(at, narrow)));
        var plan =
                PatchPlanner.plan(base(), List.of(new Decision(drift(new Change.Add(at, wide, DECLARED)), refactor)));
        assertThat(patched(plan, "t.yaml")).contains("- Key: a", "narrow").doesNotContain("wide");
    }

    private static DriftReport report(Drift... drifts) {
        return new DriftReport(
                List.of(drifts), new Coverage(1, 1, List.of()), List.of(), List.of(), List.of(), List.of());
    }

    private static PatchGate gate(DriftReport after) {
        return new PatchGate(
                (files, stack) -> after, drift -> new Assessment(Severity.LOW, List.of()), ChangePreview.LOCAL);
    }
}
