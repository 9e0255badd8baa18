/// The life of a pull request: drifts are grouped, drafted and settled, those that are gone are closed.
@NullMarked
package dev.phantom.pullrequest.life;

import org.jspecify.annotations.NullMarked;
