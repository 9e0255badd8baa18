package dev.phantom.analysis.prompt;

import java.util.List;

/// What is sent to a model. It can be printed before it is sent.
///
/// @param system the standing instructions, the same for every case
/// @param user   the case as data, then the question
public record Prompt(String system, String user) {

    /// The same question again, with what was wrong with the answer. The violations are Phantom's own words.
    Prompt again(List<String> violations) {
        var list = String.join("\n- ", violations);
        return new Prompt(
                system,
                user + "\n\nYour previous answer was refused, because:\n- " + list
                        + "\nAnswer again, with these corrected.");
    }

    /// For people, and for `approved/prompt.md`.
    public String markdown() {
        return "# System\n\n" + system + "\n\n# User\n\n" + user + "\n";
    }
}
