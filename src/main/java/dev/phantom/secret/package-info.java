/// What a person may see of a value: which values are secrets, whatever gave them away.
@NullMarked
package dev.phantom.secret;

import org.jspecify.annotations.NullMarked;
