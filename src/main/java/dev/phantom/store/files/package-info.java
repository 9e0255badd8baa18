/// What Phantom remembers between runs: a folder of JSON files.
@NullMarked
package dev.phantom.store.files;

import org.jspecify.annotations.NullMarked;
