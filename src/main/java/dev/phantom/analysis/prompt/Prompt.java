package dev.phantom.analysis.prompt;

import java.util.List;

/// What is sent to a model. It can be printed before it is sent.
///
/// @param system the standing instructions, the same for every case
/// @param user   the case as data, then the question
public record Prompt(String system, String user) {

    private static final double CHARACTERS_PER_TOKEN = 3.5;

    /// About how many tokens it has: an estimate of 3.5 characters each, for prose and JSON in English. No tokenizer is
    /// asked; the count of the model's maker is in the usage of each answer.
    public long tokens() {
        return Math.round((system.length() + user.length()) / CHARACTERS_PER_TOKEN);
    }

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
