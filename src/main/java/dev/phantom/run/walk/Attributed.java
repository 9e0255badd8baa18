package dev.phantom.run.walk;

import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.StackId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A stack of which is known who wrote what differs; nothing is adopted, corroborated or cut yet.
///
/// @param gaps of the comparison and of the search for writes, in words for people
record Attributed(States states, Detection detection, ChangeLog.Writes writes, List<String> gaps) {

    Attributed {
        gaps = List.copyOf(gaps);
    }

    /// Without what was adopted.
    Settled adopted(Adoption adoption, StackId stack, Set<String> ended) {
        return new Settled(this, adoption.settle(stack, detection, ended));
    }

    /// The same after what was there on day one is told from the rest.
    record Settled(Attributed attributed, Adoption.Settled adoption) {}

    /// The same after CloudFormation was asked about what one witness alone vouches for.
    ///
    /// @param gaps of the asking
    record Corroborated(Settled settled, Detection detection, List<String> gaps) {

        Corroborated {
            gaps = List.copyOf(gaps);
        }

        States states() {
            return settled.attributed().states();
        }

        ChangeLog.Writes writes() {
            return settled.attributed().writes();
        }

        /// Notices of the list of adopted differences, then what CloudFormation could not be asked.
        List<String> notices() {
            return Stream.concat(settled.adoption().notices().stream(), gaps.stream())
                    .toList();
        }
    }
}
