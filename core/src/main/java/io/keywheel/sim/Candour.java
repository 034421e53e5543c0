package io.keywheel.sim;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the simulated provider's answers tell of its limits and of whose they are.
 *
 * @param headers which limits the headers speak of
 * @param tells what else is told
 */
public record Candour(LimitHeaders headers, Set<Telling> tells) {

    /** One thing that an answer may tell. */
    public enum Telling {
        /** Limit headers on refusals too, not on successes alone. */
        HEADERS_OF_REFUSALS,
        /** Limit headers as they stand when the answer leaves, not as they stood on admission. */
        HEADERS_AS_IT_LEAVES,
        /** Limit, Used and Requested in a refusal's text. */
        NUMBERS,
        /** The wait in a refusal's text. */
        WAIT_IN_TEXT,
        RETRY_AFTER,
        /** The organisation's id in a refusal's text. */
        ORGANISATION_IN_TEXT,
        /** The organisation's id in every answer's headers. */
        ORGANISATION_IN_HEADER,
        PROJECT_IN_TEXT,
        PROJECT_IN_HEADER
    }

    /** As Groq: all but the headers' ids. */
    public static final Candour GROQ = of(LimitHeaders.GROQ);

    /** As OpenAI: ids in headers as well. */
    public static final Candour OPENAI = of(LimitHeaders.OPENAI)
            .and(Telling.ORGANISATION_IN_HEADER, Telling.PROJECT_IN_HEADER, Telling.PROJECT_IN_TEXT);

    public Candour {
        tells = Set.copyOf(tells);
    }

    /** As Groq, with these headers. */
    public static Candour of(LimitHeaders headers) {
        return new Candour(
                headers,
                EnumSet.of(
                        Telling.HEADERS_OF_REFUSALS,
                        Telling.NUMBERS,
                        Telling.WAIT_IN_TEXT,
                        Telling.RETRY_AFTER,
                        Telling.ORGANISATION_IN_TEXT));
    }

    public Candour and(Telling... more) {
        Set<Telling> all = all();
        all.addAll(Set.of(more));
        return new Candour(headers, all);
    }

    public Candour without(Telling... less) {
        Set<Telling> rest = all();
        rest.removeAll(Set.of(less));
        return new Candour(headers, rest);
    }

    public Candour with(LimitHeaders others) {
        return new Candour(others, tells);
    }

    boolean tells(Telling what) {
        return tells.contains(what);
    }

    private Set<Telling> all() {
        Set<Telling> all = EnumSet.noneOf(Telling.class);
        all.addAll(tells);
        return all;
    }
}
