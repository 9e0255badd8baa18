package dev.phantom.analysis.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Format;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.iac.lines.LineFormat;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an analyst sees of the template around a drift.
class ExcerptsTest {

    private static final Format FORMAT = new CloudFormation();

    private static final String SHOP = """
            Parameters:
              Stage: { Type: String, Default: dev }
              # Six is what the reserved instances cover.
              Nodes:
                Type: Number
                Default: 6   # asked for by finance
              Unused:
                Type: String

            Mappings:
              Sizes:
                dev: { Class: small }
                # never smaller in production
                prod: { Class: large }

            Conditions:
              IsProd: !Equals [!Ref Stage, prod]

            Resources:
              # The fleet behind the shop.
              # Do not scale by hand.
              Fleet:
                Type: AWS::AutoScaling::AutoScalingGroup
                Condition: IsProd
                Properties:
                  AutoScalingGroupName: shop-fleet
                  MaxSize: !Ref Nodes   # see the parameter
                  MixedInstancesPolicy: !FindInMap [Sizes, !Ref Stage, Class]
                  VPCZoneIdentifier: [!Ref SubnetA]
                  # ends with the fleet

              Policy:
                Type: AWS::AutoScaling::ScalingPolicy
                Properties:
                  AutoScalingGroupName: !Ref Fleet
              Alarm:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  AlarmActions: [!Ref Policy]
                  Dimensions: [{ Name: AutoScalingGroupName, Value: shop-fleet }]
              SubnetA:
                Type: AWS::EC2::Subnet
                Properties:
                  VpcId: !Ref Vpc
              Vpc:
                Type: AWS::EC2::VPC
              Elsewhere:
                Type: AWS::SNS::Topic

            Outputs:
              FleetName:
                Value: !Ref Fleet
            """;

    private static Drawn shop() {
        return new Drawn(FORMAT, "stacks/shop.yaml", SHOP).named("Fleet", "shop-fleet");
    }

