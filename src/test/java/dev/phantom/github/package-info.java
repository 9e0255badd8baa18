@NullMarked
package dev.phantom.github;

import org.jspecify.annotations.NullMarked;
