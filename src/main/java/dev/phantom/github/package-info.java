/// GitHub, through hub4j's client: safe state and pull requests.
@NullMarked
package dev.phantom.github;

import org.jspecify.annotations.NullMarked;
