/// What a policy says: who is admitted, to do what, on what, restricted how; and what one policy admits beyond another.
@NullMarked
package dev.phantom.severity.policy;

import org.jspecify.annotations.NullMarked;
