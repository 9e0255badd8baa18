package dev.phantom.sandbox.aws;

import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the XML of the awsQuery protocol.
final class Xml {

    private final StringBuilder text = new StringBuilder();

    /// `<XResponse><XResult>…</XResult><ResponseMetadata>…`
    static String response(String namespace, String operation, String requestId, Consumer<Xml> body) {
        var xml = new Xml();
        xml.text
                .append('<')
                .append(operation)
                .append("Response xmlns=\"")
                .append(namespace)
                .append("\">");
        xml.element(operation + "Result", body);
        xml.element("ResponseMetadata", m -> m.leaf("RequestId", requestId));
        xml.text.append("</").append(operation).append("Response>");
        return xml.text.toString();
    }

    static String error(String namespace, AwsFault fault, String requestId) {
        var xml = new Xml();
        xml.text.append("<ErrorResponse xmlns=\"").append(namespace).append("\">");
        xml.element(
                "Error",
                e -> e.leaf("Type", fault.status() < 500 ? "Sender" : "Receiver")
                        .leaf("Code", fault.code())
                        .leaf("Message", fault.message()));
        xml.leaf("RequestId", requestId);
        return xml.text.append("</ErrorResponse>").toString();
    }

    Xml element(String name, Consumer<Xml> body) {
        text.append('<').append(name).append('>');
        body.accept(this);
        text.append("</").append(name).append('>');
        return this;
    }

    /// A leaf; nothing at all for null.
    Xml leaf(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        return element(name, x -> x.text.append(escaped(value.toString())));
    }

    <T> Xml list(String name, Collection<T> items, BiConsumer<Xml, T> each) {
        return element(name, l -> items.forEach(i -> l.element("member", m -> each.accept(m, i))));
    }

    Xml texts(String name, Collection<String> items) {
        return element(name, l -> items.forEach(i -> l.leaf("member", i)));
    }

    Xml map(String name, Map<String, String> entries) {
        return element(
                name,
                l -> entries.forEach(
                        (k, v) -> l.element("entry", e -> e.leaf("key", k).leaf("value", v))));
    }

    private static String escaped(String value) {
        var out = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
