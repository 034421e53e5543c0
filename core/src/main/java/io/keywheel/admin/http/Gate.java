package io.keywheel.admin.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may come in. */
public interface Gate {

    /** Who calls, or why he may not. Takes its time where somebody guesses. */
    Future<Admission> admit(HttpServerRequest request, Operation operation, String requestId);

    /** One of the two. */
    record Admission(Call.@Nullable Caller caller, Optional<Problem> problem) {
        public static Admission of(Call.Caller caller) {
            return new Admission(caller, Optional.empty());
        }

        public static Admission refused(Problem problem) {
            return new Admission(null, Optional.of(problem));
        }
    }
}
