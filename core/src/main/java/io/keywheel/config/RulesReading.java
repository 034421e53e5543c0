package io.keywheel.config;

import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.provider.CustomRule;
import io.keywheel.provider.CustomRule.Then;
import io.keywheel.provider.CustomRule.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the operator says of a provider's answers, in order: the first rule that fits holds. */
final class RulesReading {
    private final Reading reading;

    RulesReading(Reading reading) {
        this.reading = reading;
    }

    List<CustomRule> read(EntryList list) {
        List<CustomRule> rules = new ArrayList<>();
        for (Entry entry : reading.entries(list)) {
            Optional<When> when = when(entry);
            Optional<Then> then = then(entry);
            if (when.isPresent() && then.isPresent()) rules.add(new CustomRule(when.get(), then.get()));
        }
        return List.copyOf(rules);
    }

    private Optional<When> when(Entry entry) {
        int mistakes = reading.mistakes().size();
        Optional<Long> status = reading.find(entry.at(RuleFields.STATUS));
        Optional<Pattern> code = reading.find(entry.at(RuleFields.CODE));
        Optional<Pattern> text = reading.find(entry.at(RuleFields.TEXT));
        if (reading.mistakes().size() > mistakes) return Optional.empty();
        if (status.isEmpty() && code.isEmpty() && text.isEmpty()) {
            reading.mistake(entry, "it speaks of no answer", "Give it status, code or text.");
            return Optional.empty();
        }
        return made(
                entry.at(RuleFields.STATUS), () -> new When(status.orElse(0L).intValue(), code, text));
    }

    private Optional<Then> then(Entry entry) {
        Optional<Outcome> outcome = reading.find(entry.at(RuleFields.OUTCOME));
        Optional<Reach> reach = reading.find(entry.at(RuleFields.REACH));
        Optional<Duration> wait = reading.find(entry.at(RuleFields.WAIT));
        if (!reading.isSet(entry.at(RuleFields.OUTCOME)))
            reading.mistake(entry, "it has no outcome", "Give it one, as in outcome: rate-limited.");
        // Part by part, so that the mistake names the one that does not go with those before.
        Optional<Then> then = outcome.flatMap(
                o -> made(entry.at(RuleFields.OUTCOME), () -> new Then(o, Optional.empty(), OptionalLong.empty())));
        if (reach.isPresent())
            then = then.flatMap(
                    t -> made(entry.at(RuleFields.REACH), () -> new Then(t.outcome(), reach, OptionalLong.empty())));
        if (wait.isPresent()) {
            OptionalLong millis = OptionalLong.of(wait.get().toMillis());
            then = then.flatMap(t -> made(entry.at(RuleFields.WAIT), () -> new Then(t.outcome(), t.reach(), millis)));
        }
        return then;
    }

    private <T> Optional<T> made(Setting<?> part, Supplier<T> making) {
        try {
            return Optional.of(making.get());
        } catch (IllegalArgumentException e) {
            String reason = Quantities.word(String.valueOf(e.getMessage()));
            reading.mistake(part, reason, "Leave it out, or write another.");
            return Optional.empty();
        }
    }
}
