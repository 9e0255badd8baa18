/// The words that every room speaks: values, paths, resources, templates with the places of what they say. No parser
/// here, and no function is worked out.
@NullMarked
package dev.phantom.iac;

import org.jspecify.annotations.NullMarked;
