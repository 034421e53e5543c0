package io.keywheel.cli.doctor;

import io.keywheel.cli.api.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a check found.
 *
 * @param said never a secret
 * @param mend empty where nothing is to be done
 */
record Finding(String check, Verdict verdict, String said, String mend) {

    enum Verdict {
        GOOD,
        BAD,
        /** Could not be looked at, or is odd and harmless. */
        NOTE
    }

    static Finding good(String check, String said) {
        return new Finding(check, Verdict.GOOD, said, "");
    }

    static Finding bad(String check, String said, String mend) {
        return new Finding(check, Verdict.BAD, said, mend);
    }

    static Finding note(String check, String said) {
        return new Finding(check, Verdict.NOTE, said, "");
    }

    boolean isBad() {
        return verdict == Verdict.BAD;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("check", check);
        fields.put("ok", verdict == Verdict.NOTE ? Json.NULL : verdict == Verdict.GOOD);
        fields.put("said", said);
        fields.put("mend", mend);
        return fields;
    }
}
