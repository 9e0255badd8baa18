/// Asking a language model: what it is shown, what it may answer, and what of its answer is believed.
@NullMarked
package dev.phantom.analysis.prompt;

import org.jspecify.annotations.NullMarked;
