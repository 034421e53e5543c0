package io.keywheel.pool;

import io.keywheel.pool.YieldWorld.Answering;
import io.keywheel.pool.YieldWorld.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is run, chosen on the command line; each list is crossed with the others. */
record YieldOptions(Map<String, String> given) {

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
        if (given.containsKey("headers")) answering = answering.headers(Boolean.parseBoolean(given.get("headers")));
        if (given.containsKey("filled")) answering = answering.early("admission".equals(given.get("filled")));
        if (given.containsKey("refusals")) {
            answering =
                    answering.refusals(Refusals.valueOf(given.get("refusals").toUpperCase(Locale.ROOT)));
        }
        return answering;
    }

    private YieldTraffic traffic(YieldTraffic usual) {
        YieldTraffic traffic = usual;
        if (given.containsKey("secs")) traffic = traffic.lasting(Double.parseDouble(given.get("secs")));
        if (given.containsKey("bytes-per-token")) {
            String[] range = given.get("bytes-per-token").split("\\.\\.", -1);
            traffic = traffic.bytesPerToken(Double.parseDouble(range[0]), Double.parseDouble(range[range.length - 1]));
        }
        return traffic;
    }

    List<YieldRun> runs() {
        List<YieldRun> runs = new ArrayList<>();
        for (double members : numbers("members", "1")) {
            for (double patience : numbers("patience", "0")) {
                for (String name : cases()) runs.addAll(runs(name, patience, (int) members));
            }
        }
        return runs;
    }

    private List<YieldRun> runs(String name, double patience, int members) {
        List<YieldRun> runs = new ArrayList<>();
        for (double seed : numbers("seed", "1")) {
            YieldCase of = YieldCases.named(name);
            boolean burst = of.traffic().burst() > 0;
            YieldTraffic traffic = burst ? of.traffic() : traffic(of.traffic());
            YieldCase chosen = of.answering(answering(of.world().answering())).traffic(traffic);
            for (double load : burst ? List.of(1.0) : numbers("loads", "0.9,1,1.5,3")) {
                runs.add(new YieldRun(chosen, load, patience, members, (long) seed));
            }
        }
        return runs;
    }
}
