package io.keywheel.config;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What an answer that brings nothing means, and none at all. */
final class HttpTrouble {
    private static final Map<Integer, String> MENDS = Map.of(
            401, "Check its token.",
            403, "Check what its token may read.",
            404, "Check its address and key.");

    private HttpTrouble() {}

    static SourceTrouble of(int status) {
        String said = "it answered HTTP " + status;
        if (status >= 500 || status == 429 || status == 408) return SourceTrouble.unreachable(said);
        if (status >= 300 && status < 400)
            return SourceTrouble.broken(
                    "it redirects (HTTP " + status + "), and that is not followed", "Give its last address.");
        return SourceTrouble.broken(said, MENDS.getOrDefault(status, "Check its address."));
    }

    /** Never the cause's own words: they hold addresses. */
    static SourceTrouble of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SourceTrouble trouble) return trouble;
            if (cause instanceof SSLException)
                return SourceTrouble.broken(
                        "its certificate is not trusted, or it speaks no TLS", "Name its authority: ca.");
            if (cause instanceof UnknownHostException) return SourceTrouble.unreachable("its host is not known");
            if (cause instanceof TimeoutException) return SourceTrouble.unreachable("it did not answer in time");
            if (cause instanceof ConnectException) {
                boolean refused = String.valueOf(cause.getMessage()).contains("refused");
                return SourceTrouble.unreachable(refused ? "the connection was refused" : "it cannot be reached");
            }
        }
        return SourceTrouble.unreachable("the connection was lost");
    }
}
