/// A stand-in for GitHub's REST API on loopback, over a real bare git repository.
@NullMarked
package dev.phantom.sandbox.github;

import org.jspecify.annotations.NullMarked;
