package dev.phantom.fault;

/// So many of something, as people say it.
public final class Plural {
    private Plural() {}

    /// `1 monitor`, `0 monitors`, `12 times`.
    ///
    /// @param what one of it; several end in `s`
    public static String counted(long count, String what) {
        return count + " " + word(count, what);
    }

    /// `1 property`, `2 properties`.
    public static String counted(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /// The same without the number.
    public static String word(long count, String what) {
        return count == 1 ? what : what + "s";
    }
}
