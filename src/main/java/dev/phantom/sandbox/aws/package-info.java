/// An AWS on loopback that the real SDK and `awscli` speak to: CloudFormation with change sets, drift detection
/// and the IaC Generator, Cloud Control, CloudTrail and STS over one scenario, with the quirks of the real one.
@NullMarked
package dev.phantom.sandbox.aws;

import org.jspecify.annotations.NullMarked;
