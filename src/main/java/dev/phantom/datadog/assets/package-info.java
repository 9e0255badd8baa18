/// Phantom's own dashboard, monitors and SLO in Datadog: what they are, and how they get there.
@NullMarked
package dev.phantom.datadog.assets;

import org.jspecify.annotations.NullMarked;
