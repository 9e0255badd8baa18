/// What `phantom doctor` sees without asking anyone: the words of the environment.
@NullMarked
package dev.phantom.cli.doctor;

import org.jspecify.annotations.NullMarked;
