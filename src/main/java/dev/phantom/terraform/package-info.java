/// Terraform and OpenTofu, run as the team itself runs them. An edge, because it starts processes and reads files.
@NullMarked
package dev.phantom.terraform;

import org.jspecify.annotations.NullMarked;
