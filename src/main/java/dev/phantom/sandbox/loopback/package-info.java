/// What the embedded stand-ins share: a loopback HTTP server, the log of calls, the scenario on disk.
@NullMarked
package dev.phantom.sandbox.loopback;

import org.jspecify.annotations.NullMarked;
