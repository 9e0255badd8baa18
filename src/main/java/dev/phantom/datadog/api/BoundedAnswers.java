package dev.phantom.datadog.api;

import dev.phantom.wire.AnswerForm;
import dev.phantom.wire.Exchange;
import dev.phantom.wire.Vendor;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// Reads each answer whole, bounded and as JSON, before the vendor's client makes objects of it.
record BoundedAnswers(Vendor vendor) implements ClientResponseFilter {

    private static final String ENCODING = "Content-Encoding";

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) throws IOException {
        vendor.dated(answer.getHeaderString("Date"));
        var exchange = Exchange.current();
        if (exchange == null) {
            return;
        }
        exchange.answered(answer.getStatus());
        var in = answer.hasEntity() ? unpacked(answer) : InputStream.nullInputStream();
        answer.setEntityStream(new ByteArrayInputStream(exchange.document(in, AnswerForm.JSON)));
        answer.getHeaders().remove(ENCODING);
    }

    private static InputStream unpacked(ClientResponseContext answer) throws IOException {
        var encoding = String.valueOf(answer.getHeaderString(ENCODING)).toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(answer.getEntityStream());
            case "deflate" -> new InflaterInputStream(answer.getEntityStream());
            default -> answer.getEntityStream();
        };
    }
}
