package dev.phantom.store.files;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import dev.phantom.notify.ChannelMemory;
import dev.phantom.notify.Notified;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What each channel was told, in `notified-<channel>.json` of the history. A lock on the file beside it is held while
/// a channel is told, so that runs that share the folder tell nothing twice; it ends with the process that holds it.
///
/// A file that cannot be read is set aside, and the run says so: everything that is open is told once more.
public final class FileNotified implements Notified {

    /// As long as twenty messages of which none is answered.
    private static final Duration LONGEST = Duration.ofSeconds(200);

    private final Path folder;
    private final InstantSource clock;
    private final boolean touched;
    private final Consumer<String> notes;

    private FileNotified(Path folder, InstantSource clock, boolean touched, Consumer<String> notes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
        this.touched = touched;
        this.notes = notes;
    }

    /// @param notes takes a line for people: a file that cannot be read
    public static FileNotified in(Path folder, InstantSource clock, Consumer<String> notes) {
        return new FileNotified(folder, clock, true, notes);
    }

    /// One of which nothing is locked, moved or written.
    public static FileNotified untouched(Path folder, InstantSource clock, Consumer<String> notes) {
        return new FileNotified(folder, clock, false, notes);
    }

    @Override
    public void alone(String channel, Consumer<Page> work) {
        var file = folder.resolve("notified-" + channel + ".json");
        if (!touched) {
            work.accept(new FilePage(file));
            return;
        }
        var lock = file.resolveSibling("notified-" + channel + ".lock");
        try {
            new LockedFile(folder, lock, LONGEST).alone(() -> {
                work.accept(new FilePage(file));
                return channel;
            });
        } catch (IOException e) {
            throw failed(file, "cannot be locked", e);
        }
    }

    private final class FilePage implements Page {
        private final Path file;

        FilePage(Path file) {
            this.file = file;
        }

        @Override
        public ChannelMemory read() {
            try {
                var text = new OwnFile(folder, file).text();
                return text.isEmpty() ? ChannelMemory.NOTHING : ChannelMemoryJson.read(text.get());
            } catch (IOException | RuntimeException e) {
                return setAside();
            }
        }

        private ChannelMemory setAside() {
            var what = file.getFileName() + " of the history cannot be read";
            var then = "; what is open is told once more";
            if (!touched) {
                notes.accept(what + then);
                return ChannelMemory.NOTHING;
            }
            try {
                var aside = new OwnFile(folder, file).setAside(clock.instant());
                notes.accept(what + " and was set aside as " + aside.getFileName() + then);
                return ChannelMemory.NOTHING;
            } catch (IOException e) {
                throw failed(file, "can neither be read nor set aside", e);
            }
        }

        @Override
        public void write(ChannelMemory memory) {
            if (!touched) {
                throw new IllegalStateException("a dry run keeps nothing");
            }
            try {
                new OwnFile(folder, file).keep(ChannelMemoryJson.write(memory));
            } catch (IOException e) {
                throw failed(file, "cannot be written", e);
            }
        }
    }

    private static PhantomException failed(Path file, String why, IOException e) {
        return new PhantomException(
                new Diagnostic(
                        Code.FILE_UNWRITABLE,
                        "the file of what was told " + why + OwnFile.reason(e),
                        OwnFile.remedy(e, "check the folder's permissions and the space on its disk"),
                        file.toString()),
                e);
    }
}
