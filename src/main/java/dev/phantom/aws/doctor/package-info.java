/// What the credentials may do, and the least policy that would do.
@NullMarked
package dev.phantom.aws.doctor;

import org.jspecify.annotations.NullMarked;
