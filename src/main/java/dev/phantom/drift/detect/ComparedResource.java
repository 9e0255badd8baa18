package dev.phantom.drift.detect;

import dev.phantom.drift.Change;
import dev.phantom.drift.Listed;
import dev.phantom.value.Value.MapValue;

/// One resource of the stack with its live partner.
///
/// @param physicalId empty if not known
/// @param expected   evaluated properties of the template
/// @param actual     the live model
record ComparedResource(String logicalId, String type, String physicalId, MapValue expected, MapValue actual) {

    Listed listed(Change change, String reason) {
        return new Listed(
                logicalId,
                physicalId,
                type,
                change.path(),
                change.kind(),
                change.expectedValue().orElse(null),
                change.actualValue().orElse(null),
                reason);
    }
}
