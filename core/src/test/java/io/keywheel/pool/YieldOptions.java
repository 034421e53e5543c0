package io.keywheel.pool;

import io.keywheel.pool.YieldWorld.Answering;
import io.keywheel.pool.YieldWorld.Refusals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What is run, chosen on the command line; each list is crossed with the others. */
record YieldOptions(Map<String, String> given) {
    private static final String USAGE = """
            Options, each with a value; lists are crossed with one another:
              --cases bench            bench, all, or names from:
                                       CASES
              --loads 0.9,1,1.5,3      arrivals as a multiple of what the limits allow
              --patience 0,10          seconds that callers wait
              --members 1,3            of the cluster, behind a client that asks one after the other
              --headers true,false     whether answers tell limits
              --seed 1,2               of arrivals and jitter
              --secs 30                virtual seconds of arrivals
              --policy sticky
              --refusals numbers       numbers, wait or bare: what a 429 says
              --filled answer          answer or admission: when headers are filled
              --latency 50             milliseconds; --jitter 5 more each way
              --bytes-per-token 2..6   as the provider counts
              --missed yes             only rows that miss their target
              --trace 50               so many refused calls and wrongly refused callers, as they happen
            """;
    private static final Set<String> NAMES = Set.of(
            "cases",
            "loads",
            "patience",
            "members",
            "headers",
            "seed",
            "secs",
            "policy",
            "refusals",
            "filled",
            "latency",
            "jitter",
            "bytes-per-token",
            "missed",
            "trace");

    /** @throws IllegalArgumentException with all options, where one is unknown or lacks its value */
    static YieldOptions of(String... args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            String name = args[i].replaceFirst("^--", "");
            if (!NAMES.contains(name) || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        args[i] + "?\n" + USAGE.replace("CASES", String.join(" ", YieldCases.names())));
            }
            given.put(name, args[i + 1]);
        }
        return new YieldOptions(given);
    }

    private Stream<String> list(String name, String otherwise) {
        return Stream.of(given.getOrDefault(name, otherwise).split(",", -1));
    }

    private List<Double> numbers(String name, String otherwise) {
        return list(name, otherwise).map(Double::valueOf).toList();
    }

    Consumer<String> trace() {
        int[] left = {Integer.parseInt(given.getOrDefault("trace", "0"))};
        if (left[0] == 0) return YieldLedger.QUIET;
        return line -> {
            if (left[0]-- > 0) System.out.println(line);
        };
    }

    private List<String> cases() {
        return list("cases", "bench")
                .flatMap(name -> switch (name) {
                    case "bench" -> YieldCases.BENCH.stream();
                    case "all" -> YieldCases.names().stream();
                    default -> Stream.of(name);
                })
                .toList();
    }

    private Answering answering(Answering usual) {
        Answering answering = usual;
        if (given.containsKey("latency")) answering = answering.latency(Double.parseDouble(given.get("latency")));
        if (given.containsKey("jitter")) answering = answering.jitter(Double.parseDouble(given.get("jitter")));
        if (given.containsKey("filled")) answering = answering.early("admission".equals(given.get("filled")));
        if (given.containsKey("refusals")) {
            answering =
                    answering.refusals(Refusals.valueOf(given.get("refusals").toUpperCase(Locale.ROOT)));
        }
        return answering;
    }

    private List<Boolean> headers() {
        return list("headers", "true").map(Boolean::valueOf).toList();
    }

    private YieldTraffic traffic(YieldTraffic usual) {
        YieldTraffic traffic = usual;
        if (given.containsKey("secs") && usual.burst() == 0)
            traffic = traffic.lasting(Double.parseDouble(given.get("secs")));
        if (given.containsKey("bytes-per-token")) {
            String[] range = given.get("bytes-per-token").split("\\.\\.", -1);
            traffic = traffic.bytesPerToken(Double.parseDouble(range[0]), Double.parseDouble(range[range.length - 1]));
        }
        return traffic;
    }

    /** Whether only those rows are printed that miss their target. */
    boolean onlyMissed() {
        return given.containsKey("missed");
    }

    List<YieldRun> runs() {
        List<YieldRun> runs = new ArrayList<>();
        for (double members : numbers("members", "1")) {
            for (double patience : numbers("patience", "0")) {
                for (boolean headers : headers()) {
                    for (String name : cases())
                        add(runs, name, headers, r -> r.members((int) members).patience(patience));
                }
            }
        }
        return runs;
    }

    private void add(List<YieldRun> runs, String name, boolean headers, UnaryOperator<YieldRun> with) {
        YieldCase of = YieldCases.named(name);
        YieldCase chosen =
                of.answering(answering(of.world().answering()).headers(headers)).traffic(traffic(of.traffic()));
        Policy policy = Policy.of(given.getOrDefault("policy", "sticky")).orElseThrow();
        for (double seed : numbers("seed", "1")) {
            for (double load : of.traffic().burst() > 0 ? List.of(1.0) : numbers("loads", "0.9,1,1.5,3")) {
                runs.add(with.apply(YieldRun.of(chosen, load).policy(policy).seed((long) seed)));
            }
        }
    }
}
