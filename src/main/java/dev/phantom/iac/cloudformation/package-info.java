/// CloudFormation templates as one format of infrastructure as code.
@NullMarked
package dev.phantom.iac.cloudformation;

import org.jspecify.annotations.NullMarked;
