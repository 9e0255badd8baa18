/// What was there on the day a team began with Phantom: `.phantom/adopted.yaml`.
@NullMarked
package dev.phantom.drift.adopt;

import org.jspecify.annotations.NullMarked;
