/// What planning and proving share: the files of a stack, the decisions about it, the patch, what an edit moves, the
/// record of a revert.
@NullMarked
package dev.phantom.patch;

import org.jspecify.annotations.NullMarked;
