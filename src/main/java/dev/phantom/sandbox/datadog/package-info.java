/// The embedded Datadog: reads and intakes over loopback, told from a scenario's `evidence/`. It imitates quirks, not
/// an
/// ideal: partial answers, nulls, roll-ups that grow with the window, `env` absent from alerts.
@NullMarked
package dev.phantom.sandbox.datadog;

import org.jspecify.annotations.NullMarked;
