/// Anthropic's Messages API on loopback: strict about requests, scripted in its answers.
@NullMarked
package dev.phantom.sandbox.claude;

import org.jspecify.annotations.NullMarked;
