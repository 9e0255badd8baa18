package dev.phantom.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.phantom.secret.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/// What the body of an answer must be. What it is instead is told with its beginning, so that a person sees whose page
/// it is.
public enum AnswerForm {
    /// One JSON value.
    JSON {
        @Override
        String broken(byte[] body) throws IOException {
            try (var parser = FACTORY.createParser(body)) {
                if (parser.nextToken() == null) {
                    return "nothing";
                }
                var count = new Count();
                for (int open = depth(parser.currentToken()); open > 0; open += depth(parser.currentToken())) {
                    var token = parser.nextToken();
                    if (count.isOver(token.isScalarValue() || token.isStructStart())) {
                        return Count.TOO_MANY;
                    }
                }
                return parser.nextToken() == null ? "" : "more than one JSON value";
            } catch (JsonProcessingException e) {
                var location = e.getLocation();
                var ended = location != null && location.getByteOffset() >= body.length;
                return ended ? "JSON that ends in the middle" : "no valid JSON";
            }
        }
    },
    /// A document of AWS's query protocol: its root is the response of the action.
    XML_RESPONSE {
        @Override
        String broken(byte[] body) {
            try {
                var reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
                reader.nextTag();
                var root = reader.getLocalName();
                var count = new Count();
                while (reader.hasNext()) {
                    if (count.isOver(reader.next() == XMLStreamConstants.START_ELEMENT)) {
                        return Count.TOO_MANY;
                    }
                }
                return root.endsWith("Response") ? "" : "a document <" + root + "> that is no response of its API";
            } catch (XMLStreamException e) {
                return "no valid XML";
            }
        }
    },
    /// Anything, nothing included.
    ANY {
        @Override
        String broken(byte[] body) {
            return "";
        }

        @Override
        String wrong(byte[] body) {
            return "";
        }
    };

    /// How many values an answer holds: a few bytes each in it, they are many times that in memory.
    private static final class Count {
        private static final int MOST = 300_000;
        private static final String TOO_MANY = "more than %,d values".formatted(MOST);

        private int values;

        boolean isOver(boolean value) {
            values += value ? 1 : 0;
            return values > MOST;
        }
    }

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final XMLInputFactory XML = xml();
    private static final int BEGINNING = 120;
    private static final int PIECE = 8_192;

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /// By how much what begins or ends here changes the depth.
    private static int depth(JsonToken token) {
        return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }

    abstract String broken(byte[] body) throws IOException;

    /// What it is instead, with its beginning; empty if it is what it must be.
    String wrong(byte[] body) throws IOException {
        if (body.length == 0) {
            return "no body";
        }
        var text = new String(body, 0, Math.min(body.length, 16 * BEGINNING), StandardCharsets.UTF_8);
        if (!isUtf8(body)) {
            return "bytes that are no UTF-8: " + beginning(text);
        }
        var start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype") || start.startsWith("<html")) {
            return "a page of HTML: " + beginning(text);
        }
        var why = broken(body);
        return why.isEmpty() ? "" : why + ": " + beginning(text);
    }

    /// Read piece by piece: as a text it would be in memory three times more.
    private static boolean isUtf8(byte[] body) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.wrap(body);
        var piece = CharBuffer.allocate(PIECE);
        var result = decoder.decode(bytes, piece, true);
        while (result.isOverflow()) {
            result = decoder.decode(bytes, piece.clear(), true);
        }
        return !result.isError() && !decoder.flush(piece.clear()).isError();
    }

    /// The first words on one line, in quotes, without secrets.
    static String beginning(String text) {
        var line = Secrets.NONE
                .shown(text.substring(0, Math.min(text.length(), 4 * BEGINNING)))
                .replaceAll("[\\p{Cntrl}\\s\\uFFFD]+", " ")
                .strip();
        return "\"" + (line.length() <= BEGINNING ? line : line.substring(0, BEGINNING - 1) + "…") + "\"";
    }
}
