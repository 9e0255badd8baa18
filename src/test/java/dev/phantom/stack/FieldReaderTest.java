package dev.phantom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Whatever is wrong with a document is told in one way: code, file, where, and which member.
class FieldReaderTest {

    private static FieldReader reader(String json) throws IOException {
        return FieldReader.of("a.json", "the document", Code.LIVE_UNREADABLE, ValueJson.parse(json));
    }

    private static void told(String json, Consumer<FieldReader> read, String problem) throws IOException {
        var reader = reader(json);
        assertThatThrownBy(() -> read.accept(reader))
                .isInstanceOfSatisfying(
                        PhantomException.class,
                        e -> assertThat(e.diagnostic().address() + " "
                                        + e.diagnostic().summary())
                                .isEqualTo("a.json " + problem));
    }

    @Test
    void whatIsNotAsItMustBeNamesItsPlaceAndItsMember() throws IOException {
        told("{}", r -> r.text("k"), "the document: 'k' is missing");
        told("{\"k\": {}}", r -> r.textOrEmpty("k"), "the document: 'k' must be a string");
        told("{\"k\": \"\"}", r -> r.required("k"), "the document: 'k' is missing");
        told("{\"k\": 1}", r -> r.flag("k"), "the document: 'k' must be true or false");
        told("{\"k\": \"x\"}", r -> r.number("k"), "the document: 'k' must be a number");
        told("{\"k\": \"noon\"}", r -> r.instant("k"), "the document: 'k' is not a timestamp: noon");
        told("{\"k\": \"odd\"}", r -> r.word("k", Code.class), "the document: 'k' has an unknown value: odd");
        told("{\"k\": 1}", r -> r.object("k"), "'k' of the document must be an object");
        told("{\"k\": 1}", r -> r.objects("k"), "the document: 'k' must be a list");
        told("{\"k\": [{}, 1]}", r -> r.objects("k"), "k[1] must be an object");
        told("{\"k\": [{}]}", r -> r.list("k", i -> i.text("n")), "k[0]: 'n' is missing");
        told("{\"k\": 1, \"j\": 2}", r -> r.only(Set.of("k")), "the document: unknown key 'j'");
    }

    @Test
    void nullIsAbsentWhereAMemberMayBeAbsent() throws IOException {
        var reader = reader("{\"k\": null}");
        assertThat(reader.textOrEmpty("k")).isEmpty();
        assertThat(reader.textOrNull("k")).isNull();
        assertThat(reader.numberOrNull("k")).isNull();
        assertThat(reader.instant("k")).isNull();
        assertThat(reader.objects("k")).isEmpty();
        assertThat(reader.objectIfAny("k")).isEmpty();
    }
}
