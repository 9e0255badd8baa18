/// The whole walk, from reading the states to publishing pull requests.
@NullMarked
package dev.phantom.run;

import org.jspecify.annotations.NullMarked;
