package io.keywheel.admin.access;

import io.keywheel.admin.port.Tokens;
import io.keywheel.token.Scope;
import io.keywheel.token.Token;
import io.keywheel.token.TokenText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Knows who holds which token: the first one, and those that were made. */
public final class Doorkeeper {
    /** The id of the first token. */
    public static final String FIRST = "admin-token";

    private static final Identity OWNER = new Identity(FIRST, "first admin token", Scope.ADMIN);

    private final String firstDigest;
    private final Tokens tokens;
    private final InstantSource clock;

    /**
     * One that knows the first token and those that were made.
     *
     * @param first the text of the first admin token
     */
    public Doorkeeper(String first, Tokens tokens, InstantSource clock) {
        this.firstDigest = TokenText.digest(first);
        this.tokens = tokens;
        this.clock = clock;
    }

    public Optional<Identity> holder(String text) {
        if (TokenText.same(firstDigest, TokenText.digest(text))) return Optional.of(OWNER);
        return tokens.book(Token.Kind.ADMIN).find(text, clock.instant()).map(Doorkeeper::identity);
    }

    /** Whether the token of this id still opens: sessions end with it. */
    public Optional<Identity> byId(String id) {
        if (id.equals(FIRST)) return Optional.of(OWNER);
        Instant now = clock.instant();
        return tokens.book(Token.Kind.ADMIN).byId(id).filter(t -> t.holds(now)).map(Doorkeeper::identity);
    }

    private static Identity identity(Token token) {
        return new Identity(token.id(), token.name(), token.scope());
    }
}
