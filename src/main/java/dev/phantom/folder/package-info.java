/// The safe state in a local folder. An edge, because it reads files and git.
@NullMarked
package dev.phantom.folder;

import org.jspecify.annotations.NullMarked;
