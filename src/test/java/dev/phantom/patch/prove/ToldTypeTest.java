package dev.phantom.patch.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.analysis.Opinions;
import dev.phantom.analysis.Verdict;
import dev.phantom.drift.ByHand;
import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.TypeCatalog;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.drift.schema.SchemaRow;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.Impact;
import dev.phantom.patch.PatchBase;
import dev.phantom.patch.PatchBase.Decision;
import dev.phantom.patch.PatchPlan;
import dev.phantom.patch.PatchPlan.Planned;
import dev.phantom.patch.Proof.Check;
import dev.phantom.patch.Proof.Line;
import dev.phantom.patch.Proof.Result;
import dev.phantom.patch.ReconcileRecord;
import dev.phantom.patch.StackView;
import dev.phantom.patch.Workspace;
import dev.phantom.patch.plan.PatchPlanner;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What only the registry of an account says of a type counts for all that is done about its drift; and what it says of
/// one that the table has counts more than the table.
class ToldTypeTest {

    private static final StackId STACK = new StackId("111122223333", "us-east-1", "tapes");
    private static final String TEMPLATE = """
            Resources:
              Vault:
                Type: %s
                Properties:
                  Name: tapes
                  Tier: cold
            """;
    private static final String SCHEMA = """
            {"typeName": "%s", "primaryIdentifier": ["/properties/Site", "/properties/VaultId"],
             "readOnlyProperties": ["/properties/VaultId"], "createOnlyProperties": ["/properties/Name"],
             "conditionalCreateOnlyProperties": ["/properties/Tier"],
             "handlers": {"read": {"permissions": []}, "update": {"permissions": ["acme:UpdateVault"]}},
             "required": ["Name", "Tier"],
             "properties": {"VaultId": {"type": "string"}, "Site": {"type": "string"}, "Name": {"type": "string"},
                            "Tier": {"type": "string", "enum": ["cold", "warm"]}}}""";
    private static final Circumstances DECLARED = Circumstances.declared(Origin.ABSENT);
    private static final PropertyPath TIER = PropertyPath.parse("/Tier");

    /// A private type, one that is newer than the table, and one that the table has otherwise.
    private static final List<String> TYPES =
            List.of("Acme::Storage::Vault", "AWS::Backup::TapeSilo", "AWS::Backup::BackupVault");

    @Test
    void aPatchIsHeldAgainstTheSchemaThatTheRegistryGave() throws IOException {
        for (var type : TYPES) {
            var told = told(type);
            assertThat(schema(type, told, set("frozen")))
                    .isEqualTo(new Line(Check.SCHEMA, Result.FAIL, "/Tier does not allow 'frozen'"));
            assertThat(schema(type, told, new Change.Remove(TIER, Value.string("cold"), DECLARED)))
                    .isEqualTo(new Line(Check.SCHEMA, Result.FAIL, "/Tier is required"));
            var set = new Change.Add(PropertyPath.parse("/VaultId"), Value.string("v"), DECLARED);
            assertThat(plan(base(type, told), decided(type, set)))
                    .as("what AWS alone sets is written into no template")
                    .isInstanceOf(PatchPlan.Refused.class);
            assertThat(schema(type, told, set("warm")).result()).isEqualTo(Result.PASS);
            assertThat(schema(type, Known.TYPES, set("frozen")).result()).isNotEqualTo(Result.FAIL);
        }
    }

    @Test
    void theLineByHandNamesTheResourceAsTheRegistryIdentifiesIt() throws IOException {
        for (var type : TYPES) {
            assertThat(ByHand.line(drift(type, set("warm")), told(type), "us-east-1"))
                    .get()
                    .asString()
                    .contains("update-resource", "--type-name " + type, "--identifier 'north|v-1'");
            assertThat(ByHand.line(drift(type, set("warm")), Known.TYPES, "us-east-1")
                            .orElse(""))
                    .doesNotContain("north|v-1");
        }
    }

    @Test
    void anOrderToRevertSaysWhatTheRegistryCallsAReplacement() throws IOException {
        for (var type : TYPES) {
            var drift = drift(type, set("warm"), named("other"));
            var order = ReconcileRecord.of(STACK, "c0ffee", drift, told(type));
            assertThat(Impact.of(order, Known.with(told(type))))
                    .isEqualTo(Impact.of(drift, new Verdict.Revert(Opinions.SURE), Known.with(told(type))))
                    .extracting(impact -> impact.line("applying it"))
                    .containsExactly(
                            "Vault /Tier: applying it replaces the resource with a new one when the service cannot"
                                    + " change it in place (documented: schema " + type
                                    + "#/conditionalCreateOnlyProperties)",
                            "Vault /Name: applying it replaces the resource with a new one (documented: schema " + type
                                    + "#/createOnlyProperties)");
        }
    }

    private static TypeCatalog told(String type) throws IOException {
        var row = SchemaRow.of(SCHEMA.formatted(type), "us-east-1");
        var facts = TypeCatalog.facts(row.lines(), "DescribeType", LocalDate.parse("2999-01-01"));
        return Known.TYPES.with(List.of(facts));
    }

    private static Change set(String tier) {
        return new Change.NotEqual(TIER, TIER, Value.string("cold"), Value.string(tier), List.of(), DECLARED);
    }

    private static Change named(String name) {
        var path = PropertyPath.parse("/Name");
        return new Change.NotEqual(path, path, Value.string("tapes"), Value.string(name), List.of(), DECLARED);
    }

    private static Drift drift(String type, Change... changes) {
        return new Drift(
                "d-1",
                "h",
                "Vault",
                "tapes-physical",
                type,
                Drift.Status.MODIFIED,
                List.of(changes),
                MapValue.EMPTY,
                new MapValue(Map.of("Site", Value.string("north"), "VaultId", Value.string("v-1"))));
    }

    private static Line schema(String type, TypeCatalog types, Change change) {
        var base = base(type, types);
        var decisions = decided(type, change);
        return SchemaCheck.check(base, (Planned) plan(base, decisions), decisions);
    }

    private static PatchPlan plan(PatchBase base, List<Decision> decisions) {
        return PatchPlanner.plan(base, decisions);
    }

    private static List<Decision> decided(String type, Change change) {
        return List.of(new Decision(drift(type, change), new Verdict.Legitimize(Opinions.SURE)));
    }

    private static PatchBase base(String type, TypeCatalog types) {
        return new PatchBase(
                STACK,
                "c0ffee",
                new Workspace("t.yaml", Map.of("t.yaml", TEMPLATE.formatted(type)), new CloudFormation()),
                new StackView(
                        "tapes", List.of(), new EvaluationContext(Map.of(), Pseudo.UNKNOWN, Map.of(), References.NONE)),
                List.of(),
                Map.of(),
                Known.with(types),
                Secrets.NONE);
    }
}
