package dev.phantom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What is let through as an answer: no more values than memory has room for, however few bytes they take.
class AnswerFormTest {

    private static byte[] read(byte[] body, AnswerForm form) throws IOException {
        return Exchange.of(URI.create("https://api.example"), Duration.ofMinutes(1), 10_000_000, exchange -> {
            exchange.answered(200);
            return exchange.document(new ByteArrayInputStream(body), form);
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerOfTooManyValuesIsRefusedBeforeAnythingIsMadeOfIt() {
        var json = bytes("{\"zz\":[" + "[],".repeat(300_000) + "[]]}");
        assertThatThrownBy(() -> read(json, AnswerForm.JSON))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("api.example answered 200 with more than 300,000 values: \"{\"zz\":[[],[]");
        var xml = bytes("<XResponse>" + "<a/>".repeat(300_001) + "</XResponse>");
        assertThatThrownBy(() -> read(xml, AnswerForm.XML_RESPONSE))
                .hasMessageContaining("api.example answered 200 with more than 300,000 values");
    }

    @Test
    void whatIsLargeAndNoMoreIsRead() throws IOException {
        var whole = bytes("{\"text\":\"" + "é".repeat(200_001) + "\", \"list\":[" + "{\"a\":1},".repeat(100_000) + "2]}");
        assertThat(read(whole, AnswerForm.JSON)).isEqualTo(whole);
        var exact = new byte[2 << 16];
        Arrays.fill(exact, (byte) ' ');
        exact[0] = '1';
        assertThat(read(exact, AnswerForm.JSON)).isEqualTo(exact);
        assertThat(read(bytes("\"one value\""), AnswerForm.JSON)).hasSize(11);
    }

    @Test
    void oneBadByteFarBehindIsNoUtf8() {
        var body = bytes("{\"text\":\"" + "é".repeat(50_000) + "\"}");
        body[90_001] = (byte) 0xc3;
        body[90_002] = (byte) 0x28;
        assertThatThrownBy(() -> read(body, AnswerForm.JSON)).hasMessageContaining("bytes that are no UTF-8");
    }
}
