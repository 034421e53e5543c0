package io.keywheel.upstream;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.net.ProxyOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What it means when no answer comes. */
public final class ProviderFaults {
    private ProviderFaults() {}

    public static Verdict failed(String why) {
        return Verdict.of(Outcome.PROVIDER_FAILED, Reach.UPSTREAM, 0, "", why);
    }

    /** Nothing was sent, so nothing was billed. */
    public static Verdict notConnected(Throwable why, Origin origin) {
        ProxyOptions proxy = origin.connect().getProxyOptions();
        String way = proxy == null ? "" : " through the proxy " + proxy.getHost() + ":" + proxy.getPort();
        return failed(origin.host() + ":" + origin.port() + way + " " + text(why));
    }

    public static Verdict notSent(Throwable why) {
        return failed("the request could not be sent: " + text(why));
    }

    /**
     * The request was sent and the connection ended. A connection that had served before was most likely closed for idleness; on a
     * fresh one nobody knows what the provider did.
     */
    public static Verdict noAnswer(Throwable why, boolean reused) {
        if (isUnreadable(why)) return failed("the answer is no HTTP that can be read: " + beforeColon(text(why)));
        if (reused) return failed("a kept connection closed without an answer");
        return Verdict.of(
                Outcome.OUTCOME_UNKNOWN,
                Reach.UPSTREAM,
                0,
                "reset",
                "the connection ended without an answer: " + text(why));
    }

    private static boolean isUnreadable(Throwable why) {
        for (Throwable t = why; t != null; t = t.getCause()) {
            if (t instanceof DecoderException
                    || t instanceof TooLongHttpHeaderException
                    || t instanceof IllegalArgumentException) return true;
        }
        return false;
    }

    /** What the decoder says without the bytes that it says it of: they may be somebody's answer. */
    private static String beforeColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon).trim();
    }

    /** One line that an operator understands. */
    public static String text(Throwable why) {
        Throwable root = why;
        while (root.getCause() != null && root.getCause() != root) root = root.getCause();
        String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        if (root instanceof CertificateException || why instanceof SSLException || root instanceof SSLException) {
            return "is not trusted: " + message;
        }
        if (root instanceof UnknownHostException) return "is not known (DNS)";
        if (root instanceof ProxyConnectException) {
            return "was not reached (" + message.substring(message.lastIndexOf(", ") + 2) + ")";
        }
        if (root instanceof ConnectException) return "refused the connection";
        return root.getMessage() == null ? root.getClass().getSimpleName() : message;
    }
}
