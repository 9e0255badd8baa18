package dev.phantom.drift.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRowTest {

    @Test
    void aTypesFactsAreTheSchemasOwn() {
        var row = SchemaRow.of("""
                {"typeName": "AWS::Made::Thing", "primaryIdentifier": ["/properties/Id"],
                 "additionalIdentifiers": [["/properties/Name"]],
                 "readOnlyProperties": ["/properties/Id"], "writeOnlyProperties": ["/properties/Secret", "/properties/A/*/B"],
                 "createOnlyProperties": [], "propertyTransform": {"/properties/Name": "$lowercase(Name)", "/properties/No": "No"},
                 "tagging": {"taggable": true, "tagProperty": "/properties/Labels", "tagUpdatable": false},
                 "handlers": {"read": {"permissions": ["made:TagThing"]},
                              "create": {"permissions": ["made:GetThing", "made:CreateThing", "iam:PassRole"]}},
                 "properties": {"Id": {"type": "string"}, "Name": {"type": "string"}, "Secret": {"type": "string"},
                                "A": {"type": "array", "items": {"$ref": "#/definitions/Element"}},
                                "Labels": {"type": "object", "patternProperties": {".*": {"type": "string"}}}},
                 "definitions": {"Element": {"type": "object", "properties": {"B": {"type": "integer"}}},
                                 "Unused": {"type": "string"}}}""", "eu-west-1");

        assertThat(row.type()).isEqualTo("AWS::Made::Thing");
        assertThat(row.leftOut()).containsExactly("transform No");
        assertThat(row.lines()).isEqualTo("""
                {"type":"AWS::Made::Thing","region":"eu-west-1","identifier":["Id"],"otherIdentifiers":[["Name"]],\
                "readOnly":["Id"],"writeOnly":["A/*/B","Secret"],"handlers":{"create":["made:CreateThing"],"read":[]},\
                "transforms":{"Name":"$lowercase(Name)"},"tagging":{"taggable":true,"property":"Labels","tagUpdatable":false}}
                {"definition":"","shape":{"kind":"object","properties":{"A":{"kind":"array","items":"#Element"},"Id":"string",\
                "Labels":{"kind":"map","values":"string"},"Name":"string","Secret":"string"}}}
                {"definition":"Element","shape":{"kind":"object","properties":{"B":"integer"}}}
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            {"type":"array","insertionOrder":false,"uniqueItems":true,"items":{"type":"string"}} ~ {"kind":"array","items":"string","order":false,"unique":true}
            {"type":["string","object"],"format":"json"} ~ {"kind":"string|object","format":["json"]}
            {"type":"number","default":1.50} ~ {"kind":"number","default":1.5}
            {"enum":["b","a","b"]} ~ {"kind":"string","enum":["a","b"]}
            {"type":"string","const":"x"} ~ {"kind":"string","enum":["x"]}
            {"enumCaseInsensitive":["On"],"type":"string"} ~ {"kind":"string","enum":["On"],"ignoreCase":true}
            {"oneOf":[{"type":"string"},{"type":"object"}]} ~ "string|object"
            {"oneOf":[{"properties":{"A":{"type":"string","default":"x"}},"required":["A"]},{"properties":{"B":{"type":"string"}}}]} ~ {"kind":"object","properties":{"A":"string","B":"string"}}
            {"allOf":[{"$ref":"#/definitions/D"}],"description":"d"} ~ "#D"
            {"anyOf":[{"$ref":"#/definitions/D"},{"type":"object"}]} ~ "object"
            {"type":"object","requiredXor":["A","B"],"properties":{"A":{"type":"string"},"B":{"type":"string"}}} ~ {"kind":"object","properties":{"A":"string","B":"string"},"excludes":{"A":["B"],"B":["A"]}}
            {"relationshipRef":{"typeName":"AWS::KMS::Key","propertyPath":"/properties/Arn"},"type":"string"} ~ {"kind":"string","relations":["AWS::KMS::Key#/properties/Arn"]}
            {"description":"nothing"} ~ "any"
            """, quoteCharacter = '`')
    void aPropertyIsFoldedIntoItsShape(String property, String shape) {
        var schema = "{\"typeName\":\"A::B::C\",\"properties\":{\"P\":" + property
                + "},\"definitions\":{\"D\":{\"type\":\"object\"}}}";

        assertThat(SchemaRow.of(schema, SchemaRow.HOME_REGION).lines())
                .contains(
                        "{\"definition\":\"\",\"shape\":{\"kind\":\"object\",\"properties\":{\"P\":" + shape + "}}}\n");
    }

    @Test
    void aRecursiveDefinitionIsNeitherCutNorUnrolled() {
        assertThat(SchemaRow.of("""
                        {"typeName": "A::B::C", "properties": {"S": {"$ref": "#/definitions/S"}},
                         "definitions": {"S": {"properties": {"Not": {"$ref": "#/definitions/S"}}}}}""", "us-east-1").lines())
                .endsWith("{\"definition\":\"S\",\"shape\":{\"kind\":\"object\",\"properties\":{\"Not\":\"#S\"}}}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no",
                "[1]",
                "{\"typeName\": \"A::B::C\"}",
                "{\"typeName\": \"A::B::C\", \"properties\": {\"P\": {\"$ref\": \"#/definitions/None\"}}}",
                "{\"typeName\": \"A::B::C\", \"properties\": {\"P\": {\"$ref\": \"https://elsewhere/x.json\"}}}",
                "{\"typeName\": \"A::B::C\", \"properties\": {\"P\": {\"$ref\": \"#/definitions/D\"}},"
                        + " \"definitions\": {\"D\": {\"$ref\": \"#/definitions/D\"}}}",
                "{\"typeName\": \"A::B::C\", \"properties\": {\"P\": {\"properties\": {\"P\": {\"$ref\": \"#/properties/P\"}}}}}"
            })
    void whatIsNoSchemaIsSaidToBeNone(String text) {
        assertThatThrownBy(() -> SchemaRow.of(text, "us-east-1")).isInstanceOf(SchemaFault.class);
    }

    @Test
    void aSchemaThatUnfoldsWithoutEndIsRefused() {
        var definitions = new StringBuilder("\"D30\":{\"type\":\"string\"}");
        for (int i = 0; i < 30; i++) {
            var next = "{\"$ref\":\"#/definitions/D" + (i + 1) + "\",\"x\":1}";
            definitions.append(",\"D%d\":{\"allOf\":[%s,%s]}".formatted(i, next, next));
        }
        var text = "{\"typeName\":\"A::B::C\",\"properties\":{\"P\":{\"$ref\":\"#/definitions/D0\"}},\"definitions\":{"
                + definitions + "}}";
        assertThatThrownBy(() -> SchemaRow.of(text, "us-east-1"))
                .isInstanceOf(SchemaFault.class)
                .hasMessageContaining("larger");
    }
}
