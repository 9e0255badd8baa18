/// What Terraform's types of AWS resources are in AWS's own schemas: type for type, attribute for property.
@NullMarked
package dev.phantom.drift.terraform;

import org.jspecify.annotations.NullMarked;
