/// Rules that are proposed by pull request: what a person wants kept for a while, and what was there on day one.
@NullMarked
package dev.phantom.pullrequest.rule;

import org.jspecify.annotations.NullMarked;
