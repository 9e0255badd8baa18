package dev.phantom.patch.plan;

/// Something else that an edit changes, besides the value that it is for.
///
/// @param text for people
record SideEffect(Kind kind, String text) {

    enum Kind {
        /// What is edited is also read by something else, which moves with it.
        SHARED,
        /// A function made the value; now it is fixed.
        FIXED,
        /// A file gives a parameter that only the deployment gave.
        GIVEN,
        /// The declaration allows one more value.
        ALLOWED
    }

    boolean isShared() {
        return kind == Kind.SHARED;
    }
}
