package io.keywheel.admin.keyfile;

import io.keywheel.admin.port.NewKey;
import java.util.Optional;

/**
 * What one line of a text says.
 *
 * @param number of the line in its text, from 1; of a JSON array the entry's
 * @param key that it describes, or
 * @param flaw why it describes none, without a word of the line
 */
public record KeyLine(int number, Optional<NewKey> key, Optional<String> flaw) {
    static KeyLine of(int number, NewKey key) {
        return new KeyLine(number, Optional.of(key), Optional.empty());
    }

    static KeyLine flawed(int number, String why) {
        return new KeyLine(number, Optional.empty(), Optional.of(why));
    }
}
