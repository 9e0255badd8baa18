package dev.phantom.run.walk;

import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.States;
import java.util.List;

/// A stack whose states were held against each other; who wrote what differs is not known yet.
///
/// @param earlier what is known of its resources from before
/// @param gaps    what was not read or compared, in words for people
record Compared(States states, EarlierLook earlier, Detection detection, List<String> gaps) {
    Compared {
        gaps = List.copyOf(gaps);
    }
}
