package dev.phantom.patch;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Drift;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.iac.EvaluationContext;
import dev.phantom.iac.EvaluationContext.Pseudo;
import dev.phantom.iac.EvaluationContext.References;
import dev.phantom.iac.Given;
import dev.phantom.iac.Origin;
import dev.phantom.iac.cloudformation.CloudFormation;
import dev.phantom.iac.cloudformation.read.ParameterFile;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One small template that two stacks can use, and drifts of its database.
public final class Patches {
    public static final String TEMPLATE = """
            Parameters:
              Class: {Type: String, Default: small}
              Env: {Type: String}
            Resources:
              Db:
                Type: AWS::Test::Db
                Properties:
                  Class: !Ref Class
                  Fixed: 10
                  Name: !Sub 'db-${Env}'
                  Tags:
                    - Key: a
                      Value: b
            """;
    public static final String PROD = "[\n  {\"ParameterKey\": \"Env\", \"ParameterValue\": \"prod\"}\n]\n";
    public static final Circumstances DECLARED = Circumstances.declared(Origin.ABSENT);

    public static StackView view(String name, String file, String text) {
        var context = new EvaluationContext(
                ParameterFile.read(file, text).parameters(), Pseudo.UNKNOWN, Map.of(), References.NONE);
        return new StackView(name, List.of(file), context);
    }

    public static PatchBase base(StackView... others) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("t.yaml", TEMPLATE);
        texts.put("prod.json", PROD);
        return new PatchBase(
                new StackId("111122223333", "us-east-1", "pay"),
                "c0ffee",
                new Workspace("t.yaml", texts, new CloudFormation()),
                view("pay", "prod.json", PROD),
                List.of(others),
                Map.of("topic-arn", new Reference("Topic", "", Value.string("topic-arn"))),
                Known.HERE,
                Secrets.NONE);
    }

    public static Drift drift(Change... changes) {
        var expected = new MapValue(
                Map.of("Tags", Value.list(new MapValue(Map.of("Key", Value.plain("a"), "Value", Value.plain("b"))))));
        return new Drift(
                "d-1",
                "h",
                "Db",
                "db-1",
                "AWS::Test::Db",
                Drift.Status.MODIFIED,
                List.of(changes),
                expected,
                MapValue.EMPTY);
    }

    public static Change notEqual(String path, String expected, String actual) {
        var at = PropertyPath.parse(path);
        return new Change.NotEqual(at, at, Value.string(expected), Value.string(actual), List.of(), DECLARED);
    }

    /// A stack of the template alone, or of one that the deployment gave values to.
    public static PatchBase bare(Map<String, String> deployed) {
        Map<String, Given> given = new LinkedHashMap<>();
        deployed.forEach((name, value) -> given.put(name, new Given(Value.string(value), Origin.ABSENT)));
        return new PatchBase(
                base().id(),
                "c0ffee",
                new Workspace("t.yaml", Map.of("t.yaml", TEMPLATE), new CloudFormation()),
                new StackView(
                        "pay", List.of(), new EvaluationContext(given, Pseudo.UNKNOWN, Map.of(), References.NONE)),
                List.of(),
                Map.of(),
                Known.HERE,
                Secrets.NONE);
    }

    private Patches() {}
}
