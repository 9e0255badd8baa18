/// What every command stands on: its streams, the global options, the files that a user names, progress.
@NullMarked
package dev.phantom.cli.terminal;

import org.jspecify.annotations.NullMarked;
