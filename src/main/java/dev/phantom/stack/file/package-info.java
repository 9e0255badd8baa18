/// The states of a stack out of files: text in, records out.
@NullMarked
package dev.phantom.stack.file;

import org.jspecify.annotations.NullMarked;
