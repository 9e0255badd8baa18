/// HCL native syntax, read without loss: what a file says, and where in its text each part stands.
@NullMarked
package dev.phantom.iac.terraform.syntax;

import org.jspecify.annotations.NullMarked;
