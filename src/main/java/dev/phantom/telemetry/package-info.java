/// Phantom's own traces and metrics, through OpenTelemetry to Datadog.
@NullMarked
package dev.phantom.telemetry;

import org.jspecify.annotations.NullMarked;
