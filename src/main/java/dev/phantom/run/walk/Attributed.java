package dev.phantom.run.walk;

import dev.phantom.drift.adopt.Adoption;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import dev.phantom.run.Suppressed;
import dev.phantom.stack.ChangeLog;
import dev.phantom.stack.Stack;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A stack of which is known who wrote what differs; nothing is adopted, corroborated or cut yet.
///
/// @param earlier what is known of its resources from before
/// @param gaps    of the comparison and of the search for writes, in words for people
record Attributed(States states, EarlierLook earlier, Detection detection, ChangeLog.Writes writes, List<String> gaps) {

    Attributed {
        gaps = List.copyOf(gaps);
    }

    /// With what no rule of the repository may hide, and without what was adopted.
    ///
    /// @param bare the same comparison without any rule
    Settled settled(
            Suppression suppression, Stack stack, Adoption adoption, Set<String> ended, Supplier<Detection> bare) {
        var ruled = suppression.rules(stack, detection, bare);
        var adopted = suppression.adoption(stack, ruled.detection(), adoption, ended);
        var notices = Stream.of(ruled.notices(), adopted.notices())
                .flatMap(List::stream)
                .toList();
        var hidden = Stream.of(ruled.hidden(), adopted.hidden())
                .flatMap(List::stream)
                .toList();
        return new Settled(this, adopted.settled(), hidden, notices);
    }
    /// The same after what was there on day one is told from the rest.
    ///
    /// @param hidden  findings of level high or critical that the repository hides
    /// @param notices those that it may not hide, in words for people
    record Settled(Attributed attributed, Adoption.Settled adoption, List<Suppressed> hidden, List<String> notices) {}
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

        EarlierLook earlier() {
            return settled.attributed().earlier();
        }

        ChangeLog.Writes writes() {
            return settled.attributed().writes();
        }

        /// Notices of the list of adopted differences, then what CloudFormation could not be asked.
        List<String> notices() {
            return Stream.of(settled.notices(), settled.adoption().notices(), gaps)
                    .flatMap(List::stream)
                    .toList();
        }
    }
}
