package dev.phantom.secret;

import java.util.Map;

/// Escapes that stand for one character in the midst of a text.
enum Escapes {
    /// `%40`, as in an address.
    PERCENT('%') {
        @Override
        int next(String text, int at, View view) {
            return view.hex(text, at, at + 1, at + 3);
        }
    },
    /// The same, a space as `+`, as in a form.
    FORM('+') {
        @Override
        boolean begins(char c) {
            return c == '+' || c == '%';
        }

        @Override
        int next(String text, int at, View view) {
            return text.charAt(at) == '+' ? view.add(' ', at, at + 1) : view.hex(text, at, at + 1, at + 3);
        }
    },
    /// `\"`, `\n`, `\u0040`, `\x40`, as in JSON and in source text.
    BACKSLASH('\\') {
        @Override
        int next(String text, int at, View view) {
            if (at + 1 == text.length()) {
                return at;
            }
            char c = text.charAt(at + 1);
            int plain = "nrtbf\"'\\/`$=:#! ".indexOf(c);
            if (c == 'u' || c == 'x') {
                return view.hex(text, at, at + 2, at + (c == 'u' ? 6 : 4));
            }
            return plain < 0 ? at : view.add("\n\r\t\b\f\"'\\/`$=:#! ".charAt(plain), at, at + 2);
        }
    },
    /// `&#64;`, `&#x40;`, `&quot;`, as in HTML and XML.
    ENTITY('&') {
        @Override
        int next(String text, int at, View view) {
            int end = text.indexOf(';', at, Math.min(at + LONGEST_ENTITY + 1, text.length()));
            if (end < 0) {
                return at;
            }
            var name = text.substring(at + 1, end);
            var named = NAMED.get(name);
            if (named != null) {
                return view.add(named, at, end + 1);
            }
            if (name.matches("#\\d{1,6}|#[xX][0-9a-fA-F]{1,5}")) {
                int code = name.charAt(1) == 'x' || name.charAt(1) == 'X'
                        ? Integer.parseInt(name.substring(2), 16)
                        : Integer.parseInt(name.substring(1));
                return code > 0 && code < 0xffff ? view.add((char) code, at, end + 1) : at;
            }
            return at;
        }
    };

    /// From its `&` to its `;`.
    private static final int LONGEST_ENTITY = 9;

    private static final Map<String, Character> NAMED = Map.of(
            "quot", '"', "amp", '&', "lt", '<', "gt", '>', "apos", '\'', "nbsp", ' ', "colon", ':', "equals", '=',
            "commat", '@');

    private final char sign;

    Escapes(char sign) {
        this.sign = sign;
    }

    boolean mayStandIn(String text) {
        return text.indexOf(sign) >= 0;
    }

    boolean begins(char c) {
        return c == sign;
    }

    /// Takes the escape that stands at a place.
    ///
    /// @return where it ends; the place itself if none stands there
    abstract int next(String text, int at, View view);

    /// The text with each escape as what it stands for.
    View of(String text) {
        var view = new View(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = begins(text.charAt(at)) ? next(text, at, view) : at;
            view.changed |= end > at;
            at = end > at ? end : view.add(text.charAt(at), at, at + 1);
        }
        view.close(text.length());
        return view;
    }

    /// A text without its escapes, and where each of its characters came from.
    static final class View {
        private final StringBuilder text = new StringBuilder();
        private final int[] sources;
        private boolean changed;

        private View(int length) {
            this.sources = new int[length + 1];
        }

        int add(char c, int from, int end) {
            sources[text.length()] = from;
            text.append(c);
            return end;
        }

        /// A character of Latin-1 or of the first plane by its number.
        int hex(String source, int at, int from, int end) {
            int code = 0;
            for (int i = from; i < end; i++) {
                int digit = i < source.length() ? Character.digit(source.charAt(i), 16) : -1;
                if (digit < 0) {
                    return at;
                }
                code = code * 16 + digit;
            }
            return code < 9 ? at : add((char) code, at, end);
        }

        private void close(int whole) {
            sources[text.length()] = whole;
        }

        boolean changed() {
            return changed;
        }

        String text() {
            return text.toString();
        }

        /// Where the character at a place of this text began.
        int source(int place) {
            return sources[place];
        }
    }
}
