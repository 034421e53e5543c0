package io.keywheel.token;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tokens of one kind at one moment, found by what their holder brings. */
public final class TokenBook {
    public static final TokenBook EMPTY = new TokenBook(List.of());

    private final Map<String, Token> byDigest = new HashMap<>();
    private final Map<String, Token> byId = new HashMap<>();

    public TokenBook(Collection<Token> tokens) {
        for (Token token : tokens) {
            byDigest.put(token.digest(), token);
            byId.put(token.id(), token);
        }
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }

    public Collection<Token> all() {
        return List.copyOf(byId.values());
    }

    public Optional<Token> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The token that opens with this text and holds. Looked up by digest: who guesses cannot choose how much of a digest is right, so
     * time tells nothing; the whole is compared once more all the same.
     */
    public Optional<Token> find(String text, Instant now) {
        String digest = TokenText.digest(text);
        return Optional.ofNullable(byDigest.get(digest))
                .filter(t -> TokenText.same(t.digest(), digest))
                .filter(t -> t.holds(now));
    }
}
