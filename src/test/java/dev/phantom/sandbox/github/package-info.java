@NullMarked
package dev.phantom.sandbox.github;

import org.jspecify.annotations.NullMarked;
