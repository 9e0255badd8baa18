package dev.phantom.drift.terraform;

import java.util.List;

/// One attribute and the property that it is.
///
/// @param attribute names; `0` stands for the one block of a list, `*` for every element
/// @param property  names; `*` for the element that goes with the attribute's, `0` for the only one, `+` for one more,
///                  `K=V` for the one in which K is V, `{a}` for the name that the block's attribute a gives
public record AttributeLine(List<String> attribute, List<String> property, AttributeConversion conversion) {
    public AttributeLine {
        attribute = List.copyOf(attribute);
        property = List.copyOf(property);
    }
}
