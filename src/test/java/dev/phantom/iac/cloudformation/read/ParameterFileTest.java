package dev.phantom.iac.cloudformation.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.iac.Origin;
import dev.phantom.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterFileTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"ParameterKey": "K", "ParameterValue": "V"}]  | /0/ParameterValue
            [{"ParameterKey": "K", "ParameterValue": "V", "UsePreviousValue": false}] | /0/ParameterValue
            {"Parameters": {"K": "V"}, "Tags": {}}          | /Parameters/K
            {"Parameters": [{"ParameterKey": "K", "ParameterValue": "V"}]} | /Parameters/0/ParameterValue
            {"K": "V"}                                      | /K
            ["K=V"]                                         | /0
            K: V                                            | /K
            """)
    void everyShapeIsRead(String text, String place) {
        var given = ParameterFile.read("p.json", text).parameters().get("K");
        assertThat(given).isNotNull().satisfies(g -> {
            assertThat(((Value.Scalar) g.value()).text()).isEqualTo("V");
            assertThat(g.origin().kind()).isEqualTo(Origin.Kind.PARAMETER_FILE);
            assertThat(g.origin().document()).hasToString(place);
        });
    }

    @Test
    void whatIsLeftAsItWasDeployedIsNotTheDefault() {
        var given = ParameterFile.read("p.json", "[{\"ParameterKey\": \"K\", \"UsePreviousValue\": true}]")
                .parameters()
                .get("K");
        assertThat(given).isNotNull().satisfies(g -> {
            assertThat(g.value()).isInstanceOf(Value.Unknown.class);
            assertThat(g.origin()).isEqualTo(Origin.ABSENT);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [{"Key": "K"}]                                                                  | an entry has no ParameterKey
            {"K": {"a": 1}}                                                                 | the parameter K has no value
            ["K=V", "K=W"]                                                                  | duplicate parameter K
            {"Stacks": [{"StackName": "shop", "Parameters": []}]}                           | which --stack-description takes
            "text"                                                                          | contains a single value
            """)
    void otherShapesAreRefused(String text, String why) {
        assertThatThrownBy(() -> ParameterFile.read("p.json", text))
                .hasMessageStartingWith("PH-TPL-005 p.json:1:")
                .hasMessageContaining(why);
    }
}
