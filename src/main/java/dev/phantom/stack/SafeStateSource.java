package dev.phantom.stack;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.util.Optional;

/// Reads the safe state from where the team keeps it.
public interface SafeStateSource {

    /// Most bytes of one file, ten times what CloudFormation takes as a template.
    ///
    /// @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html">CloudFormation
    /// quotas</a>
    int LARGEST = 10_000_000;

    /// Refuses a file for its size, before it is read.
    ///
    /// @throws PhantomException TEMPLATE_LIMIT
    static void bounded(String path, long size) {
        if (size > LARGEST) {
            throw new PhantomException(new Diagnostic(
                    Code.TEMPLATE_LIMIT, "is " + size + " bytes long; the limit is " + LARGEST, "", path));
        }
    }

    /// The template and parameter files of one stack at the head of the base branch.
    ///
    /// @throws dev.phantom.fault.PhantomException if repository, file or credentials do not serve
    SafeState read(Stack stack);

    /// A file that is kept beside the templates, as bytes; empty if it is not there.
    ///
    /// @param path in the repository: `.phantom/ignore.yaml`
    /// @throws dev.phantom.fault.PhantomException if it is there and cannot be read
    Optional<byte[]> beside(String path);

    /// What became of its files until now.
    default SafeStateHistory history() {
        return SafeStateHistory.none("the safe state has no history");
    }
}
