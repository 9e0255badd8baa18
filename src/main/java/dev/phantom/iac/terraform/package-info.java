/// Terraform configurations in HCL: a root module is a folder of files, with the local modules that it calls.
@NullMarked
package dev.phantom.iac.terraform;

import org.jspecify.annotations.NullMarked;
