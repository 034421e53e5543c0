package io.keywheel.provider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The body of a reply as text: inflated within bounds, and taken out of its event where it is one. */
final class BodyText {
    static final int MOST_BYTES = 1 << 20;

    private BodyText() {}

    /** Empty where there is none, or where it is compressed in a way that is not known here. */
    static String of(Reply reply) {
        byte[] plain = plain(reply.body(), reply.header("content-encoding").toLowerCase(Locale.ROOT));
        int length = Math.min(plain.length, MOST_BYTES);
        String text = new String(plain, 0, length, StandardCharsets.UTF_8).strip();
        if (text.startsWith("\uFEFF")) text = text.substring(1);
        return text.startsWith("data:") || text.startsWith("event:") ? data(text) : text;
    }

    static boolean isGzip(byte[] bytes, int from, int end) {
        return end - from > 2 && bytes[from] == 0x1f && bytes[from + 1] == (byte) 0x8b;
    }

    private static byte[] plain(byte[] body, String encoding) {
        if (isGzip(body, 0, body.length)) return inflated(body, GZIPInputStream::new);
        if (encoding.contains("deflate")) return inflated(body, in -> inflater(in, body));
        return encoding.contains("br") || encoding.contains("zstd") ? new byte[0] : body;
    }

    /** What is called deflate comes with a zlib head, and from some servers without. */
    private static InputStream inflater(InputStream in, byte[] body) {
        boolean zlib =
                body.length > 1 && (body[0] & 0x0f) == 8 && ((body[0] & 0xff) * 256 + (body[1] & 0xff)) % 31 == 0;
        if (zlib) return new InflaterInputStream(in);
        Inflater headless = new Inflater(true);
        return new InflaterInputStream(in, headless) {
            @Override
            public void close() throws IOException {
                super.close();
                headless.end();
            }
        };
    }

    @FunctionalInterface
    private interface Opener {
        InputStream open(InputStream in) throws IOException;
    }

    /** A body that breaks off or is no such thing gives what could be read of it. */
    private static byte[] inflated(byte[] body, Opener opener) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(body.length * 4, 1 << 16));
        byte[] buffer = new byte[8192];
        try (InputStream in = opener.open(new ByteArrayInputStream(body))) {
            int read = in.read(buffer);
            while (read >= 0 && out.size() < MOST_BYTES) {
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
        } catch (IOException broken) {
            return out.toByteArray();
        }
        return out.toByteArray();
    }

    /** The data of the first event. */
    private static String data(String events) {
        return events.split("\r?\n\r?\n", 2)[0]
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).strip())
                .collect(Collectors.joining("\n"));
    }
}
