package io.keywheel.gateway;

/** One event of a stream, comments left out. */
record SseEvent(String name, String data, boolean hasData) {

    static SseEvent parse(String text) {
        String name = "";
        StringBuilder data = null;
        for (String line : text.split("\r?\n", -1)) {
            if (line.startsWith("data:")) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(value(line, 5));
            } else if (line.startsWith("event:")) {
                name = value(line, 6);
            }
        }
        return new SseEvent(name, data == null ? "" : data.toString(), data != null);
    }

    private static String value(String line, int from) {
        return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
    }
}
