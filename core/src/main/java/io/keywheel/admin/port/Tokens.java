package io.keywheel.admin.port;

import io.keywheel.token.Token;
import io.keywheel.token.TokenBook;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The tokens that the cluster knows. */
public interface Tokens {

    /** Those of this kind now: asked with every request, so it is at hand. */
    TokenBook book(Token.Kind kind);

    CompletionStage<Change> add(Token token, By by);

    /** Acknowledged when no member takes it any more. */
    CompletionStage<Change> revoke(Token.Kind kind, String id, By by);

    /** What came of it. */
    sealed interface Change {
        /** It is so, on every member. */
        record Done() implements Change {}

        /** It is so here, and these members have not confirmed it in time. */
        record Accepted(List<String> missing) implements Change {}

        /** There is no such token. */
        record Missing(String id) implements Change {}

        /** The store is away. */
        record StoreUnavailable(boolean applied) implements Change {}
    }
}
