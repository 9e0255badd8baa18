package dev.phantom.analysis.rules;

import dev.phantom.analysis.Instructions;

/// A text that tells whoever reads the evidence what to answer. A case holds none when it is judged; candidates are
/// computed before there is one.
final class Instruction {

    private Instruction() {}

    static boolean in(String text) {
        return Instructions.in(text);
    }
}
