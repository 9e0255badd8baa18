@NullMarked
package dev.phantom.secret;

import org.jspecify.annotations.NullMarked;
