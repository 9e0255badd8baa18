package dev.phantom.analysis.rules;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;

/// A value that the evidence supports, before it is priced.
///
/// @param path of a property of the template, or of an element that only live has: then it takes that element's place
/// @param why  how it was computed, in words
record Offer(PropertyPath path, Value value, String why) {}
