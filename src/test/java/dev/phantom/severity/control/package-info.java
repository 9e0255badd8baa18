@org.jspecify.annotations.NullMarked
package dev.phantom.severity.control;
