/// What Phantom remembers between runs: a folder of JSON files.
@NullMarked
package dev.phantom.history;

import org.jspecify.annotations.NullMarked;
