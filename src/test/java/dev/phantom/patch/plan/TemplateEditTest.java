package dev.phantom.patch.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Formats;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.patch.plan.TemplateEdit.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateEditTest {
    private static final Formats FORMATS = new Formats(List.of(new CloudFormation()));

    private static final String YAML = """
            # the payments stack
            Parameters:
              DbClass: {Type: String, Default: db.r5.large}   # ask before you change it
              Shared:
                Type: String
                Default: "one"
                AllowedValues: [one, two]
              Nets: {Type: CommaDelimitedList, Default: 'a,b'}
              Bare: {Type: String}
              Small: {Type: Number, Default: 5, MaxValue: 9}
            Mappings:
              Sizes:
                prod: {Db: large}
            Conditions:
              Yes: !Equals [a, a]
              Open: !Equals [!Ref Bare, a]
            Resources:
              Db:
                Type: AWS::RDS::DBInstance
                Properties:
                  DBInstanceClass: !Ref DbClass # from above
                  Engine:   'mysql'   # quoted
                  Port: 3306
                  Size: !FindInMap [Sizes, prod, Db]
                  Chosen: !If [Yes, here, there]
                  Unsure: !If [Open, here, there]
                  Shared: !Ref Shared
                  Nets: !Ref Nets
                  Bare: !Ref Bare
                  Small: !Ref Small
                  Tags:
                    # who pays
                    - Key: team
                      Value: payments
                    - {Key: env, Value: prod}
                  Only: [x]
              Other:
                Type: AWS::X::Y
                Properties:
                  Shared: !Sub '${Shared}-x'
              Cdk:
                Type: AWS::X::Y
                Metadata: {'aws:cdk:path': App/Stack/Cdk}
                Properties: {A: b}
            """;

    private static Result set(String path, @Nullable String json, boolean literal) {
        return TemplateEdit.command(FORMATS, "t.yaml", YAML, "Db", path, json, literal);
    }

    private static void edits(String path, @Nullable String json, String from, String to) {
        assertThat(set(path, json, false))
                .isInstanceOfSatisfying(
                        Result.Edited.class, e -> assertThat(e.text()).isEqualTo(YAML.replace(from, to)));
    }

    private static void refuses(String path, @Nullable String json, String line) {
        assertThat(set(path, json, false))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        r -> assertThat(r.diagnostic().line()).startsWith(line));
    }

    @Test
    void aSynthesizedFileIsNotEditedEvenWhereItNamesNoConstruct() {
        var marks =
                List.of("  Marks: {Type: AWS::CDK::Metadata}\n", "Rules: {CheckBootstrapVersion: {Assertions: []}}\n");
        for (var mark : marks) {
            assertThat(TemplateEdit.command(FORMATS, "t.yaml", YAML + mark, "Db", "/Port", "1", false))
                    .isInstanceOfSatisfying(
                            Result.Refused.class,
                            r -> assertThat(r.diagnostic().line())
                                    .isEqualTo("PH-PCH-004 t.yaml the template of Db is synthesized by CDK;"
                                            + " change the construct and synthesize again"));
        }
    }

    @Test
    void atTheOrigin() {
        edits("/DBInstanceClass", "\"db.r5.xlarge\"", "Default: db.r5.large", "Default: db.r5.xlarge");
        edits("/Engine", "\"postgres\"", "'mysql'", "'postgres'");
        edits("/Port", "5432", "3306", "5432");
        edits("/Port", "\"5432\"", "3306", "5432");
        edits("/Size", "\"small\"", "{Db: large}", "{Db: small}");
        edits("/Chosen", "\"elsewhere\"", "[Yes, here,", "[Yes, elsewhere,");
        edits("/Nets/1", "\"z\"", "'a,b'", "'a,z'");
        edits("/Nets/-", "\"c\"", "'a,b'", "'a,b,c'");
        edits("/Tags/1/Value", "\"yes\"", "Value: prod}", "Value: \"yes\"}".replace('"', '\''));
    }

    @Test
    void inPlaceWhenAsked() {
        assertThat(set("/DBInstanceClass", "\"db.r5.xlarge\"", true))
                .isInstanceOfSatisfying(
                        Result.Edited.class,
                        e -> assertThat(e.text()).isEqualTo(YAML.replace("!Ref DbClass #", "db.r5.xlarge #")));
    }

    @Test
    void addedAppendedRemoved() {
        edits("/StorageType", "\"gp3\"", "      Only: [x]\n", "      Only: [x]\n      StorageType: gp3\n");
        edits(
                "/Tags/-",
                "{\"Key\": \"a\", \"Value\": \"b\"}",
                "        - {Key: env, Value: prod}\n",
                "        - {Key: env, Value: prod}\n        - Key: a\n          Value: b\n");
        edits("/Tags/0", null, "        - Key: team\n          Value: payments\n", "");
        edits("/Only/0", null, "      Only: [x]\n", "");
        edits("/Engine", null, "      Engine:   'mysql'   # quoted\n", "");
        edits(
                "/Nested/Deep",
                "{\"Ref\": \"Other\"}",
                "      Only: [x]\n",
                "      Only: [x]\n      Nested:\n        Deep: !Ref Other\n");
    }

    @Test
    void aCellIsSharedByWhoReadsItNotByWhoReadsItsNeighbour() {
        var text = """
            Parameters: {Env: {Type: String, Default: prod}, Which: {Type: String}}
            Mappings:
              Sizes:
                dev: {Min: 1, Max: 2}
                prod: {Min: 3, Max: 4}
            Resources:
              A:
                Type: AWS::X::Y
                Properties: {Least: !FindInMap [Sizes, !Ref Env, Min], Most: !FindInMap [Sizes, !Ref Env, Max]}
              B:
                Type: AWS::X::Y
                Properties: {Most: !FindInMap [Sizes, prod, Max], Any: !FindInMap [Sizes, dev, !Ref Which]}
            """;
        assertThat(TemplateEdit.command(FORMATS, "t.yaml", text, "A", "/Least", "9", false))
                .isInstanceOfSatisfying(Result.Edited.class, e -> {
                    assertThat(e.text()).isEqualTo(text.replace("{Min: 3,", "{Min: 9,"));
                    assertThat(e.alsoChanges()).isEmpty();
                });
        assertThat(TemplateEdit.command(FORMATS, "t.yaml", text, "A", "/Most", "9", false))
                .isInstanceOfSatisfying(
                        Result.Edited.class,
                        e -> assertThat(e.alsoChanges())
                                .containsExactly("the mapping cell Sizes/prod/Max is also read by B /Most"));
    }

    @Test
    void whatIsSharedIsSaid() {
        assertThat(set("/Shared", "\"two\"", false)).isInstanceOfSatisfying(Result.Edited.class, e -> {
            assertThat(e.text()).isEqualTo(YAML.replace("Default: \"one\"", "Default: \"two\""));
            assertThat(e.alsoChanges()).containsExactly("parameter Shared is also read by Other /Shared");
        });
        assertThat(set("/Shared", "\"three\"", false)).isInstanceOfSatisfying(Result.Edited.class, e -> {
            assertThat(e.text()).contains("AllowedValues: [one, two, three]");
            assertThat(e.alsoChanges()).contains("'three' is added to the AllowedValues of parameter Shared");
        });
    }

    @Test
    void refusalsHaveTheirCode() {
        refuses("/Bare", "\"x\"", "PH-PCH-004 t.yaml the parameter Bare has no default");
        refuses("/Unsure", "\"x\"", "PH-PCH-004 t.yaml the value depends on a condition that cannot be evaluated here");
        refuses("/Small", "12", "PH-PCH-001 t.yaml the value violates the MaxValue of parameter Small");
        refuses("/Nothing", null, "PH-PCH-002 t.yaml nothing is set at /Nothing");
        refuses("/Tags/7/Value", "\"x\"", "PH-PCH-002 t.yaml the list at /Tags has no element 7");
        refuses("/Engine", "nonsense", "PH-PCH-003 the value is not valid JSON: nonsense");
        refuses("Engine", "1", "PH-PCH-002 t.yaml not a path: Engine");
        assertThat(TemplateEdit.command(FORMATS, "t.yaml", YAML, "Nobody", "/A", "1", false))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        r -> assertThat(r.diagnostic().line())
                                .startsWith("PH-PCH-002 t.yaml the template has no resource Nobody"));
        assertThat(TemplateEdit.command(FORMATS, "t.yaml", YAML, "Cdk", "/A", "1", false))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        r -> assertThat(r.diagnostic().line()).contains("synthesized by CDK from App/Stack/Cdk"));
    }
}
