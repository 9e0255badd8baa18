package dev.phantom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.value.JsonRendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `template check` and `template set`, on a file with a byte order mark, Windows line ends and no line end at its end.
class TemplateCommandsTest {

    private static final String TEMPLATE = """
            \uFEFFParameters:
              Class: {Type: String, Default: db.r5.large}
            Resources:
              Db:
                Type: AWS::RDS::DBInstance
                Properties:
                  DBInstanceClass: !Ref Class
                  Tags: [{Key: a, Value: b}]
              Copy:
                Type: AWS::RDS::DBInstance
                Properties:
                  DBInstanceClass: !Ref Class
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: !ImportValue name
                  MaxSessionDuration: 3600""".replace("\n", "\r\n");

    @TempDir
    Path folder;

    private Shell shell = new Shell();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("t.yaml"), TEMPLATE);
        Files.writeString(folder.resolve("bad.yaml"), "Resources: [");
        shell = shell.in(folder);
    }

    @Test
    void checkSaysWhatItUnderstood() {
        var result = shell.run("template", "check", "t.yaml");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("t.yaml: yaml, 3 resources").contains("Role/RoleName");
    }

    @Test
    void aPropertyThatTheTypeDoesNotHaveIsNoted() {
        var set = List.of("template", "set", "t.yaml", "Db");
        for (var value : List.of("/DBInstanceClas > , did you mean DBInstanceClass?", "/Frobnication > ")) {
            var words = value.split(" > ", 2);
            var result = run(set, words[0], "\"x\"");
            assertThat(result.code()).isZero();
            assertThat(result.err())
                    .isEqualTo("note: AWS::RDS::DBInstance has no property " + words[0].substring(1) + words[1] + "\n");
        }
        assertThat(run(set, "/Tags/-", "{\"Key\": \"b\", \"Value\": \"c\"}").err())
                .isEmpty();
        assertThat(run(set, "/AllocatedStorage", "8").err()).isEmpty();
    }

    private Shell.Result run(List<String> words, String... more) {
        return shell.run(Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void oneBadFileDoesNotHideTheOthers() {
        var result = shell.run("template", "check", "bad.yaml", "nowhere.yaml", "t.yaml");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("t.yaml: ");
        assertThat(result.err().lines()).hasSize(2).first().asString().startsWith("PH-TPL-001 bad.yaml:1:");
    }

    @Test
    void checkAsJson() {
        var result = shell.run("template", "check", "t.yaml", "bad.yaml", "--output", "json");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("\"understood\" : true", "\"understood\" : false", "\"code\" : \"PH-TPL-001\"");
    }

    @Test
    void setPrintsTheFileByteForByte() {
        var result = shell.run("template", "set", "t.yaml", "Role", "/MaxSessionDuration", "-1");
        assertThat(result).isEqualTo(new Shell.Result(0, TEMPLATE.replace("3600", "-1"), ""));
    }

    @Test
    void setEditsTheOriginAndSaysWhatElseReadsIt() {
        var result = shell.run("template", "set", "t.yaml", "Db", "/DBInstanceClass", "\"db.r5.xlarge\"");
        assertThat(result.out()).isEqualTo(TEMPLATE.replace("db.r5.large", "db.r5.xlarge"));
        assertThat(result.err()).startsWith("note: ").contains("Copy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"A\": null}", "[1, null]"})
    void nullIsNoValueOfATemplate(String value) {
        assertThat(shell.run("template", "set", "t.yaml", "Db", "/DBInstanceClass", value)
                        .err())
                .contains("a template cannot hold null; remove the property instead of setting it");
    }

    @Test
    void aNameThatIsLookedUpInSsmIsNotReplacedByTheValueFoundThere() throws IOException {
        Files.writeString(folder.resolve("ssm.yaml"), """
                Parameters: {Image: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", Default: /golden/image}}
                Resources: {Host: {Type: AWS::EC2::Instance, Properties: {ImageId: !Ref Image}}}
                """);
        var set = List.of("template", "set", "ssm.yaml", "Host", "/ImageId", "\"ami-0222\"");
        assertThat(run(set).err()).contains("parameter Image is looked up in SSM");
        assertThat(run(set, "--literal").out()).contains("ImageId: ami-0222", "Default: /golden/image");
    }

    /// U+0085 is a line break in YAML 1.1, which CloudFormation reads, and none in YAML 1.2.
    @ParameterizedTest
    @ValueSource(ints = {0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE})
    void whatReadersOfYamlReadDifferentlyIsEscaped(int character) {
        var text = "a" + Character.toString(character) + "b";
        var set = shell.run("template", "set", "t.yaml", "Role", "/RoleName", "--literal", JsonRendering.quoted(text));
        assertThat(set.out()).contains("\"a\\u%04xb\"".formatted(character));
    }

    @Test
    void setInPlaceAppendsAndRemoves() {
        assertThat(shell.run("template", "set", "--literal", "t.yaml", "Db", "/DBInstanceClass", "\"x\"")
                        .out())
                .isEqualTo(TEMPLATE.replaceFirst("!Ref Class", "x"));
        assertThat(shell.run("template", "set", "t.yaml", "Db", "/Tags/-", "{\"Key\":\"c\",\"Value\":\"d\"}")
                        .out())
                .isEqualTo(TEMPLATE.replace("b}]", "b}, {Key: c, Value: d}]"));
        assertThat(shell.run("template", "set", "t.yaml", "Role", "/RoleName", "--remove")
                        .out())
                .isEqualTo(TEMPLATE.replace("      RoleName: !ImportValue name\r\n", ""));
    }

    @Test
    void writeKeepsPermissionsLinksAndNothingElse() throws IOException {
        var file = folder.resolve("t.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var link = Files.createSymbolicLink(folder.resolve("link.yaml"), file.getFileName());
        var result = shell.run("template", "set", "--write", "link.yaml", "Role", "/MaxSessionDuration", "7200");
        assertThat(result).isEqualTo(new Shell.Result(0, "", ""));
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(TEMPLATE.replace("3600", "7200"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("t.yaml", "bad.yaml", "link.yaml");
    }

    @ParameterizedTest
    @CsvSource({
        "PH-CLI-001, t.yaml Role /MaxSessionDuration",
        "PH-CLI-001, t.yaml Role /MaxSessionDuration --frob",
        "PH-CLI-001, t.yaml Role /MaxSessionDuration /x",
        "PH-CLI-001, t.yaml Role MaxSessionDuration 1",
        "PH-CLI-001, t.yaml Role /MaxSessionDuration 1 --remove",
        "PH-CLI-001, t.yaml Db /Tags/- --remove",
        "PH-CLI-001, t.yaml Role",
        "PH-CLI-001, t.yaml Role /MaxSessionDuration 1 2",
        "PH-CLI-002, nowhere.yaml Role /MaxSessionDuration 1",
        "PH-TPL-001, bad.yaml Role /MaxSessionDuration 1",
        "PH-PCH-002, t.yaml Nobody /MaxSessionDuration 1",
        "PH-PCH-003, t.yaml Role /MaxSessionDuration text"
    })
    void refusalsAreOneLineAndChangeNothing(String code, String line) throws IOException {
        var words = ("template set --write " + line).split(" ");
        var result = shell.run(words);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1).first().asString().startsWith(code + " ");
        assertThat(Files.readString(folder.resolve("t.yaml"))).isEqualTo(TEMPLATE);
    }

    @Test
    void aListBehindAnAliasIsToldAsOne() throws IOException {
        Files.writeString(folder.resolve("alias.yaml"), """
                Resources:
                  A: {Type: AWS::SQS::Queue, Properties: {Tags: &tags [{Key: a, Value: b}]}}
                  B: {Type: AWS::SQS::Queue, Properties: {Tags: *tags}}
                """);
        assertThat(shell.run("template", "set", "alias.yaml", "B", "/Tags/-", "{\"Key\":\"c\",\"Value\":\"d\"}")
                        .err())
                .startsWith("PH-PCH-001 ")
                .contains("the alias *tags");
    }

    @Test
    void whatIsCheckedIsCountedAndJsonWithCommentsIsNamed() throws IOException {
        Files.writeString(
                folder.resolve("one.json"),
                "{\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\",\"Properties\":{\"DelaySeconds\":5}}}}");
        Files.writeString(folder.resolve("comment.json"), "{\n  // why\n  \"Resources\": {}\n}\n");
        assertThat(shell.run("template", "check", "one.json").out())
                .isEqualTo("one.json: json, 1 resource, 1 property, all known\n");
        assertThat(shell.run("template", "check", "comment.json").err())
                .startsWith("PH-TPL-001 comment.json:2:3 not valid JSON: ")
                .contains("comment?")
                .doesNotContain("Feature", "parser");
    }
}
