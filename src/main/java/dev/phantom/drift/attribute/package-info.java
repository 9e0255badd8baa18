/// Who changed what: writes held against changes, and drifts cut into decisions.
@NullMarked
package dev.phantom.drift.attribute;

import org.jspecify.annotations.NullMarked;
