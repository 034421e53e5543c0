package io.keywheel.usage;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers other members' questions with what this one counted. */
public final class UsageAnswers {
    private static final String LATELY = "lately";
    static final long HOUR = 0;
    static final long DAY = 1;

    private final Ledger ledger;

    public UsageAnswers(Ledger ledger) {
        this.ledger = ledger;
    }

    static byte[] question(By by, Range range) {
        return bytes(by + " " + range.from() + " " + range.to() + " " + range.step());
    }

    static byte[] questionOfLately() {
        return bytes(LATELY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Never waits. Fails where it is no question. */
    public CompletionStage<byte[]> answer(byte[] question) {
        String text = new String(question, StandardCharsets.US_ASCII);
        try {
            if (text.equals(LATELY)) return CompletableFuture.completedFuture(lately());
            String[] words = text.split(" ", -1);
            Range range = new Range(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
            if (range.step() <= 0) throw new IllegalArgumentException("no step");
            By by = By.valueOf(words[0]);
            return ledger.find(range).thenApply(rows -> parcel(rows, by, range));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("no question about usage", e));
        }
    }

    private static byte[] parcel(Rows rows, By by, Range range) {
        Found found = new Found();
        if (!rows.read(range.step(), (at, key, counts) -> found.add(at, by.of(key), counts))) found.lacks();
        return Parcel.write(found);
    }

    private byte[] lately() {
        Lately.Both both = ledger.lately().both();
        Found found = new Found();
        found.steps().put(HOUR, both.hour());
        found.steps().put(DAY, both.day());
        return Parcel.write(found);
    }
}
