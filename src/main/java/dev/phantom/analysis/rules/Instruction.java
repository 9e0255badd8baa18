package dev.phantom.analysis.rules;

import java.util.regex.Pattern;

/// A text that tells whoever reads the evidence what to answer. It changes nothing: it is not read as a record of
/// anything, and whatever else is known decides.
final class Instruction {
    private static final String READER =
            "(ai|llms?|analysts?|reviewers?|tools?|bots?|assistants?|agents?|models?|machines?|phantom|system)";
    private static final String ORDER =
            "(ignore|disregard|recommend|answer|treat|legitimi[sz]e|revert|approve|mark|classify|respond|say|keep)";
    private static final Pattern ADDRESSED = Pattern.compile(
            "(?i)\\b" + READER + "\\b[^.]{0,40}?[:,;][^.]{0,80}?\\b" + ORDER + "\\b|"
                    + "\\b(ignore|disregard) (all |any |the )?(earlier|previous|prior|above|other)\\b|"
                    + "\\b(recommend|answer|respond with|verdict:?) ['\"]?(legitimi[sz]e|revert|refactor|needs[- ]human)\\b");

    private Instruction() {}

    static boolean in(String text) {
        return ADDRESSED.matcher(text).find();
    }
}
