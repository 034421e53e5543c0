package io.keywheel.admin.keyfile;

import io.keywheel.admin.http.JsonBody;
import io.keywheel.admin.keyfile.KeyFile.Entries;
import io.keywheel.admin.keyfile.KeyFile.Entry;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON array of objects. */
final class JsonReader {
    private JsonReader() {}

    static Entries read(String text) {
        JsonBody body = JsonBody.of(Buffer.buffer(text));
        if (body.problem().isPresent())
            return Entries.failed(body.problem().get().detail());
        if (!(body.value() instanceof List<?> list)) return Entries.failed("it is no JSON array");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) entries.add(entry(i + 1, list.get(i)));
        return new Entries(entries, Optional.empty());
    }

    private static Entry entry(int number, Object value) {
        if (!(value instanceof Map<?, ?> map)) return new Entry(number, Map.of(), Optional.of("it is no object"));
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<?, ?> field : map.entrySet()) {
            String name = String.valueOf(field.getKey());
            if (!EntryRules.NAMES.contains(name))
                return new Entry(number, Map.of(), Optional.of("it has a field that is not known"));
            Object content = field.getValue();
            boolean plain = content instanceof String || content instanceof Number || content instanceof Boolean;
            if (!plain) return new Entry(number, Map.of(), Optional.of(name + " is no plain value"));
            fields.put(name, content.toString());
        }
        return new Entry(number, fields, Optional.empty());
    }
}
