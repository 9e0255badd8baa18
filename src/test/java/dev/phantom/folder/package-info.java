@NullMarked
package dev.phantom.folder;

import org.jspecify.annotations.NullMarked;
