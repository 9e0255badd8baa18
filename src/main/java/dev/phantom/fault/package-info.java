/// What can go wrong, who must act, and the catalogue of every code.
@NullMarked
package dev.phantom.fault;

import org.jspecify.annotations.NullMarked;
