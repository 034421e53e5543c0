package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers as providers write them: {@code answers.txt} says what each means. */
class AnswersTest {

    private record Case(int line, String provider, Answer answer, String meaning) {
        @Override
        public String toString() {
            return "answers.txt:" + line + " " + provider + " " + answer.status() + " => " + meaning;
        }
    }

    static Stream<Case> answers() throws IOException {
        try (InputStream in = Objects.requireNonNull(AnswersTest.class.getResourceAsStream("answers.txt"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return cases(lines).stream();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyAnswerMeansWhatItsProviderMeans(Case each) {
        Verdict verdict = each.answer.as(each.provider);

        String dimension = verdict.dimension() == Dimension.UNSTATED
                ? "-"
                : verdict.dimension().text();
        String wait = verdict.waitMillis().isPresent()
                ? Long.toString(verdict.waitMillis().getAsLong())
                : "-";
        assertThat(verdict.outcome() + " " + verdict.reach() + " " + dimension + " " + wait)
                .as(verdict.message())
                .isEqualTo(each.meaning);
    }

    private static List<Case> cases(List<String> lines) {
        List<Case> cases = new ArrayList<>();
        int number = 0;
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
            String head = each.next();
            number++;
            if (head.isEmpty() || head.startsWith("#")) continue;
            String body = each.hasNext() ? each.next() : "";
            cases.add(read(number++, head, body));
        }
        return cases;
    }

    private static Case read(int line, String head, String body) {
        int arrow = head.indexOf(" => ");
        String[] words = head.substring(0, arrow).split(" ", -1);
        boolean stream = words[1].equals("stream");
        Answer answer = Answer.of(stream ? 200 : Integer.parseInt(words[1]), body);
        if (stream) answer = answer.with("content-type", "text/event-stream");
        for (int at = 2; at < words.length; at++) {
            int equals = words[at].indexOf('=');
            answer = answer.with(words[at].substring(0, equals), words[at].substring(equals + 1));
        }
        return new Case(line, words[0], answer, head.substring(arrow + 4));
    }
}
