/// A CloudFormation template as written: its sections, its resources, and what tells that it is not what it seems.
@NullMarked
package dev.phantom.iac.cloudformation.template;

import org.jspecify.annotations.NullMarked;
