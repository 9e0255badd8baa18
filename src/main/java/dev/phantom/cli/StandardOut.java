package dev.phantom.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Stdout that ends the work when nobody reads it any more, as behind `| head`.
final class StandardOut extends OutputStream {

    /// The reader is gone. Unchecked, since a PrintStream would swallow anything else.
    static final class ClosedException extends RuntimeException {
        ClosedException(IOException cause) {
            super("stdout is closed", cause);
        }
    }

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
                throw new ClosedException(e);
            }
            throw e;
        }
    }
}
