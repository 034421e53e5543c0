package io.keywheel.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The checks behind {@code /readyz}. None of them calls a provider. Any thread may ask. */
public final class Health {

    /**
     * What a check found.
     *
     * @param ready whether requests may come
     * @param words what is so, for {@code ?verbose}
     */
    public record Finding(boolean ready, String words) {
        public static Finding ready(String words) {
            return new Finding(true, words);
        }

        public static Finding notReady(String words) {
            return new Finding(false, words);
        }
    }

    private final Map<String, Supplier<Finding>> checks = new LinkedHashMap<>();
    private volatile boolean listening;
    private volatile boolean stopping;

    public Health() {
        checks.put("listening", () -> listening ? Finding.ready("yes") : Finding.notReady("not yet"));
        checks.put("stopping", () -> stopping ? Finding.notReady("yes") : Finding.ready("no"));
    }

    /** Adds a check. All are added before the first request comes. */
    public void add(String name, Supplier<Finding> check) {
        checks.put(name, check);
    }

    public void listening() {
        listening = true;
    }

    public void stopping() {
        stopping = true;
    }

    public boolean isStopping() {
        return stopping;
    }

    public boolean isReady() {
        return checks.values().stream().allMatch(c -> c.get().ready());
    }

    /** One line a check. */
    public String verbose() {
        StringBuilder text = new StringBuilder();
        checks.forEach((name, check) -> {
            Finding finding = check.get();
            text.append(finding.ready() ? "[+] " : "[-] ")
                    .append(name)
                    .append(": ")
                    .append(finding.words())
                    .append('\n');
        });
        return text.append(isReady() ? "ready\n" : "not ready\n").toString();
    }
}
