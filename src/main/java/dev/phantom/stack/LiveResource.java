package dev.phantom.stack;

import dev.phantom.secret.Secrets;
import dev.phantom.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One resource as it really runs.
///
/// @param logicalId  as the source calls it: the stack's own id where we chose it, else a generated one
/// @param physicalId CloudFormation's physical id; empty if not known
/// @param identifier primary identifier, property name → value; may be empty
/// @param properties the live model; references of generated templates already resolved back where possible
/// @param detail     for a status other than READ: the reason, in the source's words
public record LiveResource(
        String logicalId,
        String physicalId,
        String type,
        Map<String, String> identifier,
        Value.MapValue properties,
        Provenance provenance,
        Status status,
        String detail) {

    public enum Provenance {
        IAC_GENERATOR,
        CLOUD_CONTROL,
        FILE
    }

    /// DELETED only when AWS itself says that the resource is gone.
    public enum Status {
        READ,
        DELETED,
        DENIED,
        FAILED,
        UNSUPPORTED
    }

    /// Without what nobody sets and only references read: the outputs of a nested stack, for `Fn::GetAtt` in its
    /// parent.
    public LiveResource withoutOutputs() {
        if (!type.equals(StackResource.NESTED) || properties.get("Outputs") == null) {
            return this;
        }
        var settable = new LinkedHashMap<>(properties.entries());
        settable.remove("Outputs");
        return new LiveResource(
                logicalId, physicalId, type, identifier, new Value.MapValue(settable), provenance, status, detail);
    }

    /// The same resource in the words of another schema.
    public LiveResource described(String otherType, Value.MapValue otherProperties) {
        return new LiveResource(
                logicalId, physicalId, otherType, identifier, otherProperties, provenance, status, detail);
    }

    /// With another model.
    public LiveResource with(Value.MapValue model) {
        return new LiveResource(logicalId, physicalId, type, identifier, model, provenance, status, detail);
    }

    /// What stands for an attribute of it that this caller may not read.
    ///
    /// @param why the right that is missing, and what to do
    public Value.Unknown deniedAttribute(String attribute, String why) {
        return new Value.Unknown(
                attribute + " of " + logicalId + " (" + type + "): read-denied, " + why,
                Value.Unknown.Cause.READ_DENIED);
    }

    /// As it may be kept: as a person may see it, with a tag in a person's place.
    public LiveResource shown(Secrets secrets) {
        return new LiveResource(
                logicalId,
                physicalId,
                type,
                identifier,
                secrets.kept().shown(properties),
                provenance,
                status,
                secrets.shown(detail));
    }

    public LiveResource {
        identifier = Collections.unmodifiableMap(new LinkedHashMap<>(identifier));
    }
}
