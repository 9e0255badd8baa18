/// CloudFormation as a format of infrastructure as code. The chambers below read, evaluate, splice and edit templates.
@NullMarked
package dev.phantom.iac.cloudformation;

import org.jspecify.annotations.NullMarked;
