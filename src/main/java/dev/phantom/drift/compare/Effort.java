package dev.phantom.drift.compare;

/// How much one comparison may still try out: which element of a list is which is found by comparing them, and lists in
/// lists multiply that. Where it is used up, nothing more is tried: elements are taken as they stand, so that what
/// differs is told less finely and nothing is lost.
final class Effort {

    /// Of a few seconds; what people write takes a hundredth.
    private static final int MOST = 1_000_000;

    private int left = MOST;

    void spend(int steps) {
        left = Math.max(0, left - steps);
    }

    boolean isOver() {
        return left == 0;
    }
}
