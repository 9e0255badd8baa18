/// What CloudFormation computes: a template worked out, held against what was deployed before and against what runs.
/// Plain comparison of declared properties after AWS's own schema; nothing of Phantom's normalisations is in it.
@NullMarked
package dev.phantom.sandbox.aws.deploy;

import org.jspecify.annotations.NullMarked;
