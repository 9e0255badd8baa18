package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.phantom.config.ConfigReader;
import dev.phantom.config.PhantomConfig;
import dev.phantom.sandbox.aws.EmbeddedAws;
import dev.phantom.sandbox.aws.Quirks;
import dev.phantom.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// `phantom init` in folders beside an embedded AWS, through the real SDK.
class InitCommandTest {

    private static final String QUEUES = """
            Parameters:
              Keep: { Type: Number, Default: 60 }
              Names: { Type: CommaDelimitedList, Default: "a,b" }
              Secret: { Type: String, NoEcho: true }
            Resources:
              In: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: !Ref Keep } }
              Out: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: 5 } }
              Dead: { Type: AWS::SQS::Queue }
              Bell: { Type: AWS::SNS::Topic, Properties: { DisplayName: bell } }
            """;
    private static final String BUCKETS = """
            {"Resources": {"A": {"Type": "AWS::S3::Bucket"}, "B": {"Type": "AWS::S3::Bucket"},
             "C": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "c"}}}}
            """;
    private static final String CDK = """
            {"Resources": {"K1": {"Type": "AWS::KMS::Key", "Metadata": {"aws:cdk:path": "Shop/K"}},
             "M": {"Type": "AWS::CDK::Metadata", "Properties": {"Analytics": "v2"}}}}
            """;
    private static final String BELL = "Resources: { Bell: { Type: AWS::SNS::Topic } }\n";

    @TempDir
    Path folder;

    @TempDir
    Path world;

    private final List<Map<String, Object>> stacks = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void credentials() {
        System.setProperty("aws.accessKeyId", "AKIDEMBEDDED");
        System.setProperty("aws.secretAccessKey", "embedded");
    }

    private Path write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// A stack deployed from this template.
    private void deployed(String name, String template, Map<String, Object> more) throws IOException {
        Files.createDirectories(world.resolve("input"));
        Files.writeString(world.resolve("input").resolve(name + ".template"), template);
        var stack = new java.util.LinkedHashMap<String, Object>(Map.of(
                "name",
                name,
                "arn",
                "arn:aws:cloudformation:eu-west-1:111122223333:stack/" + name + "/6f1b2c3d-0001",
                "status",
                "UPDATE_COMPLETE",
                "template",
                name + ".template"));
        stack.putAll(more);
        stacks.add(stack);
    }

    private EmbeddedAws aws(Quirks quirks) throws IOException {
        Files.createDirectories(world.resolve("input"));
        Files.writeString(world.resolve("scenario.json"), """
                {"schema": "phantom.scenario/v1", "title": "init", "now": "2026-11-22T08:30:00Z",
                 "account": "111122223333", "region": "eu-west-1", "repository": "acme/infra"}
                """);
        json.writeValue(world.resolve("input/deployed.json").toFile(), Map.of("stacks", stacks));
        return embedded(world, quirks);
    }

    private static EmbeddedAws embedded(Path scenario, Quirks quirks) {
        return LoneAws.of(scenario, quirks);
    }

    private Shell.Result init(Quirks quirks, String... more) throws IOException {
        try (var aws = aws(quirks)) {
            return init(aws, "eu-west-1", more);
        }
    }

    private Shell.Result init(EmbeddedAws aws, String region, String... more) {
        return new Shell()
                .in(folder)
                .set("AWS_ENDPOINT_URL", aws.uri().toString())
                .set("AWS_REGION", region)
                .run(Stream.concat(Stream.of("init"), Stream.of(more)).toArray(String[]::new));
    }

    private PhantomConfig config(String file) throws IOException {
        var text = Files.readString(folder.resolve(file));
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/schema/phantom.yaml.schema.json")));
        var document = json.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
        assertThat(schema.validate(document)).as(text).isEmpty();
        return ConfigReader.read(file, text, folder -> true);
    }

    private static Map<String, String> templates(PhantomConfig config) {
        return config.stacks().stream().collect(Collectors.toMap(s -> s.id().name(), Stack::template));
    }

