/// AWS through its own SDK: deployed state, live state by the IaC Generator and Cloud Control, the change log by
/// CloudTrail, and what `doctor` asks. Wire types never leave this package.
@NullMarked
package dev.phantom.aws;

import org.jspecify.annotations.NullMarked;
