package dev.phantom.patch.plan;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.read.DocumentReader;

/// A value given as JSON on the command line; functions in their long form are functions.
final class JsonValue {
    private JsonValue() {}

    /// @throws PhantomException PATCH_BAD_VALUE
    static Value parse(String json) {
        try {
            // three levels deep, so that a single {"Ref": …} is read as the function it is
            Value wrapped = DocumentReader.value("VALUE_JSON", "{\"v\":{\"v\":" + json + "}}");
            if (wrapped instanceof MapValue outer
                    && outer.get("v") instanceof MapValue inner
                    && inner.entries().size() == 1
                    && inner.get("v") instanceof Value value) {
                return value;
            }
        } catch (PhantomException e) {
            throw new PhantomException(
                    new Diagnostic(Code.PATCH_BAD_VALUE, "the value is not valid JSON: " + json, "", ""));
        }
        throw new PhantomException(
                new Diagnostic(Code.PATCH_BAD_VALUE, "the value is not valid JSON: " + json, "", ""));
    }
}
