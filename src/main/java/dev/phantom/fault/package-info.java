/// What can go wrong, who must act, the catalogue of every code, and the signs that `doctor` tells.
@NullMarked
package dev.phantom.fault;

import org.jspecify.annotations.NullMarked;
