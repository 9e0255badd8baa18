package dev.phantom.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.phantom.secret.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
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
                parser.skipChildren();
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
                while (reader.hasNext()) {
                    reader.next();
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

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final XMLInputFactory XML = xml();
    private static final int BEGINNING = 120;

    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    abstract String broken(byte[] body) throws IOException;

    /// What it is instead, with its beginning; empty if it is what it must be.
    String wrong(byte[] body) throws IOException {
        if (body.length == 0) {
            return "no body";
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return "bytes that are no UTF-8: " + beginning(new String(body, StandardCharsets.UTF_8));
        }
        var start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype") || start.startsWith("<html")) {
            return "a page of HTML: " + beginning(text);
        }
        var why = broken(body);
        return why.isEmpty() ? "" : why + ": " + beginning(text);
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