    private static String text(List<Excerpt> all, String element) {
        return all.stream()
                .filter(e -> e.element().equals(element))
                .map(Excerpt::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no excerpt of " + element + " in " + all));
    }

    private static List<String> elements(List<Excerpt> all) {
        return all.stream().map(e -> e.distance() + " " + e.element()).toList();
    }

    @Test
    void theResourceComesWithTheCommentsThatBelongToIt() {
        assertThat(shop().excerpts("Fleet", "/MaxSize").getFirst()).satisfies(own -> {
            assertThat(own.line()).isEqualTo(20);
            assertThat(own.distance()).isZero();
            assertThat(own.text()).isEqualTo(SHOP.substring(SHOP.indexOf("  # The fleet"), SHOP.indexOf("\n\n  Policy:")));
        });
    }

    /// The size that drifted is a parameter: what decides it comes first.
    @Test
    void whatDecidesTheValueComesFirstThenWhatIsAttachedThenWhatIsUsed() {
        assertThat(elements(shop().excerpts("Fleet", "/MaxSize")))
                .containsExactly(
                        "0 Fleet",
                        "1 parameter Nodes",
                        "1 Policy",
                        "1 Alarm",
                        "1 condition IsProd",
                        "1 mapping Sizes",
                        "1 parameter Stage",
                        "1 SubnetA",
                        "1 output FleetName",
                        "2 Vpc");
        assertThat(text(shop().excerpts("Fleet", "/MaxSize"), "parameter Nodes"))
                .contains("# Six is what the reserved instances cover.", "Default: 6   # asked for by finance")
                .doesNotContain("Unused", "Stage");
    }

    /// Whose history matters: the resource, and what its values are worked out from; not its neighbours' parameters.
    @Test
    void theHistoryOfTheLinesIsThatOfWhatDecidesTheValues() {
        assertThat(shop().of("Fleet", "/MaxSize").traced().stream().map(Architecture.Traced::lines))
                .containsExactly("Fleet", "parameter Nodes", "condition IsProd", "mapping Sizes", "parameter Stage");
        assertThat(shop().of("SubnetA", "/VpcId").traced().stream().map(Architecture.Traced::lines))
                .containsExactly("SubnetA");
    }

    @Test
    void whatCallsItByItsNameIsAttachedToItToo() {
        var alarm = shop().excerpts("Fleet", "/MaxSize").stream()
                .filter(e -> e.element().equals("Alarm"))
                .findFirst()
                .orElseThrow();
        assertThat(alarm.relation()).isEqualTo("mentions shop-fleet");
        assertThat(elements(shop().excerpts("Alarm", "/Dimensions"))).contains("1 Fleet", "1 Policy");
    }

    @Test
    void aParameterSaysWhatIsInForceAndShowsWhereThatIsWritten() {
        var values = """
                [
                  { "ParameterKey": "Stage", "ParameterValue": "prod" },
                  { "ParameterKey": "Nodes",
                    "ParameterValue": "8" }
                ]
                """;
        var shown = shop().values("stacks/shop.prod.json", values).excerpts("Fleet", "/MaxSize");
        assertThat(shown).anySatisfy(e -> {
            assertThat(e.element()).isEqualTo("parameter Nodes");
            assertThat(e.relation()).isEqualTo("Fleet refers to it; in force: 8 (stacks/shop.prod.json:4)");
        });
        assertThat(shown).anySatisfy(e -> {
            assertThat(e.file()).isEqualTo("stacks/shop.prod.json");
            assertThat(e.relation()).isEqualTo("gives parameter Nodes its value");
            assertThat(e.text()).contains("\"ParameterKey\": \"Nodes\",\n", "\"8\"").doesNotContain("prod");
        });
        assertThat(shop().excerpts("Fleet", "/MaxSize"))
                .anySatisfy(e -> assertThat(e.relation()).isEqualTo("Fleet refers to it; its default is in force"));
    }

    @Test
    void aNestedStackShowsWhatTheStackAboveGivesIt() {
        var parent = FORMAT.read("stacks/root.yaml", """
                Resources:
                  Shop:
                    Type: AWS::CloudFormation::Stack
                    Properties:
                      TemplateURL: shop.yaml
                      Parameters:
                        # eight since the spring sale
                        Nodes: 8
                """);
        var node = PropertyPath.of("Resources", "Shop", "Properties", "Parameters", "Nodes");
        var origin = new Origin(Origin.Kind.ABSENT, "Nodes", "stacks/root.yaml", node, 8, 9);
        var shown = shop().below(parent)
                .given("Nodes", new Given(Value.plain("8"), origin))
                .excerpts("Fleet", "/MaxSize");
        assertThat(shown).anySatisfy(e -> {
            assertThat(e.file()).isEqualTo("stacks/root.yaml");
            assertThat(e.text().strip()).isEqualTo("# eight since the spring sale\n        Nodes: 8");
        });
    }

    @Test
    void jsonIsShownAsItIsWritten() {
        var json = """
                {
                  "Parameters": {
                    "Nodes": { "Type": "Number", "Default": 6, "Description": "what the reserved instances cover" }
                  },
                  "Resources": {
                    "Fleet": {
                      "Type": "AWS::AutoScaling::AutoScalingGroup",
                      "Properties": { "MaxSize": { "Ref": "Nodes" } }
                    },
                    "Hook": { "Type": "AWS::AutoScaling::LifecycleHook", "Properties": { "AutoScalingGroupName": { "Ref": "Fleet" } } }
                  }
                }
                """;
        var shown = new Drawn(FORMAT, "t.json", json).excerpts("Fleet", "/MaxSize");
        assertThat(elements(shown)).containsExactly("0 Fleet", "1 parameter Nodes", "1 Hook");
        assertThat(text(shown, "parameter Nodes")).contains("what the reserved instances cover").endsWith("}");
        var oneLine = new Drawn(FORMAT, "t.json", json.replaceAll("\\s*\\n\\s*", "")).excerpts("Fleet", "/MaxSize");
        assertThat(text(oneLine, "parameter Nodes")).startsWith("\"Nodes\": {").endsWith("cover\" }");
    }

    /// A drift of a resource that no template declares has no lines; what it calls by name is shown.
    @Test
    void whatNoTemplateDeclaresHasNoLinesOfItsOwn() {
        assertThat(shop().excerpts("Nobody")).isEmpty();
    }

    @Test
    void secretsAreMaskedInPlaceAndTheRestOfTheLineStays() {
        var template = """
                Parameters:
                  # was Tr0ub4dor3xyz before
                  Login:
                    Type: String
                    NoEcho: true
                    Default: Tr0ub4dor3xyz   # change me
                  ApiToken: { Type: String, Default: 8f14e45fceea167a5a36dedd4bea2543 }
                Resources:
                  Db:
                    Type: AWS::RDS::DBInstance
                    Properties:
                      MasterUserPassword: Sup3rSecretPassw0rd   # rotate
                      AllocatedStorage: !Ref Size
                      DBName: !Ref Login
                  Job:
                    Type: AWS::Lambda::Function
                    Properties:
                      Description: !Sub "${Db} with Sup3rSecretPassw0rd"
                      Environment:
                        Variables: { API_TOKEN: !Ref ApiToken, PASSPHRASE: correct-horse-battery }
                """;
        var shown = new Drawn(FORMAT, "t.yaml", template).excerpts("Db", "/AllocatedStorage");
        var all = shown.stream().map(Excerpt::text).toList().toString();
        assertThat(all)
                .contains("MasterUserPassword: (secret)   # rotate", "Default: (secret)   # change me", "# was (secret) before")
                .doesNotContain("Tr0ub4dor3xyz", "Sup3rSecretPassw0rd", "correct-horse", "8f14e45f");
        assertThat(shown.toString()).doesNotContain("Tr0ub4dor3xyz");
    }

    @Test
    void aValueThatIsASecretIsNotSaidToBeInForce() {
        var template = "Parameters:\n  Login: { Type: String, NoEcho: true }\n"
                + "Resources:\n  Db: { Type: T, Properties: { DBName: !Ref Login } }\n";
        var shown = new Drawn(FORMAT, "t.yaml", template)
                .values("p.json", "{\"Login\": \"Tr0ub4dor3xyz\"}")
                .excerpts("Db", "/DBName");
        assertThat(shown.toString()).contains("in force: (secret)", "\"Login\": (secret)").doesNotContain("Tr0ub4dor");
    }

    @Test
    void whatDoesNotFitIsCutWithAMarkOrLeftOutWhichIsSaid() {
        var filler = "        # %s\n".formatted("word ".repeat(20)).repeat(150);
        var template = "Resources:\n  Own:\n    Type: T\n    Properties:\n      Size: 1   # for a reason\n"
                + "      Script: |\n" + filler.repeat(4)
                + "      Last: 2   # until May\n"
                + sibling("Far", filler.repeat(2)) + sibling("Near", "") + sibling("Farther", filler.repeat(2));
        var around = new Drawn(FORMAT, "t.yaml", template).of("Own", "/Size", "/Last");
        assertThat(elements(around.excerpts())).startsWith("0 Own", "0 Own", "0 Own").contains("1 Near");
        assertThat(around.excerpts().getFirst().text()).endsWith("… (cut)");
        assertThat(around.excerpts().get(2)).satisfies(e -> {
            assertThat(e.relation()).isEqualTo("drifted: /Last");
            assertThat(e.text().strip()).isEqualTo("Last: 2   # until May");
        });
        assertThat(around.excerpts().stream().mapToInt(e -> Tokens.of(e.text())).sum())
                .isLessThanOrEqualTo(ExcerptBudget.MOST);
        assertThat(around.gaps()).singleElement().asString().startsWith("1 related elements of the template are left out");
    }

    private static String sibling(String name, String filler) {
        return "  %s:\n    Type: T\n    Properties:\n      Of: !Ref Own\n      Script: |\n%s        end\n".formatted(name, filler);
    }

    /// A VPC that everything is in makes nobody a neighbour.
    @Test
    void whatHalfAStackUsesLeadsNowhere() {
        var template = new StringBuilder("Resources:\n  Vpc: { Type: T }\n");
        for (int i = 0; i < 20; i++) {
            template.append("  R%d: { Type: T, Properties: { VpcId: !Ref Vpc } }\n".formatted(i));
        }
        assertThat(elements(new Drawn(FORMAT, "t.yaml", template.toString()).excerpts("R1", "/VpcId")))
                .containsExactly("0 R1", "1 Vpc");
    }

    @Test
    void anotherFormatShowsItsOwnLines() {
        var shown = new Drawn(new LineFormat(), "shop.lines", """
                # how long a job may take
                let patience 30

                queue jobs name=jobs timeout=$patience
                bucket logs name=acme-logs
                """).excerpts("jobs", "/VisibilityTimeout");
        assertThat(elements(shown)).containsExactly("0 jobs", "1 parameter patience");
        assertThat(text(shown, "parameter patience")).isEqualTo("# how long a job may take\nlet patience 30");
    }
}
