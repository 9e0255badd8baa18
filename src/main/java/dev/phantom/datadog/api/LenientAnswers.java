package dev.phantom.datadog.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.util.ClassUtil;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Lets the vendor's client read an answer in which one member is not of the documented form: that member is as if it
/// were absent (where a text is expected, it is its JSON), and everything beside it is read.
final class LenientAnswers extends DeserializationProblemHandler {

    private static final String VENDOR = "com.datadog.";

    /// Objects of the answer that this thread is reading and that could not be read.
    private static final ThreadLocal<AtomicInteger> LOST = ThreadLocal.withInitial(AtomicInteger::new);

    private LenientAnswers() {}

    static void in(ObjectMapper mapper) {
        mapper.addHandler(new LenientAnswers());
        mapper.setAnnotationIntrospector(new Models());
        // the client's setters ask a null whether it is valid
        mapper.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP));
        mapper.coercionConfigFor(LogicalType.Integer)
                .setCoercion(CoercionInputShape.String, CoercionAction.TryConvert)
                .setCoercion(CoercionInputShape.Float, CoercionAction.TryConvert)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.AsNull);
        mapper.coercionConfigFor(LogicalType.Float)
                .setCoercion(CoercionInputShape.String, CoercionAction.TryConvert)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.AsNull);
        mapper.coercionConfigFor(LogicalType.Boolean)
                .setCoercion(CoercionInputShape.String, CoercionAction.TryConvert)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.AsNull)
                .setCoercion(CoercionInputShape.Float, CoercionAction.AsNull);
    }

    /// How many objects were lost since this was asked last.
    static int lost() {
        return LOST.get().getAndSet(0);
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType target, JsonToken token, JsonParser parser, String why)
            throws IOException {
        if (target.hasRawClass(String.class)) {
            var text = parser.readValueAsTree();
            return text == null ? null : text.toString();
        }
        return lost(target, parser);
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
            DeserializationContext context, Class<?> type, ValueInstantiator how, JsonParser parser, String why)
            throws IOException {
        return lost(context.constructType(type), parser);
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String why) {
        return null;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
            DeserializationContext context, Class<?> type, Number value, String why) {
        return null;
    }

    @Override
    public @Nullable Object handleInstantiationProblem(
            DeserializationContext context, Class<?> type, @Nullable Object argument, Throwable thrown) {
        if (!type.getName().startsWith(VENDOR)) {
            return null;
        }
        LOST.get().incrementAndGet();
        try {
            // a model whose constructor asks an absent member whether it is valid has an empty constructor too
            return ClassUtil.createInstance(type, false);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Object lost(JavaType target, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
            // inside an object that was opened already
            while (parser.currentToken() == JsonToken.FIELD_NAME) {
                parser.nextToken();
                parser.skipChildren();
                parser.nextToken();
            }
        } else {
            parser.skipChildren();
        }
        if (target.getRawClass().getName().startsWith(VENDOR)) {
            LOST.get().incrementAndGet();
        }
        return null;
    }

    /// What may be one of several classes is read by a reader of the client's own, which fails on anything but objects.
    private static final class Models extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object findDeserializer(Annotated annotated) {
            var found = super.findDeserializer(annotated);
            return found instanceof Class<?> reader && reader.getName().startsWith(VENDOR)
                    ? new Guarded((JsonDeserializer<?>) ClassUtil.createInstance(reader, false))
                    : found;
        }

        /// What the model calls required may be absent all the same.
        @Override
        public Boolean hasRequiredMarker(AnnotatedMember member) {
            return false;
        }
    }

    private static final class Guarded extends JsonDeserializer<Object> {
        private final JsonDeserializer<?> reader;

        Guarded(JsonDeserializer<?> reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            TreeNode tree = parser.readValueAsTree();
            try (var again = tree.traverse(parser.getCodec())) {
                again.nextToken();
                return reader.deserialize(again, context);
            } catch (JsonMappingException e) {
                LOST.get().incrementAndGet();
                return null;
            }
        }
    }
}
