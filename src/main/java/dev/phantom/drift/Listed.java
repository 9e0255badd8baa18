package dev.phantom.drift;

import dev.phantom.template.PropertyPath;
import dev.phantom.template.Value;
import org.jspecify.annotations.Nullable;

/// A difference that is shown but is no drift: managed by AWS, ignored by a rule, or inventory.
///
/// @param path     null = the whole resource
/// @param kind     ADD, REMOVE, NOT_EQUAL
/// @param expected null = absent
/// @param actual   null = absent
/// @param reason   of the contract's list for `managed`; the rule's reason for `ignored`; in words for `inventory`
public record Listed(
        String logicalId,
        String physicalId,
        String type,
        @Nullable PropertyPath path,
        String kind,
        @Nullable Value expected,
        @Nullable Value actual,
        String reason) {}
