package dev.phantom.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// Secrets in what a text encodes: Base64, hexadecimal digits, gzip and zlib below these, escapes of URLs, JSON and
/// HTML;
/// one in another, up to a depth, as long as the allowance of a text lasts.
final class Encodings {

    private static final int SHORTEST_RUN = 12;
    private static final int LONGEST = 200_000;
    private static final int WRAPPED = 60;
    private static final double PRINTABLE = 0.9;

    private final int depth;
    private final int[] allowance;
    private final Search search;

    /// What looks for secrets in what was decoded.
    interface Search {
        SecretSpans in(String text, Encodings further);
    }

    private Encodings(int depth, int[] allowance, Search search) {
        this.depth = depth;
        this.allowance = allowance;
        this.search = search;
    }

    static Encodings of(Search search) {
        return new Encodings(4, new int[] {4_000_000}, search);
    }

    void find(String text, SecretSpans found) {
        if (depth == 0 || text.length() < SHORTEST_RUN) {
            return;
        }
        for (var escape : Escapes.values()) {
            if (escape.mayStandIn(text) && spend(text.length())) {
                var view = escape.of(text);
                if (view.changed()) {
                    deeper(view.text()).all().forEach(s -> found.add(view.source(s.start()), view.source(s.end())));
                }
            }
        }
        runs(text, found);
    }

    private SecretSpans deeper(String text) {
        return search.in(text, new Encodings(depth - 1, allowance, search));
    }

    private boolean spend(int length) {
        allowance[0] -= length;
        return allowance[0] > 0;
    }

    private void runs(String text, SecretSpans found) {
        for (int at = 0; at < text.length(); ) {
            if (!isBase64(text.charAt(at))) {
                at++;
                continue;
            }
            int end = runEnd(text, at);
            if (end - at >= SHORTEST_RUN && end - at <= LONGEST) {
                run(text, at, end, found);
            }
            at = end;
        }
    }

    private void run(String text, int start, int end, SecretSpans found) {
        var run = text.substring(start, end);
        if (tells(run, Encodings::base64)) {
            found.add(start, end);
            return;
        }
        if (tells(run, Encodings::hex)) {
            found.add(start, end);
            return;
        }
        for (int i = start;
                i < end; ) { // a path or a name before it: only the part behind the last sign may be encoded
            int next = i;
            while (next < end && "-_/".indexOf(text.charAt(next)) < 0) {
                next++;
            }
            if (next - i >= SHORTEST_RUN && next - i < end - start) {
                var part = text.substring(i, next);
                if (tells(part, Encodings::base64) || tells(part, Encodings::hex)) {
                    found.add(i, next);
                }
            }
            i = next + 1;
        }
    }

    private boolean tells(String run, Function<String, Optional<String>> decode) {
        return spend(run.length())
                && decode.apply(run)
                        .filter(said -> spend(said.length()) && !deeper(said).isEmpty())
                        .isPresent();
    }

    private static int runEnd(String text, int start) {
        int at = start;
        int line = start;
        while (at < text.length()) {
            if (isBase64(text.charAt(at))) {
                at++;
                continue;
            }
            int next = at;
            while (next < text.length() && Character.isWhitespace(text.charAt(next)) && next - at < 40) {
                next++;
            }
            boolean wrapped = at - line >= WRAPPED
                    && next > at
                    && text.substring(at, next).indexOf('\n') >= 0
                    && next < text.length()
                    && isBase64(text.charAt(next));
            if (!wrapped) {
                break;
            }
            line = next;
            at = next;
        }
        int padded = at;
        while (padded < text.length() && padded < at + 2 && text.charAt(padded) == '=') {
            padded++;
        }
        return padded;
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "+/-_".indexOf(c) >= 0;
    }

    /// The text that a run of Base64 holds, compressed or not; empty if it is none.
    static Optional<String> base64(String run) {
        var plain = new StringBuilder(run.length());
        run.chars()
                .filter(c -> !Character.isWhitespace(c) && c != '=')
                .forEach(c -> plain.append(c == '-' ? '+' : c == '_' ? '/' : (char) c));
        if (plain.length() % 4 == 1) {
            return Optional.empty();
        }
        try {
            return text(Base64.getDecoder().decode(plain.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<String> hex(String run) {
        var digits = run.startsWith("0x") ? run.substring(2) : run;
        if (digits.length() % 2 != 0 || !digits.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return Optional.empty();
        }
        return text(HexFormat.of().parseHex(digits));
    }

    private static Optional<String> text(byte[] bytes) {
        if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
            return inflated(bytes, GZIPInputStream::new);
        }
        if (bytes.length > 2
                && bytes[0] == 0x78
                && (bytes[1] == 1 || bytes[1] == (byte) 0x9c || bytes[1] == (byte) 0xda)) {
            return inflated(bytes, InflaterInputStream::new);
        }
        if (bytes.length > 7 && bytes[1] == 0 && bytes[3] == 0 && bytes[5] == 0) {
            return printable(bytes, StandardCharsets.UTF_16LE);
        }
        return printable(bytes, StandardCharsets.UTF_8);
    }

    private interface Opener {
        InputStream open(InputStream in) throws IOException;
    }

    private static Optional<String> inflated(byte[] bytes, Opener opener) {
        try (var in = opener.open(new ByteArrayInputStream(bytes))) {
            return printable(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> printable(byte[] bytes, Charset charset) {
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            long shown = text.chars()
                    .filter(c -> c >= ' ' && c != 0x7f || c == '\n' || c == '\r' || c == '\t')
                    .count();
            return shown >= PRINTABLE * text.length() ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
