package io.keywheel.token;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The callers of the data plane. Once there is any token every caller must bring one. Any thread may ask; asking costs one digest. */
public final class CallerTokens {
    private volatile TokenBook book = TokenBook.EMPTY;
    private volatile Map<String, Caller> callers = Map.of();

    /** From now on these and no others; who stays as he was keeps what he has used. */
    public synchronized void replace(TokenBook tokens, long now) {
        Map<String, Caller> next = new HashMap<>();
        for (Token token : tokens.all()) {
            Caller before = callers.get(token.id());
            boolean same = before != null && before.token().equals(token);
            next.put(token.id(), same ? before : new Caller(token, now));
        }
        callers = Map.copyOf(next);
        book = tokens;
    }

    public boolean areDemanded() {
        return !book.isEmpty();
    }

    /** Who brings this text; null where nobody may. */
    public @Nullable Caller find(@Nullable String text, Instant now) {
        if (text == null || text.isEmpty()) return null;
        Token token = book.find(text, now).orElse(null);
        return token == null ? null : callers.get(token.id());
    }
}
