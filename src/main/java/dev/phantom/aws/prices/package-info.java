/// AWS's Price List: the question that finds one price, and what its answers say.
@NullMarked
package dev.phantom.aws.prices;

import org.jspecify.annotations.NullMarked;
