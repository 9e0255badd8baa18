/// What the user configured: `phantom.yaml`, the environment, `.env`.
@NullMarked
package dev.phantom.config;

import org.jspecify.annotations.NullMarked;
