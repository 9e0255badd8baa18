/// The configuration of a team: `phantom.yaml`, its defaults and its names.
@NullMarked
package dev.phantom.config;

import org.jspecify.annotations.NullMarked;