    @Test
    void eachStackIsWrittenWithTheTemplateThatItWasDeployedFrom() throws IOException {
        write("stacks/queues.yaml", QUEUES);
        write("stacks/buckets.template", BUCKETS);
        write("attic/never.yaml", "Resources: { X: { Type: AWS::KMS::Key } }\n");
        write("attic/broken.yaml", "Resources:\n  X: { Type: AWS::KMS::Key\n");
        write("k8s/pod.yaml", "kind: Pod\nspec: { Resources: 'a::b' }\n");
        write(".aws-sam/build/queues.yaml", QUEUES);
        write("node_modules/thing/queues.yaml", QUEUES);
        write("app/cdk.out/Shop.template.json", CDK);
        write("app/cdk.out/asset.1f/Shop.template.json", CDK.replace("K1", "Z1"));
        deployed("queues-prod", QUEUES.replace("DelaySeconds: 5", "DelaySeconds: 6"), Map.of());
        deployed("queues-dev", QUEUES.replace("Dead:", "Tomb:"), Map.of());
        deployed("buckets", BUCKETS, Map.of("tags", Map.of("env", "qa", "service", "depot", "team", "no")));
        deployed("legacy", "Resources: { Old: { Type: AWS::SNS::Topic }, A: { Type: AWS::S3::Bucket } }\n", Map.of());
        deployed("shop", CDK, Map.of());
        deployed("elsewhere", CDK.replace("K1", "Z1"), Map.of());
        deployed("gone", QUEUES, Map.of("status", "ROLLBACK_COMPLETE"));
        var parent = "arn:aws:cloudformation:eu-west-1:111122223333:stack/queues-prod/6f1b2c3d-0001";
        deployed("inner", "Resources: { N: { Type: AWS::SNS::Topic } }\n", Map.of("parentId", parent));
        deployed("inner-buckets", BUCKETS, Map.of("parentId", parent));

        var result = init(Quirks.REAL);

        assertThat(result.code()).as(result.err()).isZero();
        var config = config("phantom.yaml");
        assertThat(templates(config))
                .isEqualTo(Map.of(
                        "queues-prod", "stacks/queues.yaml",
                        "queues-dev", "stacks/queues.yaml",
                        "buckets", "stacks/buckets.template",
                        "inner-buckets", "stacks/buckets.template"));
        assertThat(config.folder()).isEqualTo(".");
        assertThat(config.stacks()).allMatch(s -> s.mode() == Stack.Mode.REPORT);
        assertThat(config.stacks()).allMatch(s -> s.id().account().equals("111122223333"));
        assertThat(config.stacks()).allMatch(s -> s.id().region().equals("eu-west-1"));
        var buckets = config.stacks().stream()
                .filter(s -> s.id().name().equals("buckets"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(buckets.environment(), buckets.service(), buckets.team()))
                .containsExactly("qa", "depot", "no");
        assertThat(result.out())
                .contains(
                        "  queues-dev  stacks/queues.yaml  3 of 5 resources\n",
                        "  buckets  stacks/buckets.template  3 of 3 resources, as deployed\n",
                        "  legacy  nearest: stacks/buckets.template (1 of 4 resources)\n",
                        "configure it by hand if the repository contains it:\n"
                                + "  shop  app/cdk.out/Shop.template.json  2 of 2 resources, as deployed\n",
                        "  elsewhere  generated by the CDK; ",
                        "have no template here: 1\n",
                        "templates without a stack:\n  attic/never.yaml\n",
                        "attic/broken.yaml:",
                        "phantom.yaml written")
                .doesNotContain("gone", "inner  ", "asset.", "aws-sam", "node_modules", "pod.yaml");
    }

    @Test
    void whatFitsTwiceIsLeftOutAndSaid() throws IOException {
        write("dev/queues.yaml", QUEUES);
        write("prod/queues.yaml", QUEUES.replace("Default: 60", "Default: 90"));
        write("one/bell.yaml", BELL);
        write("two/bell.json", "{\"Resources\": {\"Bell\": {\"Type\": \"AWS::SNS::Topic\"}}}");
        deployed("queues", QUEUES.replace("Default: 60", "Default: '90'"), Map.of());
        deployed("bell", BELL + "# by hand\n", Map.of());
        var result = init(Quirks.REAL);
        assertThat(templates(config("phantom.yaml"))).isEqualTo(Map.of("queues", "prod/queues.yaml"));
        assertThat(result.out())
                .contains("left out, because several templates", "  bell  one/bell.yaml, two/bell.json\n");
        assertThat(Files.readString(folder.resolve("phantom.yaml"))).contains("one of one/bell.yaml, two/bell.json");
    }

    @Test
    void namesAloneDoNotMakeASmallStackAMatch() throws IOException {
        write("bell.yaml", BELL.replace("Topic", "Topic, Properties: { DisplayName: mine }"));
        write("queues.yaml", QUEUES);
        deployed("strange", BELL, Map.of());
        deployed("queues", QUEUES, Map.of());
        var result = init(Quirks.REAL);
        assertThat(templates(config("phantom.yaml"))).isEqualTo(Map.of("queues", "queues.yaml"));
        assertThat(result.out()).contains("  strange  nearest: bell.yaml (1 of 1 resource)\n");
    }

    @Test
    void theParameterFileIsTheOneWhoseValuesTheStackHas() throws IOException {
        write("stacks/queues.yaml", QUEUES);
        write("stacks/dev.json", "{\"Keep\": 90, \"Secret\": \"x\"}");
        write("stacks/params/prod.json", """
                [{"ParameterKey": "Keep", "ParameterValue": "60"}, {"ParameterKey": "Names", "ParameterValue": "a,b"}]
                """);
        write("stacks/qa.yaml", "Parameters: { Keep: 70, Names: [x, y] }\n");
        write("stacks/other.json", "{\"Keep\": 60, \"Colour\": \"red\"}");
        write("elsewhere/far.json", "{\"Keep\": 60, \"Names\": \"a,b\"}");
        deployed("dev", QUEUES, Map.of("parameters", Map.of("Keep", "90", "Names", "a,b", "Secret", "s")));
        deployed(
                "prod",
                QUEUES,
                Map.of("parameters", Map.of("Keep", "60", "Names", "a,b", "Secret", "s"), "noEcho", List.of("Secret")));
        deployed("qa", QUEUES, Map.of("parameters", Map.of("Keep", "70", "Names", "x,y", "Secret", "s")));
        deployed("none", QUEUES, Map.of("parameters", Map.of("Keep", "1", "Names", "z", "Secret", "s")));
        stacks.stream().filter(s -> !s.get("name").equals("prod")).forEach(s -> s.put("noEcho", List.of("Secret")));

        var result = init(Quirks.REAL);

        var config = config("phantom.yaml");
        assertThat(config.stacks().stream().collect(Collectors.toMap(s -> s.id().name(), Stack::parameters)))
                .isEqualTo(Map.of(
                        "dev", List.of("stacks/dev.json"),
                        "prod", List.of("stacks/params/prod.json"),
                        "qa", List.of("stacks/qa.yaml"),
                        "none", List.of()));
        assertThat(result.out()).contains("; parameters undecided: stacks/dev.json, stacks/params/prod.json");
    }

    @Test
    void manyStacksArriveInPagesAndThroughThrottling() throws IOException {
        write("queues.yaml", QUEUES);
        for (int i = 0; i < 23; i++) {
            deployed("queues-" + i, QUEUES, Map.of());
        }
        assertThat(init(Quirks.REAL.pageSize(5).throttleEvery(4)).code()).isZero();
        assertThat(config("phantom.yaml").stacks()).hasSize(23);
    }

    @Test
    void whatIsThereIsNeverOverwritten() throws IOException {
        write("queues.yaml", QUEUES);
        write("phantom.yaml", "version: 1\n");
        deployed("queues", QUEUES, Map.of());
        var result = init(Quirks.REAL);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("PH-CLI-003 phantom.yaml the file already exists; ");
        assertThat(Files.readString(folder.resolve("phantom.yaml"))).isEqualTo("version: 1\n");
        assertThat(init(Quirks.REAL, "--out", "other.yaml").code()).isZero();
        assertThat(config("other.yaml").stacks()).hasSize(1);
    }

    @Test
    void nothingIsWrittenWhereNothingMatches() throws IOException {
        write("queues.yaml", QUEUES);
        deployed("buckets", BUCKETS, Map.of());
        var result = init(Quirks.REAL);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("  buckets  no similar template\n", "  queues.yaml\n");
        assertThat(result.err()).contains("PH-CFG-004 ");
        assertThat(init(Quirks.REAL, "--root", "nowhere").err()).startsWith("PH-CLI-002 nowhere ");
        assertThat(folder.resolve("phantom.yaml")).doesNotExist();
    }

    @Test
    void aTemplateThatMayNotBeReadIsSaidAndCredentialsThatAreRefusedEndIt() throws IOException {
        write("queues.yaml", QUEUES);
        deployed("queues", QUEUES, Map.of());
        try (var aws = aws(Quirks.REAL)) {
            aws.access().deny("cloudformation:GetTemplate");
            var result = init(aws, "eu-west-1");
            assertThat(result.out()).contains("could not be read:\n  queues  PH-AWS-001 ");
            assertThat(result.err()).contains("PH-CFG-004 ");
            aws.access().deny("cloudformation:DescribeStacks");
            assertThat(init(aws, "eu-west-1").err()).contains("PH-AWS-001 ");
        }
    }

    @Test
    void aCheckoutOfGitHubBecomesItsRepositoryAndPathsAreTheRepositorys() throws Exception {
        write("infra/stacks/queues.yaml", QUEUES);
        deployed("queues", QUEUES, Map.of());
        try (var git = Git.init().setDirectory(folder.toFile()).call()) {
            git.remoteAdd()
                    .setName("origin")
                    .setUri(new URIish("git@github.com:acme/infra.git"))
                    .call();
        }
        assertThat(init(Quirks.REAL, "--root", "infra").code()).isZero();
        var config = config("phantom.yaml");
        assertThat(config.github()).isEqualTo(new PhantomConfig.GitHub("acme/infra", "main", List.of("")));
        assertThat(templates(config)).isEqualTo(Map.of("queues", "infra/stacks/queues.yaml"));
    }

    @Test
    void namesFromOutsideStayNames() throws IOException {
        var odd = "stacks/yes: [a] # \"no\"\\ ü\u0085.yaml";
        write(odd, QUEUES);
        deployed("no", QUEUES, Map.of("tags", Map.of("service", "null", "team", "a\n# b: {", "env", "- x")));
        assertThat(init(Quirks.REAL).code()).isZero();
        var stack = config("phantom.yaml").stacks().stream()
                .filter(s -> s.id().name().equals("no"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(stack.template(), stack.service(), stack.team(), stack.environment()))
                .containsExactly(odd, "null", "a\n# b: {", "- x");
    }

    static Stream<Path> scenarios() throws IOException {
        try (var folders = Files.list(Path.of("src/test/scenarios"))) {
            return folders.filter(f -> Files.isDirectory(f.resolve("input/safe"))).sorted().toList().stream();
        }
    }

    /// Whoever configured a scenario's stacks by hand would have been proposed the same.
    @ParameterizedTest
    @MethodSource("scenarios")
    void proposesWhatAPersonConfigured(Path scenario) throws IOException {
        var safe = scenario.resolve("input/safe");
        try (var files = Files.walk(safe)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = safe.relativize(file).toString();
                if (!name.equals("phantom.yaml")) {
                    Files.createDirectories(folder.resolve(name).getParent());
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
        var wanted = ConfigReader.read("phantom.yaml", Files.readString(safe.resolve("phantom.yaml")), folder -> true);
        try (var aws = embedded(scenario, Quirks.REAL)) {
            var result = init(aws, "us-east-1");
            if (Files.exists(folder.resolve("cdk.out"))) {
                wanted.stacks().forEach(s -> assertThat(result.out()).contains(s.id().name() + "  " + s.template()));
                return;
            }
            assertThat(result.code()).as(result.out() + result.err()).isZero();
        }
        var proposed = config("phantom.yaml");
        for (var stack : wanted.stacks()) {
            if (stack.planned() != null) {
                assertThat(templates(proposed)).containsValue(stack.template()); // a folder's name is not a stack's
                continue;
            }
            assertThat(templates(proposed)).containsEntry(stack.id().name(), stack.template());
            assertThat(proposed.stacks().stream()
                            .filter(s -> s.id().name().equals(stack.id().name()))
                            .findFirst()
                            .orElseThrow()
                            .parameters())
                    .isEqualTo(stack.parameters());
        }
    }
}
