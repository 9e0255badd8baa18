package dev.phantom.iac.cloudformation.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.Declaration;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.iac.cloudformation.read.TemplateReader;
import dev.phantom.iac.cloudformation.template.Template;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
    private static final String HEAD = """
            Parameters:
              Env: {Type: String, Default: prod}
              Open: {Type: String}
              Count: {Type: Number, Default: 2}
              Nets: {Type: CommaDelimitedList, Default: 'a, b,c'}
              Secret: {Type: String, NoEcho: true, Default: hunter2}
              Ami: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /ami}
            Mappings:
              Sizes:
                prod: {Db: db.r5.large, Zones: [x, y]}
                test: {Db: db.t3.micro}
            Conditions:
              IsProd: !Equals [!Ref Env, prod]
              IsTest: !Equals [!Ref Env, test]
              Hidden: !Equals [!Ref Open, x]
              Both: !And [!Condition IsProd, !Not [!Condition IsTest]]
              Any: !Or [!Condition Hidden, !Condition IsProd]
              Round: !Not [!Condition Round]
            Resources:
              Bucket: {Type: AWS::S3::Bucket}
              Gone: {Type: AWS::S3::Bucket, Condition: IsTest}
              Maybe: {Type: AWS::S3::Bucket, Condition: Hidden}
              It:
                Type: AWS::Test::It
                Properties:
                  V: %s
            """;

    private static Declaration evaluate(String value, EvaluationContext context) {
        return Evaluator.evaluate(TemplateReader.read("t.yaml", HEAD.formatted(value)), context);
    }

    private static Value value(String yaml, EvaluationContext context) {
        var it = Objects.requireNonNull(evaluate(yaml, context).resources().get("It"));
        return Objects.requireNonNullElse(it.properties().get("V"), Value.string("<absent>"));
    }

    private static Value value(String yaml) {
        return value(yaml, EvaluationContext.NONE);
    }

    private static EvaluationContext inStack(References references) {
        return new EvaluationContext(
                Map.of(),
                new Pseudo("111122223333", "us-east-1", "pay", "", List.of()),
                Map.of("net-Vpc", "vpc-1"),
                references);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !Ref Env                                          | prod
            !Sub 'a-${Env}-${!Env}-$'                         | a-prod-${Env}-$
            !Sub ['${X}-${Env}', {X: !Ref Count}]             | 2-prod
            !Join ['/', [a, !Ref Env, b]]                     | a/prod/b
            !Join [',', !Ref Nets]                            | a,b,c
            !Select [1, !Ref Nets]                            | b
            !Select ['0', !Split ['-', 'q-r']]                | q
            !FindInMap [Sizes, !Ref Env, Db]                  | db.r5.large
            !FindInMap [Sizes, none, Db, {DefaultValue: dflt}] | dflt
            !If [IsProd, yes-it-is, no]                       | yes-it-is
            !If [Both, b, c]                                  | b
            !If [Any, b, c]                                   | b
            !If [IsTest, b, !Ref 'AWS::NoValue']              | <absent>
            !If [Hidden, same, same]                          | same
            !Base64 abc                                       | YWJj
            {"Fn::Base64": !Sub '${Env}'}                     | cHJvZA==
            !Select [2, !Cidr [10.0.1.7/16, 4, 8]]            | 10.0.2.0/24
            !Select [3, !Cidr ['2001:db8:0:ab00::/56', 8, 64]] | 2001:db8:0:ab03::/64
            !Select [0, !Cidr [192.168.0.0/24, 6, 5]]         | 192.168.0.0/27
            {"Fn::Length": !Ref Nets}                         | 3
            {"Fn::ToJsonString": {a: [1, 'x', !Ref Env]}}     | {"a":[1,"x","prod"]}
            !Sub '${AWS::Region}-${AWS::AccountId}'           | us-east-1-111122223333
            !Ref AWS::Partition                               | aws
            !Ref AWS::URLSuffix                               | amazonaws.com
            !ImportValue net-Vpc                              | vpc-1
            !ImportValue {'Fn::Sub': 'net-Vpc'}               | vpc-1
            """)
    void worksOut(String yaml, String expected) {
        Value value = value(yaml, inStack(References.NONE));
        assertThat(value).isInstanceOf(Value.Scalar.class);
        assertThat(((Value.Scalar) value).text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            !Ref Open                                   | parameter Open has no value
            !Sub '${Env}-${Open}'                       | a part of Fn::Sub: parameter Open has no value
            !If [Hidden, a, b]                          | the condition Hidden is not known: parameter Open has no value
            !If [Round, a, b]                           | the condition Round is not known: the condition Round refers to itself
            !Ref Ami                                    | parameter Ami is looked up in SSM
            !GetAZs ''                                  | the availability zones are not known here
            !ImportValue other                          | the export other is not known here
            !FindInMap [Sizes, none, Db]                | the mapping has no Sizes/none/Db
            !Ref Nobody                                 | no parameter or resource is named Nobody
            !Sub 'x-${Bucket.Arn}'                      | a part of Fn::Sub: GetAtt Bucket.Arn is not known here
            !Transform {Name: Macro}                    | the function Fn::Transform cannot be evaluated here
            !Cidr [10.0.0.0/24, 4, 8]                   | the arguments of Fn::Cidr cannot be evaluated here
            !Sub '{{resolve:ssm:/a/b:1}}'               | dynamic reference {{resolve:ssm:/a/b:1}}
            !Sub 'p-${AWS::StackId}'                    | a part of Fn::Sub: AWS::StackId is not known here
            """)
    void saysWhyNot(String yaml, String reason) {
        assertThat(value(yaml, inStack(References.NONE))).isEqualTo(new Unknown(reason));
    }

    @Test
    void aSecretIsNeverShown() {
        assertThat(value("!Ref Secret")).isEqualTo(new Sensitive("hunter2"));
        assertThat(value("!Sub 'pw=${Secret}'"))
                .isEqualTo(new Sensitive("pw=hunter2"))
                .hasToString("Sensitive[]");
        assertThat(value("'{{resolve:secretsmanager:db:SecretString:password}}'"))
                .isInstanceOfSatisfying(
                        Unknown.class, u -> assertThat(u.secret()).isTrue());
        var masked = new EvaluationContext(
                Map.of("Secret", new Given(Value.string("****"), Origin.ABSENT)),
                Pseudo.UNKNOWN,
                Map.of(),
                References.NONE);
        assertThat(value("!Ref Secret", masked)).isEqualTo(new Unknown("parameter Secret is NoEcho", true));
    }

    @Test
    void aReferenceStaysOneAndKnowsItsValue() {
        var unknown = new Unknown("Ref Bucket is not known here");
        assertThat(value("!Ref Bucket")).isEqualTo(new Reference("Bucket", "", unknown));
        References known =
                (id, attribute) -> Optional.of(Value.string(attribute.isEmpty() ? "b-1" : "arn:" + attribute));
        assertThat(value("!GetAtt Bucket.Arn", inStack(known)))
                .isEqualTo(new Reference("Bucket", "Arn", Value.string("arn:Arn")));
        assertThat(value("!Sub '${Bucket.Arn}'", inStack(known)))
                .isEqualTo(new Reference("Bucket", "Arn", Value.string("arn:Arn")));
        assertThat(value("!Sub '${Bucket}/*'", inStack(known))).isEqualTo(Value.string("b-1/*"));
    }

    @Test
    void noValueLeavesNoTrace() {
        assertThat(value("[a, !If [IsTest, b, !Ref 'AWS::NoValue'], c]"))
                .isEqualTo(Value.list(Value.plain("a"), Value.plain("c")));
        assertThat(value("{k: !Ref AWS::NoValue, l: m}")).isEqualTo(new MapValue(Map.of("l", Value.plain("m"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!Ref AWS::NoValue | {}",
                "{Ref: AWS::NoValue} | {}",
                "!If [IsProd, {A: 1}, {A: 2}] | {A=1}",
                "!If [IsTest, {A: 1}, !Ref AWS::NoValue] | {}"
            })
    void propertiesMayBeOneFunction(String yaml, String expected) {
        var text = HEAD.formatted("x") + "  Whole: {Type: AWS::Test::It, Properties: " + yaml + "}\n";
        var whole = Evaluator.evaluate(TemplateReader.read("t.yaml", text), EvaluationContext.NONE)
                .resources()
                .get("Whole");
        var shown = new TreeMap<String, String>();
        Objects.requireNonNull(whole).properties().entries().forEach((k, v) -> shown.put(k, ((Value.Scalar) v).text()));
        assertThat(shown).hasToString(expected);
    }

    @Test
    void conditionsDecideWhatExists() {
        Declaration all = evaluate("x", EvaluationContext.NONE);
        assertThat(all.resources()).doesNotContainKey("Gone").containsKeys("Bucket", "Maybe", "It");
        assertThat(Objects.requireNonNull(all.resources().get("Maybe")).certain())
                .isFalse();
    }

    @Test
    void listParametersAreSplitAndTrimmed() {
        assertThat(value("!Ref Nets"))
                .isEqualTo(new ListValue(List.of(Value.string("a"), Value.string("b"), Value.string("c"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain                                         | /V     | LITERAL           |               | 26
            !Ref Env                                      | /V     | PARAMETER_DEFAULT | Env           | 2
            !Sub '${Env}'                                 | /V     | PARAMETER_DEFAULT | Env           | 2
            !Sub 'x${Env}'                                | /V     | LITERAL           |               | 26
            !FindInMap [Sizes, !Ref Env, Db]              | /V     | MAPPING           | Sizes/prod/Db | 10
            !FindInMap [Sizes, prod, Zones]               | /V/1   | MAPPING           | Sizes/prod/Zones | 10
            !If [IsProd, a, b]                            | /V     | CONDITION         | IsProd        | 26
            !If [IsProd, !Ref Env, b]                     | /V     | PARAMETER_DEFAULT | Env           | 2
            [!If [IsTest, a, !Ref AWS::NoValue], b]       | /V/0   | LITERAL           |               | 26
            {a: {b: c}}                                   | /V/a/b | LITERAL           |               | 26
            {a: {b: c}}                                   | /V/z   | ABSENT            |               | 0
            !Transform {Name: X}                          | /V     | TRANSFORM         |               | 26
            """)
    void tellsTheOrigin(String yaml, String path, Origin.Kind kind, String name, int line) {
        Origin origin = evaluate(yaml, EvaluationContext.NONE).origin("It", PropertyPath.parse(path));
        assertThat(origin.kind()).isEqualTo(kind);
        assertThat(origin.name()).isEqualTo(name == null ? "" : name);
        assertThat(origin.line()).isEqualTo(line);
    }

    @Test
    void aParameterFileIsAnOrigin() {
        var file = ParameterFile.read("prod.json", "[\n {\"ParameterKey\": \"Env\", \"ParameterValue\": \"test\"}]");
        var context = new EvaluationContext(file.parameters(), Pseudo.UNKNOWN, Map.of(), References.NONE);
        assertThat(value("!Ref Env", context)).isEqualTo(Value.string("test"));
        Origin origin = evaluate("!Ref Env", context).origin("It", PropertyPath.of("V"));
        assertThat(origin)
                .isEqualTo(new Origin(
                        Origin.Kind.PARAMETER_FILE,
                        "Env",
                        "prod.json",
                        PropertyPath.parse("/0/ParameterValue"),
                        2,
                        44));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Transform: AWS::Serverless-2016-10-31          | is expanded by the transform AWS::Serverless-2016-10-31
            Transform: [AWS::LanguageExtensions, Mine]     | is expanded by the transform Mine
            """)
    void macrosAreNamed(String line, String expected) {
        Template template = TemplateReader.read("t.yaml", line + "\nResources: {}\n");
        assertThat(template.unsupported())
                .hasValueSatisfying(
                        d -> assertThat(d.line()).startsWith("PH-TPL-004 t.yaml:1:12 the template " + expected));
    }

    @Test
    void languageExtensionsAloneAreFineButForEachIsNamed() {
        String head = "Transform: AWS::LanguageExtensions\nResources:\n";
        assertThat(TemplateReader.read("t", head + "  A: {Type: 'AWS::X::Y'}\n").unsupported())
                .isEmpty();
        assertThat(TemplateReader.read("t", head + "  Fn::ForEach::Topics: [N, [a], {'T${N}': {Type: 'AWS::X::Y'}}]\n")
                        .unsupported())
                .hasValueSatisfying(d -> assertThat(d.summary()).contains("Fn::ForEach::Topics"));
    }
}
