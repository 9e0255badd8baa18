/// What Terraform and OpenTofu say of a root module, as `terraform show -json` prints it of a plan or of a state: which
/// resources there are, what differs, and which differences are the provider's own noise.
///
/// @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output format</a>
@NullMarked
package dev.phantom.drift.plan;

import org.jspecify.annotations.NullMarked;
