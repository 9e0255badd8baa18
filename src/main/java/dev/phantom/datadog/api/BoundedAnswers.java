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

/// Reads each answer whole, bounded and as JSON, before the vendor's client makes objects of it.
record BoundedAnswers(Vendor vendor) implements ClientResponseFilter {

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext answer) throws IOException {
        vendor.dated(answer.getHeaderString("Date"));
        var exchange = Exchange.current();
        if (exchange == null) {
            return;
        }
        exchange.answered(answer.getStatus());
        var in = answer.hasEntity() ? answer.getEntityStream() : InputStream.nullInputStream();
        answer.setEntityStream(new ByteArrayInputStream(exchange.document(in, AnswerForm.JSON)));
    }
}
