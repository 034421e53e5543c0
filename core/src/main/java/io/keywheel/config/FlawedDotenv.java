package io.keywheel.config;

import java.io.Serial;
import java.util.List;

/** Says which lines of a {@code .env} file cannot be read: the only way in which a vertx-config processor can. */
final class FlawedDotenv extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<Dotenv.Flaw> flaws;

    FlawedDotenv(List<Dotenv.Flaw> flaws) {
        super(flaws.size() + " lines cannot be read", null, false, false);
        this.flaws = flaws;
    }

    List<Dotenv.Flaw> flaws() {
        return flaws;
    }
}
