/// Edits of Terraform's files: spans are replaced, nothing is printed anew, and lines that `terraform fmt` had aligned
/// stay aligned.
@NullMarked
package dev.phantom.iac.terraform.edit;

import org.jspecify.annotations.NullMarked;
