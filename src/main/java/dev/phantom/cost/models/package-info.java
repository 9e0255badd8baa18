/// One cost model per kind of resource.
@NullMarked
package dev.phantom.cost.models;

import org.jspecify.annotations.NullMarked;
