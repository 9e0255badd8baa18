package dev.phantom.aws.live;

import dev.phantom.stack.LiveResource;
import dev.phantom.value.Value;

/// Resources that a service made itself: nobody manages them by hand, so they are not "unmanaged".
final class ServiceCreated {

    private ServiceCreated() {}

    static boolean is(LiveResource resource) {
        return switch (resource.type()) {
            case "AWS::EC2::SecurityGroup" -> text(resource, "GroupName").equals("default");
            case "AWS::IAM::Role" -> text(resource, "Path").startsWith("/aws-service-role/");
            case "AWS::Logs::LogStream", "AWS::EC2::NetworkInterface" -> true;
            case "AWS::EC2::NetworkAcl" -> text(resource, "IsDefault").equals("true");
            case "AWS::KMS::Alias" -> resource.physicalId().startsWith("alias/aws/");
            default -> taggedByService(resource);
        };
    }

    private static boolean taggedByService(LiveResource resource) {
        return resource.properties().get("Tags") instanceof Value.ListValue tags
                && tags.items().stream()
                        .anyMatch(t -> t instanceof Value.MapValue tag
                                && tag.get("Key") instanceof Value.Scalar key
                                && key.text().startsWith("aws:")
                                && !key.text().startsWith("aws:cloudformation:"));
    }

    private static String text(LiveResource resource, String property) {
        return resource.properties().get(property) instanceof Value.Scalar s ? s.text() : "";
    }
}
