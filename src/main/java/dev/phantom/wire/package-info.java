/// What every edge that speaks HTTP shares: bounded exchanges, what failed about one, and when a vendor is given up.
@NullMarked
package dev.phantom.wire;

import org.jspecify.annotations.NullMarked;
