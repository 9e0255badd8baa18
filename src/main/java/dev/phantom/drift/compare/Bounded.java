package dev.phantom.drift.compare;

/// A text that a regular expression may read only so often: one that was made of a template's own words must not keep
/// the comparison busy.
final class Bounded implements CharSequence {

    private static final int LONGEST = 2_000;
    private static final int READS = 200_000;

    private final CharSequence text;
    private int reads;

    Bounded(CharSequence text) {
        if (text.length() > LONGEST) {
            throw new Exhausted();
        }
        this.text = text;
    }

    /// The text was read too often, or is too long.
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Exhausted() {
            super("gave up matching", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        if (++reads > READS) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
