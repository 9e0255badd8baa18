/// One class for each command, and the catalogue of all. Nobody else knows them.
@NullMarked
package dev.phantom.cli.command;

import org.jspecify.annotations.NullMarked;
