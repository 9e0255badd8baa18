package dev.phantom.severity;

import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What CloudFormation makes of SAM's types, as far as a property is passed on: each page below says of it that it is
/// "passed directly to" a property of the type that is made.
final class ProcessedSam {
    private static final String API = "AWS::Serverless::Api";
    private static final String HTTP = "AWS::Serverless::HttpApi";

    /// Of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
    private static final Set<String> OF_THE_STAGE = Set.of(
            "AccessLogSetting",
            "CacheClusterEnabled",
            "CacheClusterSize",
            "CanarySetting",
            "MethodSettings",
            "StageName",
            "TracingEnabled",
            "Variables");

    /// Of `sam-resource-httpapi.html` beside it.
    private static final Set<String> OF_THE_HTTP_STAGE =
            Set.of("AccessLogSettings", "DefaultRouteSettings", "RouteSettings", "StageName", "StageVariables");

    private ProcessedSam() {}

    static Map<String, MapValue> of(String id, MapValue resource) {
        var properties = resource.get("Properties") instanceof MapValue p ? p : MapValue.EMPTY;
        var made = new LinkedHashMap<String, MapValue>();
        switch (TemplatePair.type(resource)) {
            case API -> {
                made.put(id, typed("AWS::ApiGateway::RestApi", part(properties, OF_THE_STAGE, false)));
                made.put(id + "Stage", typed("AWS::ApiGateway::Stage", part(properties, OF_THE_STAGE, true)));
            }
            case HTTP -> {
                made.put(id, typed("AWS::ApiGatewayV2::Api", part(properties, OF_THE_HTTP_STAGE, false)));
                made.put(id + "Stage", typed("AWS::ApiGatewayV2::Stage", part(properties, OF_THE_HTTP_STAGE, true)));
            }
            // sam-resource-function.html, sam-resource-simpletable.html and sam-resource-statemachine.html
            case "AWS::Serverless::Function" -> made.put(id, typed("AWS::Lambda::Function", function(properties)));
            case "AWS::Serverless::SimpleTable" -> made.put(id, typed("AWS::DynamoDB::Table", properties));
            case "AWS::Serverless::StateMachine" -> made.put(id, typed("AWS::StepFunctions::StateMachine", properties));
            default -> made.put(id, resource);
        }
        return made;
    }

    private static MapValue function(MapValue properties) {
        var entries = new LinkedHashMap<>(properties.entries());
        var tracing = entries.remove("Tracing");
        if (tracing != null) {
            entries.put("TracingConfig", new MapValue(Map.of("Mode", tracing)));
        }
        if (entries.remove("DeadLetterQueue") instanceof MapValue queue && queue.get("TargetArn") instanceof Value to) {
            entries.put("DeadLetterConfig", new MapValue(Map.of("TargetArn", to)));
        }
        return new MapValue(entries);
    }

    private static MapValue part(MapValue properties, Set<String> names, boolean inside) {
        var entries = new LinkedHashMap<String, Value>();
        properties.entries().forEach((name, value) -> {
            if (names.contains(name) == inside) {
                entries.put(name, value);
            }
        });
        return new MapValue(entries);
    }

    private static MapValue typed(String type, MapValue properties) {
        return new MapValue(Map.of("Type", Value.string(type), "Properties", properties));
    }
}
