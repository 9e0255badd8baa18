package dev.phantom.stack;

import java.util.Optional;

/// What a vendor said and need not be asked again while nothing that it depends on has changed: a text of its keeper's
/// own form under a name. What cannot be read counts as never said. Safe for several threads.
public interface KeptAnswers {

    /// Nothing is kept.
    KeptAnswers NONE = new KeptAnswers() {
        @Override
        public Optional<String> find(String place) {
            return Optional.empty();
        }

        @Override
        public void keep(String place, String text) {}
    };

    /// @param place `writes/…`, a name with folders
    Optional<String> find(String place);

    /// In place of what was kept there.
    void keep(String place, String text);

    /// Where the answers about a stack are.
    static String of(StackId stack, String name) {
        return stack.account() + "-" + stack.region() + "-" + stack.name() + "/" + name;
    }
}
