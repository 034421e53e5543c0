package io.keywheel.sim;

import io.keywheel.sim.Admission.Refused;
import io.keywheel.sim.Admission.TooLarge;
import io.keywheel.sim.Candour.Telling;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the simulated provider says that a limit is in the way, as candidly as it is. */
record Refusals(Candour candour) {

    SimAnswer of(Visit visit, Refused refused) {
        StringBuilder text = begun("Rate limit reached", visit, refused.allowance());
        if (candour.tells(Telling.NUMBERS)) text.append(numbers(refused));
        text.append('.');
        if (candour.tells(Telling.WAIT_IN_TEXT))
            text.append(" Please try again in ")
                    .append(GoDuration.text(refused.waitMicros()))
                    .append('.');
        SimAnswer answer = Sheet.of(visit, 429).json(error(text, refused.allowance()));
        return candour.tells(Telling.RETRY_AFTER)
                ? answer.with(Map.of("retry-after", seconds(refused.waitMicros())))
                : answer;
    }

    SimAnswer of(Visit visit, TooLarge refused) {
        Allowance limit = refused.allowance();
        StringBuilder text = begun("Request too large", visit, limit);
        if (candour.tells(Telling.NUMBERS))
            text.append(": Limit %d, Requested %d".formatted(limit.limit(), refused.requested()));
        text.append(", please reduce your message size and try again.");
        return Sheet.of(visit, 413).json(error(text, limit));
    }

    /** Whose limits an answer's headers say that it counted against. */
    Map<String, String> ids(SimKey key) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (candour.tells(Telling.ORGANISATION_IN_HEADER)) ids.put("openai-organization", key.organisation());
        if (candour.tells(Telling.PROJECT_IN_HEADER) && !key.project().isEmpty())
            ids.put("openai-project", key.project());
        return ids;
    }

    private StringBuilder begun(String what, Visit visit, Allowance limit) {
        SimKey key = visit.key();
        StringBuilder text = new StringBuilder(what)
                .append(" for model `")
                .append(visit.ask().model())
                .append('`');
        if (candour.tells(Telling.ORGANISATION_IN_TEXT))
            text.append(" in organization `").append(key.organisation()).append('`');
        if (candour.tells(Telling.PROJECT_IN_TEXT) && !key.project().isEmpty())
            text.append(" project `").append(key.project()).append('`');
        return text.append(" service tier `on_demand` on ").append(limit.words());
    }

    private static String numbers(Refused refused) {
        return ": Limit %d, Used %d, Requested %d"
                .formatted(refused.allowance().limit(), refused.used(), refused.requested());
    }

    private static JsonObject error(StringBuilder text, Allowance limit) {
        return Bodies.error(
                text.append(" This limit is simulated.").toString(),
                limit.unit().text(),
                "rate_limit_exceeded");
    }

    private static String seconds(long micros) {
        return Long.toString(Math.max(1, -Math.floorDiv(-micros, 1_000_000L)));
    }
}
