package dev.phantom.assembly;

import dev.phantom.fault.Code;
import dev.phantom.fault.Diagnostic;
import dev.phantom.fault.PhantomException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is too large to be read is refused before it is in memory: YAML as a whole, JSON for its longest string. JSON
/// itself may be long: live states of many stacks are. Of a file that grows meanwhile no more is read than JSON may
/// hold.
final class Bounds {

    private static final int MOST_YAML = 10_000_000;
    private static final int MOST_JSON = 200_000_000;
    private static final long LONGEST_STRING = 10_000_000;

    private Bounds() {}

    /// All that is in a file.
    ///
    /// @param written as the user wrote it, for the message
    /// @throws PhantomException TEMPLATE_LIMIT
    static byte[] read(Path file, String written) throws IOException {
        check(file, written);
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.mark(1 << 16);
            int most = isJson(in.readNBytes(1 << 12)) ? MOST_JSON : MOST_YAML;
            in.reset();
            var bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw limit(written, "is longer than " + most + " bytes, the limit for its format");
            }
            return bytes;
        }
    }

    private static boolean isJson(byte[] head) {
        int i = 0;
        while (i < head.length && isBlank(head[i])) {
            i++;
        }
        return i < head.length && (head[i] == '{' || head[i] == '[');
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c < 0 || c >= 0x80;
    }

    private static void check(Path file, String written) throws IOException {
        if (Files.size(file) <= MOST_YAML) {
            return;
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int first = in.read();
            while (first >= 0 && isBlank(first)) {
                first = in.read();
            }
            if (first != '{' && first != '[') {
                throw limit(written, "is " + Files.size(file) + " bytes long; the limit for YAML is " + MOST_YAML);
            }
            strings(in, written);
        }
    }

    private static void strings(InputStream in, String written) throws IOException {
        long length = -1;
        boolean escaped = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (length < 0) {
                length = c == '"' ? 0 : -1;
            } else if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                length = -1;
            } else if (++length > LONGEST_STRING) {
                throw limit(written, "contains a string longer than " + LONGEST_STRING + " bytes");
            }
        }
    }

    private static PhantomException limit(String written, String problem) {
        return new PhantomException(new Diagnostic(Code.TEMPLATE_LIMIT, problem, "", written));
    }
}
