package dev.phantom.report;

import dev.phantom.fault.InertText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// HTML as it is written: every text and every attribute is escaped, and nothing that came from outside is markup.
final class Html {

    private static final int LONGEST_LINK = 2_000;

    private final StringBuilder out = new StringBuilder();

    /// @param attributes names and values in turn
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (var i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escape(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    /// Ends a line of the source; a blank to a browser.
    Html line() {
        out.append('\n');
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /// What Phantom itself wrote, as it stands: its style and its script.
    Html own(String written) {
        out.append(written);
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html add(Html other) {
        out.append(other.out);
        return this;
    }

    /// A link to a page elsewhere; the text alone where the address is none that a browser may be sent to.
    Html link(String address, String text) {
        var known = address(address);
        if (known.isEmpty()) {
            return text(text);
        }
        return element("a", text, "href", known.get(), "rel", "noopener noreferrer");
    }

    /// `http` or `https`, with a host, without a user, nothing in it that acts.
    static Optional<String> address(String address) {
        if (address.isEmpty()
                || address.length() > LONGEST_LINK
                || address.codePoints().anyMatch(c -> c <= ' ' || c > '~')) {
            return Optional.empty();
        }
        try {
            var uri = new URI(address);
            var web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }

    static String escape(String raw) {
        var clean = new StringBuilder(raw.length());
        InertText.lines(raw).codePoints().forEach(c -> {
            switch (c) {
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                case '&' -> clean.append("&amp;");
                case '"' -> clean.append("&quot;");
                case '\'' -> clean.append("&#39;");
                case '\r', '\t' -> clean.append(' ');
                default -> clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }
}
