/// The states of a stack out of files: text in, records out.
@NullMarked
package dev.phantom.state.file;

import org.jspecify.annotations.NullMarked;
