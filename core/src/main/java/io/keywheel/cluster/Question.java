package io.keywheel.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What one member asks another, by name; answered there by whoever answers to that name. */
final class Question implements Callable<Object>, HazelcastInstanceAware {
    private final String name;
    private final Object body;
    private transient @Nullable HazelcastInstance there;

    Question(String name, Object body) {
        this.name = name;
        this.body = body;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        there = instance;
    }

    @Override
    public Object call() {
        HazelcastInstance asked = there;
        if (asked == null) throw new IllegalStateException("a question is answered where it arrives");
        return Answerers.of(asked).answer(name, body);
    }

    /** How it travels. */
    static final class Format implements CompactSerializer<Question> {
        @Override
        public Question read(CompactReader in) {
            String name = in.readString("name");
            Object body = in.readCompact("body");
            if (name == null || body == null) throw new IllegalArgumentException("not a question");
            return new Question(name, body);
        }

        @Override
        public void write(CompactWriter out, Question question) {
            out.writeString("name", question.name);
            out.writeCompact("body", question.body);
        }

        @Override
        public String getTypeName() {
            return "keywheel.question";
        }

        @Override
        public Class<Question> getCompactClass() {
            return Question.class;
        }
    }
}
