package dev.phantom.fault;

/// So many of something, as people say it.
public final class Plural {
    private Plural() {}

    /// `1 monitor`, `0 monitors`, `12 times`.
    ///
    /// @param what one of it; several end in `s`
    public static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
