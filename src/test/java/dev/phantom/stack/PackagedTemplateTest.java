package dev.phantom.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.iac.cloudformation.CloudFormation;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagedTemplateTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "stacks/root.yaml, web.yaml, stacks/web.yaml",
                "stacks/root.yaml, ./web/a.yaml, stacks/web/a.yaml",
                "stacks/root.yaml, ../other/a.yaml, other/a.yaml",
                "root.yaml, web.yaml, web.yaml",
                "stacks/root.yaml, ../../a.yaml, -",
                "stacks/root.yaml, /etc/a.yaml, -",
                "stacks/root.yaml, https://b.s3.amazonaws.com/a.yaml, -",
                "stacks/root.yaml, s3://b/a.yaml, -",
                "stacks/root.yaml, file:///a.yaml, -",
                "stacks/root.yaml, '!Sub \"https://${B}/a.yaml\"', -",
                "stacks/root.yaml, '!Ref Url', -",
            })
    void isFoundWhereThePackagedFileStands(String parent, String url, String path) {
        var text = "Resources:\n  Web:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: "
                + url + "\n";
        var template = new CloudFormation().read(parent, text);
        assertThat(PackagedTemplate.path(template, parent, "Web")).isEqualTo(Optional.ofNullable(path));
    }
}
