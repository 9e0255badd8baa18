@NullMarked
package dev.phantom.pullrequest;

import org.jspecify.annotations.NullMarked;
