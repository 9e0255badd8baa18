/// Works out what a root module says, with its local modules, its variables and what is known of its resources; and
/// where each value comes from.
@NullMarked
package dev.phantom.iac.terraform.evaluate;

import org.jspecify.annotations.NullMarked;
