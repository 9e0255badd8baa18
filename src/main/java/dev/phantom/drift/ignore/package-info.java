/// What a team has decided not to hear of: the rules of `.phantom/ignore.yaml`.
@NullMarked
package dev.phantom.drift.ignore;

import org.jspecify.annotations.NullMarked;
