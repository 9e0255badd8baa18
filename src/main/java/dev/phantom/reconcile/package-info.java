/// The deploy side of a revert: reads merged records, holds them against what runs and against what CloudFormation says
/// that it would do, and does exactly that, or nothing.
@NullMarked
package dev.phantom.reconcile;

import org.jspecify.annotations.NullMarked;
