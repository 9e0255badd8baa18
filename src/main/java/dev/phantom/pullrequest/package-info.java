/// Pull requests and issues as Phantom knows them: what is decided, grouped and drafted, the marker that tells its own
/// again, the register of what stands, and the ports to where they live. Knows none of its chambers.
@NullMarked
package dev.phantom.pullrequest;

import org.jspecify.annotations.NullMarked;
