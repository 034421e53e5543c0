package io.keywheel.admin;

import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Tokens;
import io.keywheel.token.Token;
import io.keywheel.token.TokenBook;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens in memory. */
final class MemoryTokens implements Tokens {
    private final Map<String, Token> all = new ConcurrentHashMap<>();

    String snapshot() {
        return all.keySet().stream().sorted().toList().toString();
    }

    @Override
    public TokenBook book(Token.Kind kind) {
        return new TokenBook(all.values().stream().filter(t -> t.kind() == kind).toList());
    }

    @Override
    public CompletionStage<Change> add(Token token, By by) {
        all.put(token.id(), token);
        return CompletableFuture.completedFuture(new Change.Done());
    }

    @Override
    public CompletionStage<Change> revoke(Token.Kind kind, String id, By by) {
        return CompletableFuture.completedFuture(all.remove(id) == null ? new Change.Missing(id) : new Change.Done());
    }
}
