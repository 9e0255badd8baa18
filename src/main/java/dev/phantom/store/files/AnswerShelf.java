package dev.phantom.store.files;

import dev.phantom.stack.KeptAnswers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A file for each answer in the history, `<account>-<region>-<stack>/kept/<name>.json`. One that cannot be read or
/// written costs the same questions again, which is said once.
public final class AnswerShelf implements KeptAnswers {

    private final Path folder;
    private final boolean written;
    private final Consumer<String> notices;
    private final AtomicBoolean told = new AtomicBoolean();

    /// @param folder  the history
    /// @param written whether anything is written, or only read
    public AnswerShelf(Path folder, boolean written, Consumer<String> notices) {
        this.folder = folder;
        this.written = written;
        this.notices = notices;
    }

    @Override
    public Optional<String> find(String place) {
        try {
            return own(place).text();
        } catch (IOException e) {
            tell("cannot be read" + OwnFile.reason(e));
            return Optional.empty();
        }
    }

    @Override
    public void keep(String place, String text) {
        if (!written) {
            return;
        }
        try {
            own(place).keep(text);
        } catch (IOException e) {
            tell("cannot be written" + OwnFile.reason(e));
        }
    }

    private OwnFile own(String place) {
        var slash = place.indexOf('/');
        var home = folder.resolve(name(place.substring(0, slash))).resolve("kept");
        return new OwnFile(folder, home.resolve(name(place.substring(slash + 1)) + ".json"));
    }

    private static String name(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private void tell(String what) {
        if (!told.getAndSet(true)) {
            notices.accept("the history's kept answers " + what + "; their vendors are asked again: " + folder);
        }
    }
}
