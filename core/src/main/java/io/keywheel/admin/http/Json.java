package io.keywheel.admin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.keywheel.pool.Secret;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Values as JSON: records by their components, instants as RFC 3339, enums in small letters, what is not known as null. */
public final class Json {
    private static final ObjectMapper MAPPER = mapper(false);
    private static final ObjectMapper SPARSE = mapper(true);

    private Json() {}

    /** How one value of a kind is written. */
    private interface Writing<T> {
        void write(T value, JsonGenerator out, SerializerProvider all) throws IOException;
    }

    /** Everything, nulls too. */
    public static Buffer bytes(Object value) {
        return bytes(MAPPER, value);
    }

    /** Without what is not there. */
    static Buffer sparse(Object value) {
        return bytes(SPARSE, value);
    }

    private static Buffer bytes(ObjectMapper mapper, Object value) {
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of our own cannot be written", e);
        }
    }

    private static ObjectMapper mapper(boolean sparse) {
        SimpleModule module = new SimpleModule();
        add(
                module,
                Optional.class,
                (value, out, all) -> all.defaultSerializeValue(((Optional<?>) value).orElse(null), out));
        add(
                module,
                Instant.class,
                (value, out, all) ->
                        out.writeString(value.truncatedTo(ChronoUnit.MILLIS).toString()));
        add(
                module,
                Enum.class,
                (value, out, all) -> out.writeString(value.name().toLowerCase(Locale.ROOT)));
        // Nothing that is answered holds one. Should that change by mistake, it stays a mistake without consequence.
        add(module, Secret.class, (value, out, all) -> out.writeString(value.masked()));
        ObjectMapper mapper = new ObjectMapper();
        if (sparse) mapper.setDefaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY);
        return mapper.disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).registerModule(module);
    }

    private static <T> void add(SimpleModule module, Class<T> kind, Writing<T> writing) {
        JsonSerializer<T> serializer = new StdSerializer<>(kind) {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider all) throws IOException {
                writing.write(value, out, all);
            }

            @Override
            public boolean isEmpty(SerializerProvider all, T value) {
                return value instanceof Optional<?> optional && optional.isEmpty();
            }
        };
        module.addSerializer(kind, serializer);
    }
}
